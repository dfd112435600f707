"""A message is counted and weighed exactly as the vectoriser that chose the n-grams would do it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.language.intents.ngrams import Ngrams

_QUESTIONS = Path(__file__).parents[2] / "data" / "heldout_questions.jsonl"
_ODD = [
    "",
    "   ",
    "a",
    "x" * 400,
    "ÇA ß İstanbul naïve",
    "nbsp\u00a0here \u2003 12.5 mg/dL",
    "tab\tand\nline",
    "🩸🩸 ??? --",
    "the the the the pain pain",
]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    asked = [json.loads(line)["text"] for line in _QUESTIONS.read_text(encoding="utf-8").splitlines()]
    letters = random.Random(3)
    noise = ["".join(letters.choices("abc de.é", k=60)) for _ in range(40)]
    return [*asked, *noise, *_ODD]


@pytest.fixture(scope="module")
def ngrams(texts: list[str]) -> Ngrams:
    return Ngrams.fit(texts)[0]


def test_equals_scikit_learn(ngrams: Ngrams, texts: list[str]) -> None:
    blocks = []
    kinds = ({"ngram_range": (1, 2), "token_pattern": r"(?u)\b\w+\b"}, {"ngram_range": (2, 5), "analyzer": "char_wb"})
    for settings, words, idf in zip(kinds, ngrams.vocabularies, ngrams.weights, strict=True):
        theirs = TfidfVectorizer(sublinear_tf=True, dtype=np.float32, vocabulary=words, **settings)
        theirs.idf_ = idf
        blocks.append(theirs.transform(texts))
    difference = abs(ngrams.transform(texts) - sparse.hstack(blocks, format="csr"))
    assert difference.max() < 1e-6


def test_one_message_at_a_time_is_the_same(ngrams: Ngrams, texts: list[str]) -> None:
    together = ngrams.transform(texts)
    for place in (0, 7, len(texts) - 1):
        assert (ngrams.transform([texts[place]]) != together[place]).nnz == 0


def test_no_message_gives_no_row(ngrams: Ngrams) -> None:
    assert ngrams.transform([]).shape == (0, sum(map(len, ngrams.vocabularies)))


def test_fitting_gives_what_reading_gives(texts: list[str]) -> None:
    ngrams, fitted = Ngrams.fit(texts)
    assert np.allclose(fitted.toarray(), ngrams.transform(texts).toarray(), atol=1e-6)
