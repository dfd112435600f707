"""Third component: labs, history and findings from free text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.clinical.labs import LabReading, UnitContext
from bot.language.components.turn_data import turn_of
from bot.language.decision.form.form import YES_OR_NO
from bot.language.decision.form.form_aside import asks_source, nothing_at_hand
from bot.language.decision.leaning.remarks import opens_with_doubt
from bot.language.decision.values.removal import analyte_called
from bot.language.dialogue import DialogueContext, current_dialogue
from bot.language.extraction import Extractor, shared_extractor
from bot.language.extraction.people.apart import compares_people, people_apart
from bot.language.safety.gate import SafetyGate

__all__ = ["ClinicalExtractor"]

_SEVERAL = 2
_CODE = re.compile(r"\b(?P<name>[A-Z]{2,5})[- ]?\d{2,5}\b(?![.,/]\d)")


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
            asked = None if dialogue.form_waits and YES_OR_NO.match(text) else dialogue.asks_for
            wanted = dialogue.refused or dialogue.wants or goes_on or _told_later(message, dialogue, text)
            expects = None if _only_codes(text) or _no_answer(text) else asked or wanted
            found = self._extractor.extract(text, expects=expects, units=units)
            turn["named"] = found.named[0] if len(found.named) == 1 and not found.labs else None
            turn["safety"] = turn["safety"] or _critical(message, text, found.labs)
            people = self._people(text, units)
            several = found.several_people or bool(people) or compares_people(text)
            turn["several_people"] = several and bool(found.labs)  # what the reply about values is for
            if several:  # whose they are is not certain: nothing of them is kept
                turn["labs"], turn["history"], turn["people"] = [], {}, people
                continue
            turn["labs"] = [{"contract": r.as_contract(), "reading": r.as_dict()} for r in found.labs]
            turn["history"] = {} if asks_source(text) and not found.labs else dict(found.history)
            turn["findings"] = [{"id": f.id, "status": f.status} for f in found.findings]
            turn["conditions"] = list(found.conditions)
            turn["declined"] = list(found.declined)
            turn["corrections"] = list(found.corrections)
        return messages

    def _people(self, text: str, units: UnitContext) -> list[dict[str, Any]]:
        """The values of each person where a message sets people side by side: `{name, labs}`, said and not kept."""
        parts, before = [], None
        for part in people_apart(text):  # "patient A calcium 2.4, patient B 2.1": the same test
            labs = self._extractor.extract(part.text, expects=before, units=units).labs
            before = labs[0].analyte if len(labs) == 1 else None
            parts.append((part, labs))
        told = [(part, labs) for part, labs in parts if labs]
        shared = len(told) > 1 and {r.analyte for r in told[0][1]} & {r.analyte for r in told[1][1]}
        if len(told) < _SEVERAL or not (shared or all(part.sure for part, _ in told)):
            return []
        return [{"name": part.name, "labs": [r.as_dict() for r in labs]} for part, labs in told]


def _only_codes(text: str) -> bool:
    """Whether all figures of a message belong to codes ("SNF472, any good?"), so that none answers an open question."""
    codes = [code for code in _CODE.finditer(text) if analyte_called(code["name"]) is None]
    rest = _CODE.sub(" ", text) if codes else text
    return bool(codes) and not any(map(str.isdigit, rest))


def _no_answer(text: str) -> bool:
    """Whether the "no" or the fact in a message is none: "no papers here", "I don't buy that", "ref for warfarin?"."""
    return nothing_at_hand(text) or asks_source(text) or opens_with_doubt(text)


def _told_later(message: Message, dialogue: DialogueContext, text: str) -> str | None:
    """The analyte that the message before named, if this one is its bare number: "potassium", "mine is 7.1"."""
    gate: SafetyGate | None = message.get("gate")
    bare = gate is not None and dialogue.named is not None and gate.told_of(dialogue.named, text) != text
    return dialogue.named if bare else None


def _critical(message: Message, text: str, readings: Sequence[LabReading]) -> dict[str, Any] | None:
    """What the safety gate says once the values are known: a potassium of 7 alarms however it was written."""
    gate: SafetyGate | None = message.get("gate")
    verdict = gate.check(text, readings=readings) if gate and readings else None
    return verdict.as_dict() if verdict else None
