"""The third view: which labels the most similar examples have, in a few of the embedding's directions.

The linear views draw one line per label; people ask for one thing in many ways. The nearest examples see the islands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
_WHOLE = np.float32(127)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`mean` float32 `[size]`, `axes` `[size, 48]`, `examples` int8 `[n, 48]`, `scales` `[48]`, `labels` int `[n]`.

    `examples * scales` are the examples in these directions, of unit length. Those of one label stand together, label
    0 first. In whole numbers they take a quarter of the memory, and no decision changes.
    """

    mean: Array
    axes: Array
    examples: npt.NDArray[np.int8]
    scales: Array
    labels: npt.NDArray[np.int64]
    classes: int
    _starts: npt.NDArray[np.intp] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", np.searchsorted(self.labels, np.arange(self.classes + 1)))

    def log_shares(self, embedding: Array, among: Iterable[int] | None = None) -> Array:
        """Log of each label's share among the nearest examples, float32 `[1, classes]`; `embedding` is `[1, size]`.

        `among`: the labels whose examples are looked at; all, if it is not given.
        """
        asked = _unit((embedding - self.mean) @ self.axes)[0] * self.scales
        looked_at = range(self.classes) if among is None else [int(label) for label in among]
        spans = [(label, self._starts[label], self._starts[label + 1]) for label in looked_at]
        nearness = np.concatenate([self.examples[first:after].astype(np.float32) @ asked for _, first, after in spans])
        labels = np.repeat([label for label, _, _ in spans], [after - first for _, first, after in spans])
        nearest = _largest(nearness, _NEAREST)
        shares = np.full(self.classes, _FLOOR, np.float32)
        np.add.at(shares, labels[nearest], np.exp(_SHARPNESS * (nearness[nearest] - 1.0)))
        return np.asarray(np.log(shares / shares.sum())[None, :], np.float32)

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """Arrays to store."""
        return {
            "near.mean": self.mean,
            "near.axes": self.axes,
            "near.examples": self.examples,
            "near.scales": self.scales,
            "near.labels": self.labels.astype(np.int16),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]], classes: int) -> Neighbours | None:
        """Read what `arrays` gave; None when the model was made without an encoder."""
        if "near.axes" not in arrays:
            return None
        mean, axes, examples, scales = (arrays[f"near.{name}"] for name in ("mean", "axes", "examples", "scales"))
        return cls(mean, axes, examples, scales, arrays["near.labels"].astype(np.int64), classes)


def fit_neighbours(embeddings: Array, y: npt.NDArray[np.int64], classes: int) -> Neighbours:
    """Keep every example in the directions in which the examples differ most (principal components)."""
    mean = embeddings.mean(axis=0)
    centred = embeddings - mean
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axes = np.ascontiguousarray(vectors[:, ::-1][:, :_DIRECTIONS], np.float32)
    order = np.argsort(y, kind="stable")
    placed = _unit(centred[order] @ axes)
    scales = np.maximum(np.abs(placed).max(axis=0), 1e-9) / _WHOLE
    return Neighbours(
        mean.astype(np.float32), axes, np.round(placed / scales).astype(np.int8), scales, y[order], classes
    )


def _largest(values: Array, wanted: int) -> npt.NDArray[np.intp]:
    """Places of the `wanted` largest values (of all, when there are fewer)."""
    return np.argpartition(values, -wanted)[-wanted:] if len(values) > wanted else np.arange(len(values))


def _unit(rows: Array) -> Array:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), np.float32)
