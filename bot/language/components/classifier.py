"""Fourth component: which intent, with a probability that means what it says."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import numpy.typing as npt
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.components.turn_data import turn_of
from bot.language.encoder.runtime import Encoder
from bot.language.encoder.shared import shared_encoder
from bot.language.intents.model import IntentModel, fit
from bot.language.intents.wording import prepare

__all__ = ["IntentClassifier"]

_RANKING = 10
_GUESSED = np.float32(0.97)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent):
    """Sets Rasa's `intent` and `intent_ranking` from a linear model over embedding and n-grams."""

    def __init__(
        self, storage: ModelStorage, resource: Resource, encoder: Encoder | None, model: IntentModel | None
    ) -> None:
        self._storage = storage
        self._resource = resource
        self._encoder = encoder
        self._model = model
        self._words = frozenset(model.ngrams.vocabularies[0]) if model else frozenset()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        return cls(model_storage, resource, shared_encoder(), None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        with model_storage.read_from(resource) as directory:
            return cls(model_storage, resource, shared_encoder(), IntentModel.load(directory))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The encoder is no part of Rasa's own digest: another encoder means another model."""
        encoder = shared_encoder()
        return hashlib.sha256((encoder.digest if encoder else "none").encode()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        examples = [(m.get(TEXT), m.get(INTENT)) for m in training_data.intent_examples if m.get(TEXT)]
        texts = [prepare(str(text)) for text, _ in examples]
        embeddings = self._encoder.encode(texts) if self._encoder else None
        self._model = fit(texts, [str(intent) for _, intent in examples], embeddings)
        with self._storage.write_to(self._resource) as directory:
            self._model.save(directory)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            turn = turn_of(message)
            text = turn.get("text") or ""
            if text and not turn.get("unreadable"):
                self._classify(message, text)
        return messages

    def rank(self, text: str) -> list[tuple[str, float]]:
        """All labels with their probabilities, best first."""
        return self._rank(prepare(text))[0]

    def _rank(self, ready: str) -> tuple[list[tuple[str, float]], float]:
        """The ranking, and how far outside the subject the text lies."""
        if self._model is None:
            return [], -np.inf
        chances, outside = self._judge(self._model, ready)
        mended = self._model.mend(ready, self._encoder.words if self._encoder else frozenset())
        if mended != ready:  # what rests on a guess at the spelling is never certain
            chances, elsewhere = self._judge(self._model, mended)
            chances, outside = np.minimum(chances, _GUESSED), (outside + elsewhere) / 2
        return [(self._model.labels[i], float(chances[i])) for i in np.argsort(-chances)], outside

    def _judge(self, model: IntentModel, ready: str) -> tuple[npt.NDArray[np.float32], float]:
        return model.judge(ready, self._encoder.encode([ready]) if self._encoder else None)

    def _classify(self, message: Message, text: str) -> None:
        ranked, outside = self._rank(prepare(text))
        ranking = [{"name": name, "confidence": chance} for name, chance in ranked[:_RANKING]]
        turn_of(message)["outside"] = round(max(outside, -99.0), 2)
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        message.set("ranked", ranked)  # all labels: a follow-up may mean one that stands last by its words alone
        message.set("words", self._words)
        message.set("rank", self.rank)  # for the decider: follow-ups are read again together with their topic
