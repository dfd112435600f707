"""A multinomial linear classifier: fitted with scikit-learn, stored as plain arrays, scored with NumPy."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

__all__ = ["Linear", "fit_linear"]

Array = npt.NDArray[np.float32]
_STEPS = 24  # more change neither accuracy nor log-loss (by more than 2 %) on labelled questions from outside data/nlu


@dataclass(frozen=True, slots=True)
class Linear:
    """`x @ weight + bias`: weight `[features, classes]`, bias float32 `[classes]`.

    A weight read for n-grams stays in half precision, as it is stored: a message has a hundred or so of its tens of
    thousands of rows, and only these are widened.
    """

    weight: npt.NDArray[np.floating[Any]]
    bias: Array

    def scores(self, x: Any) -> Array:
        """Unnormalised scores `[n, classes]` of a dense or CSR matrix."""
        if self.weight.dtype == np.float16 and sparse.issparse(x):
            return np.stack([_weighed(row, self.weight) for row in x]) + self.bias
        return np.asarray(x @ self.weight + self.bias, np.float32)

    def arrays(self, prefix: str) -> dict[str, npt.NDArray[np.generic]]:
        """Arrays to store; the weight in half precision, which changes no decision."""
        return {f"{prefix}.weight": self.weight.astype(np.float16), f"{prefix}.bias": self.bias}

    @classmethod
    def from_arrays(cls, prefix: str, arrays: Mapping[str, npt.NDArray[Any]], *, ngrams: bool = False) -> Linear:
        """Read what `arrays` gave; `ngrams` when it scores n-grams and not embeddings."""
        weight = arrays[f"{prefix}.weight"]
        return cls(weight if ngrams else weight.astype(np.float32), arrays[f"{prefix}.bias"].astype(np.float32))


def _weighed(row: Any, weight: npt.NDArray[np.floating[Any]]) -> Array:
    """One CSR row times a weight in half precision, float32 `[classes]`."""
    return np.asarray(row.data @ weight[row.indices].astype(np.float32), np.float32)


def fit_linear(x: Any, y: npt.NDArray[np.int64], classes: int, *, strength: float, balanced: bool = False) -> Linear:
    """Fit by multinomial (dense) or one-against-rest (sparse) logistic regression.

    Args:
        x: dense float32 or CSR `[n, features]`.
        y: class numbers, each of `0 … classes-1` present.
        strength: inverse regularisation (scikit-learn's `C`).
        balanced: whether rare classes weigh as much as frequent ones (dense only).
    """
    if sparse.issparse(x):
        return _ridge(x, y, classes, strength)
    from sklearn.linear_model import LogisticRegression

    weight = "balanced" if balanced else None
    made = LogisticRegression(C=strength, max_iter=200, tol=1e-3, class_weight=weight).fit(x, y)
    if classes == 2:  # scikit-learn keeps one column for two classes
        half, bias = made.coef_.T / 2, made.intercept_ / 2
        return Linear(np.hstack([-half, half]).astype(np.float32), np.hstack([-bias, bias]).astype(np.float32))
    return Linear(made.coef_.T.astype(np.float32), made.intercept_.astype(np.float32))


def _ridge(x: Any, y: npt.NDArray[np.int64], classes: int, strength: float) -> Linear:
    """Least squares on ±1 targets by conjugate gradients: seconds where logistic takes minutes.

    Each class is a problem of its own, so the classes are shared out among the cores.
    """
    targets = np.full((x.shape[0], classes), -1.0, np.float32)
    targets[np.arange(len(y)), y] = 1.0
    bias = targets.mean(axis=0)
    shares = np.array_split(targets - bias, min(os.cpu_count() or 1, classes), axis=1)
    transposed = x.T.tocsr()
    with ThreadPoolExecutor(len(shares)) as workers:  # products of sparse matrices run outside the interpreter's lock
        weights = list(workers.map(lambda wanted: _solve(x, transposed, wanted, strength), shares))
    # a margin of 2 between the targets becomes a usable spread of scores before calibration
    return Linear(4.0 * np.hstack(weights), 4.0 * np.asarray(bias, np.float32))


def _solve(x: Any, transposed: Any, wanted: Array, strength: float) -> Array:
    """`weight` that brings `x @ weight` near `wanted` (float32 `[n, classes]`), all columns at once."""
    weight = np.zeros((x.shape[1], wanted.shape[1]), np.float32)
    residual = transposed @ np.ascontiguousarray(wanted)
    direction = residual.copy()
    energy = (residual**2).sum(axis=0)
    start = energy.copy()
    for _ in range(_STEPS):
        applied = transposed @ (x @ direction) + direction / strength
        step = energy / np.maximum((direction * applied).sum(axis=0), 1e-12)
        weight += step * direction
        residual -= step * applied
        fresh = (residual**2).sum(axis=0)
        if (fresh < 1e-6 * start).all():
            break
        direction = residual + (fresh / np.maximum(energy, 1e-12)) * direction
        energy = fresh
    return weight
