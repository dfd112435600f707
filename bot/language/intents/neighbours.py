"""The third view: which labels the most similar examples have, in a few of the embedding's directions.

The linear views draw one line per label; people ask for one thing in many ways. The nearest examples see the islands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Neighbours", "fit_neighbours"]

Array = npt.NDArray[np.float32]
# Chosen on labelled questions from outside data/nlu; docs/decisions/0004-encoder.md gives the gain.
_DIRECTIONS = 48
_NEAREST = 16
_SHARPNESS = 20.0
_FLOOR = 1e-2
_BLOCK = 64


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`mean` float32 `[size]`, `axes` `[size, 48]`, `examples` `[n, 48]` of unit length, `labels` int `[n]`."""

    mean: Array
    axes: Array
    examples: Array
    labels: npt.NDArray[np.int64]
    classes: int

    def log_shares(self, embedding: Array) -> Array:
        """Log of each label's share among the nearest examples, float32 `[1, classes]`; `embedding` is `[1, size]`."""
        nearness = self.examples @ _unit((embedding - self.mean) @ self.axes)[0]
        nearest = _largest(nearness, _NEAREST)
        shares = np.full(self.classes, _FLOOR, np.float32)
        np.add.at(shares, self.labels[nearest], np.exp(_SHARPNESS * (nearness[nearest] - 1.0)))
        return np.asarray(np.log(shares / shares.sum())[None, :], np.float32)

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """Arrays to store; the examples in half precision, which changes no decision."""
        return {
            "near.mean": self.mean,
            "near.axes": self.axes,
            "near.examples": self.examples.astype(np.float16),
            "near.labels": self.labels.astype(np.int16),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]], classes: int) -> Neighbours | None:
        """Read what `arrays` gave; None when the model was made without an encoder."""
        if "near.axes" not in arrays:
            return None
        examples = _unit(arrays["near.examples"].astype(np.float32))
        return cls(arrays["near.mean"], arrays["near.axes"], examples, arrays["near.labels"].astype(np.int64), classes)


def fit_neighbours(embeddings: Array, y: npt.NDArray[np.int64], classes: int) -> Neighbours:
    """Keep every example in the directions in which the examples differ most (principal components)."""
    mean = embeddings.mean(axis=0)
    centred = embeddings - mean
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axes = np.ascontiguousarray(vectors[:, ::-1][:, :_DIRECTIONS], np.float32)
    return Neighbours(mean.astype(np.float32), axes, _unit(centred @ axes), y, classes)


def _largest(values: Array, wanted: int) -> npt.NDArray[np.intp]:
    """Places of the `wanted` largest values (of all, when there are fewer), the largest last.

    As many blocks as are wanted have a value no smaller than the bar, so what lies under it is none of them: looking at
    the maxima of blocks spares the ordering of all values.
    """
    whole = len(values) // _BLOCK * _BLOCK
    maxima = values[:whole].reshape(-1, _BLOCK).max(axis=1)
    bar = np.partition(maxima, -wanted)[-wanted] if len(maxima) >= wanted else -np.inf
    places = np.flatnonzero(values >= bar)
    return np.asarray(places[np.argsort(values[places], kind="stable")[-wanted:]], np.intp)


def _unit(rows: Array) -> Array:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), np.float32)
