"""Third component: labs, history and findings from free text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.clinical.labs import LabReading, UnitContext
from bot.language.components.turn_data import turn_of
from bot.language.dialogue import current_dialogue
from bot.language.extraction import Extractor, shared_extractor
from bot.language.safety.gate import SafetyGate

__all__ = ["ClinicalExtractor"]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ClinicalExtractor(GraphComponent):
    """Fills `turn.labs`, `.history`, `.findings`, `.conditions` and `.declined` from this message alone."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ClinicalExtractor:
        return cls(shared_extractor())

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            turn = turn_of(message)
            text = turn.get("text") or ""
            if not text or turn.get("unreadable"):
                continue
            dialogue = current_dialogue.get()
            units = UnitContext(confirmed=dialogue.units)
            goes_on = dialogue.last if dialogue.label == "convert_units" else None  # "and 8?" after a conversion
            found = self._extractor.extract(text, expects=dialogue.asks_for or dialogue.refused or goes_on, units=units)
            turn["safety"] = turn["safety"] or _critical(message, text, found.labs)
            turn["several_people"] = found.several_people and bool(found.labs)  # what the reply about values is for
            if found.several_people:  # whose they are is not certain: nothing of them is kept
                turn["labs"], turn["history"] = [], {}
                continue
            turn["labs"] = [{"contract": r.as_contract(), "reading": r.as_dict()} for r in found.labs]
            turn["history"] = dict(found.history)
            turn["findings"] = [{"id": f.id, "status": f.status} for f in found.findings]
            turn["conditions"] = list(found.conditions)
            turn["declined"] = list(found.declined)
            turn["corrections"] = list(found.corrections)
        return messages


def _critical(message: Message, text: str, readings: Sequence[LabReading]) -> dict[str, Any] | None:
    """What the safety gate says once the values are known: a potassium of 7 alarms however it was written."""
    gate: SafetyGate | None = message.get("gate")
    verdict = gate.check(text, readings=readings) if gate and readings else None
    return verdict.as_dict() if verdict else None
