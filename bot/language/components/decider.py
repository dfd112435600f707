"""Last component: what the turn is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.language.components.turn_data import turn_of
from bot.language.decision.beside.short_answers import ShortAnswers
from bot.language.decision.decide import Decider
from bot.language.decision.map import TopicMap
from bot.language.decision.model import LIMITS, Decision
from bot.language.decision.next_question import NextQuestions
from bot.language.decision.scope.elsewhere import Elsewhere
from bot.language.decision.scope.outside import OutsideNames
from bot.language.decision.scope.rejection import Rejector
from bot.language.decision.scope.words_asked import WordsAsked
from bot.language.decision.values.value_questions import ValueQuestions
from bot.language.decision.word_lists import lists
from bot.language.dialogue import current_dialogue
from bot.language.register import Register
from bot.library.current import document, knowledge
from bot.library.ids import REQUIRED_TOPICS
from bot.library.paths import content_dir

__all__ = ["TurnDecider"]

_IN_WORDS = LIMITS | {"differential"}
_ANY_TOPIC = REQUIRED_TOPICS[0]
_TELLS_APART = "differential_diagnosis"  # names look-alikes, and has none of them for its subject


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class TurnDecider(GraphComponent):
    """Sets the final `intent`, and in `turn` the label, confidence, alternatives, clarify, also, for_form and via."""

    def __init__(self, decider: Decider, register: Register) -> None:
        self._decider, self._register = decider, register
        self._taught = False

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TurnDecider:
        asked = document("next_questions")
        topics = TopicMap.read(knowledge(), NextQuestions.from_dict(asked))
        values = ValueQuestions.from_dict(asked["of_values"])
        short = ShortAnswers.read(document("feelings"), document("everyday"))
        words = WordsAsked.from_dict(document("glossary"))
        elsewhere = Elsewhere.from_dict(document("scope"))
        lists()
        decider = Decider(topics, Rejector(_outside(), topics), values, elsewhere, short, words)
        return cls(decider, Register.from_dict(document("clinicians")))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            turn = turn_of(message)
            self._learn_words(message.get("words"))
            ranking = message.get("ranked") or [
                (r["name"], r["confidence"]) for r in message.get(INTENT_RANKING_KEY) or []
            ]
            turn["clinical"] = self._register.clinical(str(turn.get("text") or ""))
            turn["hinted"] = turn["clinical"] or self._register.hinted(str(turn.get("text") or ""))
            turn["role"] = self._register.role_told(str(turn.get("text") or ""))
            turn["role_alone"] = self._register.role_alone(str(turn.get("text") or ""))
            decision = self._decider.decide(turn, ranking, current_dialogue.get(), message.get("rank"))
            turn |= decision.as_dict()
            clinical = turn["clinical"] or bool(decision.details.get("clinical"))
            turn["register"] = "clinician" if clinical and self._answers(decision) else None
            intent = self._intent(decision.intent)
            message.set(INTENT, {"name": intent, "confidence": decision.confidence}, add_to_output=True)
            message.set(ENTITIES, [], add_to_output=True)
        return messages

    def _answers(self, decision: Decision) -> bool:
        """Whether a question is typed that words answer, or that is declined: only these are put in a register."""
        about = decision.label in _IN_WORDS or self._decider.topics.is_topic(str(decision.label))
        return about and decision.via != "button" and current_dialogue.get().active_form is None

    def _intent(self, name: str) -> str:
        """The intent whose rule answers: a topic added since the training has no rule yet, and all do the same."""
        added = name not in REQUIRED_TOPICS and self._decider.topics.is_topic(name)
        return _ANY_TOPIC if added else name

    def _learn_words(self, words: frozenset[str] | None) -> None:
        """The classifier knows the words of the training examples; they are not strange either."""
        if words is not None and not self._taught:
            self._taught = True
            rejector = self._decider.rejector
            outside = replace(rejector.outside, known=rejector.outside.known | words)
            self._decider = replace(self._decider, rejector=replace(rejector, outside=outside))


def _outside() -> OutsideNames:
    """Names of other conditions and medicines, less what the knowledge base speaks of."""
    topics = list(knowledge().topics())
    heads = [words for topic in topics for words in (topic.title, topic.ask, *topic.keywords)]
    own = [words for topic in topics if topic.id != _TELLS_APART for words in (topic.title, *topic.keywords)]
    texts = [s.text for topic in topics for s in topic.statements()] + heads
    mimics = [row["label"] for row in document("differential")["conditions"] if row["id"] != "calciphylaxis"]
    return OutsideNames.read(content_dir() / "outside", document("scope"), texts, mimics, own)
