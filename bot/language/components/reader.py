"""First component: brings a message into the one normal form and reads what a button means."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.language import references
from bot.language.components.turn_data import turn_of
from bot.language.dictated import as_dictated
from bot.language.limits import MESSAGE_LIMIT
from bot.language.text import normalise

__all__ = ["MessageReader"]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class MessageReader(GraphComponent):
    """Sets `turn.text` (normalised), `turn.chosen` (a button's meaning) and `turn.unreadable` (too long, empty)."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageReader:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            raw = str(message.get(TEXT) or "")
            turn = turn_of(message)
            turn["chosen"] = references.read(raw.strip())
            turn["text"] = "" if turn["chosen"] else as_dictated(normalise(raw)).strip()
            turn["unreadable"] = _unreadable(raw, turn["text"], chosen=bool(turn["chosen"]))
        return messages


def _unreadable(raw: str, text: str, *, chosen: bool) -> str | None:
    if chosen:
        return None
    if len(raw) > MESSAGE_LIMIT:
        return "too_long"
    return "empty" if not any(character.isalnum() for character in text) else None
