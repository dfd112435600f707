"""Last component: what the turn is about."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.library.current import knowledge
from bot.language.components.turn_data import turn_of
from bot.language.decision.decide import Decider
from bot.language.decision.map import TopicMap
from bot.language.dialogue import current_dialogue

__all__ = ["TurnDecider"]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class TurnDecider(GraphComponent):
    """Sets the final `intent` and `turn.label`, `.confidence`, `.alternatives`, `.clarify`, `.also`, `.for_form`, `.via`."""

    def __init__(self, decider: Decider) -> None:
        self._decider = decider

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TurnDecider:
        return cls(Decider.from_knowledge(TopicMap.read(knowledge())))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            turn = turn_of(message)
            ranking = [(r["name"], r["confidence"]) for r in message.get(INTENT_RANKING_KEY) or []]
            decision = self._decider.decide(turn, ranking, current_dialogue.get(), message.get("rank"))
            turn |= decision.as_dict()
            message.set(INTENT, {"name": decision.intent, "confidence": decision.confidence}, add_to_output=True)
            message.set(ENTITIES, [], add_to_output=True)
        return messages
