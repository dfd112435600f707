"""Inside or outside the subject: a second, two-sided look that the hundred labels of the intent model dilute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.language.intents.linear import Linear, fit_linear

__all__ = ["OUTSIDE", "ScopeModel", "fit_scope"]

Array = npt.NDArray[np.float32]
OUTSIDE = frozenset({"out_of_scope_medical", "out_of_scope_other"})
_SPELLING_WEIGHT = 0.5
# Chosen on labelled questions from outside data/nlu so that fewer than 2 in 100 questions of ours are refused.
_BAR = -2.9


@dataclass(frozen=True, slots=True)
class ScopeModel:
    """Two linear views (n-grams, embedding) of the one question."""

    spelling: Linear
    meaning: Linear

    def score(self, ngrams: Any, embedding: Array | None) -> float:
        """Positive: outside. Without an embedding it cannot be told, so minus infinity."""
        if embedding is None:
            return -np.inf
        spelling, meaning = self.spelling.scores(ngrams)[0], self.meaning.scores(embedding)[0]
        gap = (meaning[1] - meaning[0]) + _SPELLING_WEIGHT * (spelling[1] - spelling[0])
        return float(gap - _BAR)

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        return self.spelling.arrays("scope.spelling") | self.meaning.arrays("scope.meaning")

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> ScopeModel | None:
        if "scope.meaning.weight" not in arrays:
            return None
        spelling = Linear.from_arrays("scope.spelling", arrays, ngrams=True)
        return cls(spelling, Linear.from_arrays("scope.meaning", arrays))


def fit_scope(ngrams: Any, embeddings: Array | None, labels: Sequence[str]) -> ScopeModel | None:
    """Fit on all examples; None without embeddings or without examples of both kinds."""
    y = np.array([label in OUTSIDE for label in labels], np.int64)
    if embeddings is None or y.min() == y.max():
        return None
    spelling = fit_linear(ngrams, y, 2, strength=8.0)
    return ScopeModel(spelling, fit_linear(embeddings, y, 2, strength=1.0, balanced=True, rounds=6))
