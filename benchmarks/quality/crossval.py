"""Stratified cross-validation of the classifier on the training examples: which intents are hard to tell apart.

Two views. The n-grams alone see each fold for the first time. The blend with the sentence embedding does not: the
committed encoder was adapted on these very examples, so its figure is an upper bound, given to be compared with itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.engine.evaluate import Example, Report, judged

__all__ = ["cross_validate", "folds"]

_FOLDS = 3


def folds(labels: Sequence[str], count: int = _FOLDS, seed: int = 7) -> npt.NDArray[np.int64]:
    """A fold number for each example; every label is spread over the folds as evenly as it goes."""
    number = np.zeros(len(labels), np.int64)
    random = np.random.default_rng(seed)
    known = np.array(labels)
    for place, label in enumerate(sorted(set(labels))):
        rows = np.flatnonzero(known == label)
        number[random.permutation(rows)] = (np.arange(len(rows)) + place) % count
    return number


def cross_validate(examples: Sequence[Any], encoder: Any, count: int = _FOLDS) -> dict[str, Report]:
    """Train on all folds but one, ask that one, for every fold.

    Args:
        examples: with `text` and `intent`, as `scripts.nlu.corpus.load` gives them.
        encoder: the sentence encoder, or None: then there is no blend.

    Returns: a report for each view, `n-grams` and `blend`.
    """
    from bot.language.intents.model import fit
    from bot.language.intents.wording import prepare

    texts, labels = [prepare(example.text) for example in examples], [example.intent for example in examples]
    vectors = encoder.encode(texts) if encoder else None
    place = folds(labels, count)
    reports = {"n-grams": Report()} | ({"blend": Report()} if encoder else {})
    for fold in range(count):
        learn, ask = np.flatnonzero(place != fold), np.flatnonzero(place == fold)
        model = fit([texts[i] for i in learn], [labels[i] for i in learn], None if vectors is None else vectors[learn])
        for view, report in reports.items():
            for i in ask:
                vector = vectors[i][None] if view == "blend" and vectors is not None else None
                report.rows.append(_row(examples[i], model.judge(texts[i], vector)[0], model.labels))
    return reports


def _row(example: Any, chances: npt.NDArray[np.float32], names: Sequence[str]) -> dict[str, Any]:
    best = np.argsort(-chances)[:3]
    said, *others = (names[i] for i in best)
    return judged(Example(example.text, example.intent), said, confidence=float(chances[best[0]]), others=others)
