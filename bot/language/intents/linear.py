"""A multinomial linear classifier: fitted with SciPy, stored as plain arrays, scored with NumPy."""

from __future__ import annotations

import itertools
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
# On labelled questions from outside data/nlu, more steps change neither accuracy nor log-loss; without the share of an
# n-gram's weight that evens them out, it takes 24 to come as far.
_STEPS = 11
_EVENED = 0.65


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
            rows = itertools.pairwise(x.indptr.tolist())
            return np.stack([_weighed(x.data[a:b], self.weight[x.indices[a:b]]) for a, b in rows]) + self.bias
        return np.asarray(x @ self.weight + self.bias, np.float32)

    def arrays(self, prefix: str) -> dict[str, npt.NDArray[np.generic]]:
        """Arrays to store; the weight in half precision, which changes no decision."""
        return {f"{prefix}.weight": self.weight.astype(np.float16), f"{prefix}.bias": self.bias}

    @classmethod
    def from_arrays(cls, prefix: str, arrays: Mapping[str, npt.NDArray[Any]], *, ngrams: bool = False) -> Linear:
        """Read what `arrays` gave; `ngrams` when it scores n-grams and not embeddings."""
        weight = arrays[f"{prefix}.weight"]
        return cls(weight if ngrams else weight.astype(np.float32), arrays[f"{prefix}.bias"].astype(np.float32))


def _weighed(values: Array, weight: npt.NDArray[np.floating[Any]]) -> Array:
    """The values of one row times their rows of a weight in half precision, float32 `[classes]`."""
    return np.asarray(values @ weight.astype(np.float32), np.float32)


def fit_linear(
    x: Any, y: npt.NDArray[np.int64], classes: int, *, strength: float, balanced: bool = False, rounds: int = 53
) -> Linear:
    """Fit by multinomial (dense) or one-against-rest (sparse) logistic regression.

    Args:
        x: dense float32 or CSR `[n, features]`.
        y: class numbers, each of `0 … classes-1` present.
        strength: inverse regularisation (scikit-learn's `C`).
        balanced: whether rare classes weigh as much as frequent ones (dense only).
        rounds: most steps of the search (dense only). Far fewer than would reach the end, which is a part of the
            regularisation: a number of steps says where it stops, a tolerance would leave that to rounding.
    """
    if sparse.issparse(x):
        return _ridge(x, y, classes, strength)
    share = np.full(len(y), 1 / len(y), np.float32)
    if balanced:
        share *= (len(y) / (classes * np.bincount(y)))[y].astype(np.float32)
    return _logistic(x, y, share, classes, 1 / (strength * len(y)), rounds)


def _logistic(x: Array, y: npt.NDArray[np.int64], share: Array, classes: int, penalty: float, rounds: int) -> Linear:
    """Multinomial logistic regression, each example with its share of the loss.

    In single precision: scikit-learn's own widens `x` at every step, and takes more than twice the time. The examples
    are shared out among the cores.
    """
    from scipy.optimize import minimize  # not at the top: reading a message needs none of these
    from threadpoolctl import threadpool_limits

    weight, bias = slice(0, -1), -1
    parts = [slice(part[0], part[-1] + 1) for part in np.array_split(np.arange(len(y)), _cores(len(y)))]
    # Products of matrices run outside the interpreter's lock. Each on its own core: left to themselves, those of all
    # parts share out among all cores and wait for each other, in twice the time.
    with ThreadPoolExecutor(len(parts)) as workers, threadpool_limits(1, "blas"):

        def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
            at = flat.reshape(-1, classes)
            whole = at.astype(np.float32)
            told = list(workers.map(lambda rows: _surprise(x[rows], y[rows], share[rows], whole), parts))
            slope = sum((slope for _, slope in told), np.zeros_like(at))
            slope[weight] += penalty * at[weight]
            missed = sum(missed for missed, _ in told)
            return missed + penalty / 2 * float((at[weight] ** 2).sum()), slope.ravel()

        start = np.zeros((x.shape[1] + 1) * classes)
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "gtol": 1e-5})
    made = found.x.reshape(-1, classes).astype(np.float32)
    return Linear(made[weight], made[bias])


def _surprise(x: Array, y: npt.NDArray[np.int64], share: Array, at: Array) -> tuple[float, npt.NDArray[np.float64]]:
    """The loss of some examples under weights and bias (the last row of `at`), and how it changes with each."""
    rows = np.arange(len(y))
    scores = x @ at[:-1] + at[-1]
    scores -= scores.max(axis=1, keepdims=True)
    right = scores[rows, y]
    np.exp(scores, out=scores)
    total = scores.sum(axis=1)
    scores *= (share / total)[:, None]
    scores[rows, y] -= share
    slope = np.vstack([x.T @ scores, scores.sum(axis=0)]).astype(np.float64)
    return float(share @ (np.log(total) - right)), slope


def _cores(most: int) -> int:
    return max(1, min(os.cpu_count() or 1, most))


def _ridge(x: Any, y: npt.NDArray[np.int64], classes: int, strength: float) -> Linear:
    """Least squares on ±1 targets by conjugate gradients: seconds where logistic takes minutes.

    Each class is a problem of its own, so the classes are shared out among the cores.
    """
    targets = np.full((x.shape[0], classes), -1.0, np.float32)
    targets[np.arange(len(y)), y] = 1.0
    bias = targets.mean(axis=0)
    shares = np.array_split(targets - bias, _cores(classes), axis=1)
    transposed = x.T.tocsr()
    evened = (np.asarray(x.multiply(x).sum(axis=0)).reshape(-1, 1) + 1 / strength) ** -_EVENED
    system = _System(x, transposed, evened.astype(np.float32), strength)
    with ThreadPoolExecutor(len(shares)) as workers:  # products of sparse matrices run outside the interpreter's lock
        weights = list(workers.map(lambda wanted: _solve(system, wanted), shares))
    # a margin of 2 between the targets becomes a usable spread of scores before calibration
    return Linear(4.0 * np.hstack(weights), 4.0 * np.asarray(bias, np.float32))


@dataclass(frozen=True, slots=True)
class _System:
    """The sparse `x` `[n, features]`, its transpose, what evens the features out `[features, 1]`, and the strength."""

    x: Any
    transposed: Any
    evened: Array
    strength: float

    def applied(self, direction: Array) -> Array:
        return np.asarray(self.transposed @ (self.x @ direction) + direction / self.strength, np.float32)


def _solve(system: _System, wanted: Array) -> Array:
    """`weight` that brings `x @ weight` near `wanted` (float32 `[n, classes]`), all columns at once.

    Conjugate gradients with a softened Jacobi preconditioner (Saad, Iterative Methods for Sparse Linear Systems, 9.2).
    """
    weight = np.zeros((system.x.shape[1], wanted.shape[1]), np.float32)
    residual = system.transposed @ np.ascontiguousarray(wanted)
    direction = system.evened * residual
    energy = start = (residual * direction).sum(axis=0)
    for _ in range(_STEPS):
        applied = system.applied(direction)
        step = energy / np.maximum((direction * applied).sum(axis=0), 1e-12)
        weight += step * direction
        residual -= step * applied
        towards = system.evened * residual
        fresh = (residual * towards).sum(axis=0)
        if (fresh < 1e-6 * start).all():
            break
        direction = towards + (fresh / np.maximum(energy, 1e-12)) * direction
        energy = fresh
    return weight
