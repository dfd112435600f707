"""Second component: the deterministic safety gate, over every text in every state of the dialogue."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.language.components.turn_data import turn_of
from bot.language.dialogue import current_dialogue
from bot.language.safety.gate import Look, SafetyGate
from bot.language.safety.pointed import said_of
from bot.language.safety.shared import gate
from bot.language.safety.signs import SignReader, sign_reader

__all__ = ["SafetyGuard"]

# A greeting or a name of a medicine in another language is no reason to speak of languages.
_LEAST_WORDS = 3
_LATIN_ENDS = 0x250  # beyond it one "word" may be a whole sentence


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SafetyGuard(GraphComponent):
    """Sets `turn.safety` to the gate's verdict, `turn.limit` to a treatment or dosing decision asked for, and
    `turn.language` to the language of a message that is not in English, `turn.calm` to the alarms that its wording
    speaks against, `turn.set_aside` to whether an emergency is only named (past, negated, asked about) or asked of,
    `turn.if_real` to the reply that it would get if it were so, `turn.signs` to the signs of illness that it tells."""

    def __init__(self, gate: SafetyGate, signs: SignReader) -> None:
        self._gate, self._signs = gate, signs

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SafetyGuard:
        return cls(gate(), sign_reader())

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            turn = turn_of(message)
            text = turn.get("text") or ""
            dialogue = current_dialogue.get()
            waits = dialogue.asks_for or dialogue.active_form  # then the number answers a question of ours
            whole = text if waits else self._gate.told_of(dialogue.measure, text, valued=dialogue.measured)
            whole = said_of(whole, dialogue.word)
            seen = self._gate.look(whole) if text else Look(None)
            measures = self._gate.measures(text) if text else (None, None, False)
            turn["measure"], turn["measured"], turn["figure"] = measures
            turn["safety"] = seen.verdict.as_dict() if seen.verdict else None
            turn["limit"] = seen.limit
            turn["language"] = self._gate.languages.guess(text) if _long_enough(text) else None
            turn["calm"] = list(seen.calm)
            turn["set_aside"] = seen.set_aside
            turn["if_real"] = seen.if_real
            turn["signs"] = list(self._signs.told(text)) if text else []
            message.set("gate", self._gate)  # for the extractor: values read there are checked once more
        return messages


def _long_enough(text: str) -> bool:
    return len(text.split()) >= _LEAST_WORDS or any(ord(character) >= _LATIN_ENDS for character in text)
