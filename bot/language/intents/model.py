"""The intent model: three views of a text, blended and calibrated.

View 1 reads the sentence embedding (meaning), view 2 the n-grams (spelling and exact terms), both linear; view 3 the
labels of the nearest examples. Their log-probabilities are blended with fixed weights and made into probabilities with
one temperature.
"""

from __future__ import annotations

import json
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
from scipy import sparse

from bot.errors import ModelError
from bot.language.intents.linear import Linear, fit_linear
from bot.language.intents.neighbours import Neighbours, fit_neighbours
from bot.language.intents.ngrams import Ngrams
from bot.language.intents.scope import ScopeModel, fit_scope
from bot.language.intents.spelling import Spelling

__all__ = ["IntentModel", "fit", "log_softmax"]

Array = npt.NDArray[np.float32]
_FORMAT = 5
# The adapted encoder has seen these very examples, so none of these can be fitted on them: any part held out looks too
# easy. They were chosen on labelled questions from outside data/nlu (docs/decisions/0004-encoder.md gives the table).
_BLEND = 0.45
_NEAR = 0.3
# The third view looks at the examples of the labels that the other two find likeliest: of 14,154 labelled messages two
# are read in another way than with the examples of all labels, in an eighth of the time.
_LIKELY = 16
_TEMPERATURE = 0.55


@dataclass(slots=True)
class IntentModel:
    """A trained intent model; `judge` gives probabilities that mean what they say."""

    labels: list[str]
    ngrams: Ngrams
    spelling: Linear
    meaning: Linear | None
    blend: float
    temperature: float
    examples: int
    scope: ScopeModel | None = None
    near: Neighbours | None = None
    _mended: Spelling = field(init=False, repr=False)

    def __post_init__(self) -> None:
        words = zip(self.ngrams.vocabularies[0], self.ngrams.weights[0].tolist(), strict=True)
        self._mended = Spelling.of(words, self.examples)

    def mend(self, text: str, real: Container[str] = frozenset()) -> str:
        """Return a prepared text with its misspelt words set right; `real` holds words that are no mistakes."""
        return self._mended.mend(text, real)

    def judge(self, text: str, embedding: Array | None) -> tuple[Array, float]:
        """Judge one text; `embedding` is float32 `[1, width]`, or None when there is no encoder.

        Returns the probabilities of the labels (they sum to 1), and how far outside the subject the text lies: above 0
        it is refused; minus infinity when that cannot be told.
        """
        grams = self.ngrams.transform([text])
        scores = log_softmax(self.spelling.scores(grams))
        if self.meaning is not None and embedding is not None:
            scores = (1 - self.blend) * scores + self.blend * log_softmax(self.meaning.scores(embedding))
        if self.near is not None and embedding is not None:
            likely = np.argpartition(scores[0], -_LIKELY)[-_LIKELY:] if len(self.labels) > _LIKELY else None
            scores = scores + _NEAR * self.near.log_shares(embedding, likely)
        chances = np.exp(log_softmax(scores / self.temperature)).astype(np.float32)[0]
        return chances, self.scope.score(grams, embedding) if self.scope else -np.inf

    def save(self, directory: Path) -> None:
        """Write `intents.json` and `intents.npz`."""
        meta = {
            "format": _FORMAT,
            "labels": self.labels,
            "vocabularies": self.ngrams.vocabularies,
            "blend": self.blend,
            "temperature": self.temperature,
            "examples": self.examples,
        }
        (directory / "intents.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")
        arrays: dict[str, npt.NDArray[np.generic]] = {f"idf{i}": w for i, w in enumerate(self.ngrams.weights)}
        arrays |= self.spelling.arrays("spelling")
        if self.meaning is not None:
            arrays |= self.meaning.arrays("meaning")
        if self.scope is not None:
            arrays |= self.scope.arrays()
        if self.near is not None:
            arrays |= self.near.arrays()
        np.savez_compressed(directory / "intents.npz", **arrays)

    @classmethod
    def load(cls, directory: Path) -> IntentModel:
        """Read what `save` wrote; `ModelError` when it cannot be used."""
        try:
            meta = json.loads((directory / "intents.json").read_text(encoding="utf-8"))
            with np.load(directory / "intents.npz", allow_pickle=False) as arrays:
                idf = [arrays[f"idf{i}"] for i in range(len(meta["vocabularies"]))]
                spelling = Linear.from_arrays("spelling", arrays, ngrams=True)
                meaning = Linear.from_arrays("meaning", arrays) if "meaning.weight" in arrays else None
                scope = ScopeModel.from_arrays(arrays)
                near = Neighbours.from_arrays(arrays, len(meta["labels"]))
            if meta["format"] != _FORMAT:
                raise ValueError("format")
        except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
            raise ModelError(
                f"The intent model cannot be read ({type(error).__name__}).",
                code="EN203",
                remedy="Train again: make train.",
            ) from error
        ngrams = Ngrams(meta["vocabularies"], idf)
        blend, temperature = float(meta["blend"]), float(meta["temperature"])
        return cls(meta["labels"], ngrams, spelling, meaning, blend, temperature, int(meta["examples"]), scope, near)


def fit(texts: Sequence[str], labels: Sequence[str], embeddings: Array | None, *, seed: int = 7) -> IntentModel:
    """Train on all examples. Without embeddings the temperature is fitted on a fifth held out in a first fit."""
    names = sorted(set(labels))
    index = {name: i for i, name in enumerate(names)}
    y = np.array([index[label] for label in labels], np.int64)
    everything = np.ones(len(texts), bool)
    final, grams = _fit_views(texts, y, embeddings, everything, names)
    final.scope = fit_scope(grams, embeddings, labels)
    if embeddings is not None:
        final.near = fit_neighbours(embeddings, y, len(names))
        final.blend, final.temperature = _BLEND, _TEMPERATURE
        return final
    held = np.random.default_rng(seed).random(len(texts)) < 0.2
    trial, _ = _fit_views(texts, y, None, ~held, names)
    final.blend, final.temperature = 0.0, _temperature(trial, texts, y, held)
    return final


def _fit_views(
    texts: Sequence[str],
    y: npt.NDArray[np.int64],
    embeddings: Array | None,
    rows: npt.NDArray[np.bool_],
    names: list[str],
) -> tuple[IntentModel, sparse.csr_matrix]:
    """The two linear views fitted on the chosen rows, and the n-grams of these."""
    chosen = [text for text, keep in zip(texts, rows, strict=True) if keep]
    ngrams, grams = Ngrams.fit(chosen)
    spelling = fit_linear(grams, y[rows], len(names), strength=8.0)
    meaning = None if embeddings is None else fit_linear(embeddings[rows], y[rows], len(names), strength=8.0)
    return IntentModel(names, ngrams, spelling, meaning, 0.5, 1.0, len(chosen)), grams


def _temperature(
    model: IntentModel, texts: Sequence[str], y: npt.NDArray[np.int64], rows: npt.NDArray[np.bool_]
) -> float:
    """The temperature under which the spelling view is least surprised by examples that it has not seen."""
    chosen = [text for text, keep in zip(texts, rows, strict=True) if keep]
    if not chosen:
        return 1.0
    scores = log_softmax(model.spelling.scores(model.ngrams.transform(chosen)))
    truth, places = y[rows], np.arange(len(chosen))
    tried = np.geomspace(0.2, 3.0, 28)
    losses = [-log_softmax(scores / t)[places, truth].mean() for t in tried]
    return float(tried[int(np.argmin(losses))])


def log_softmax(scores: Array) -> Array:
    """Row-wise log-softmax, stable."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)), np.float32)
