"""Word and character n-grams with tf-idf weights: what is left to hold on to when words are misspelt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

__all__ = ["Ngrams"]

_SETTINGS: tuple[dict[str, Any], ...] = (
    {"analyzer": "word", "ngram_range": (1, 2), "min_df": 2, "token_pattern": r"(?u)\b\w+\b"},
    {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 3, "max_features": 40_000},
)


@dataclass(slots=True)
class Ngrams:
    """Two tf-idf blocks side by side (words, characters), each row of unit length per block."""

    vocabularies: list[list[str]]
    weights: list[npt.NDArray[np.float32]]
    _vectorisers: list[Any]

    @classmethod
    def fit(cls, texts: Sequence[str]) -> Ngrams:
        from sklearn.feature_extraction.text import TfidfVectorizer

        made = [TfidfVectorizer(sublinear_tf=True, dtype=np.float32, **settings).fit(texts) for settings in _SETTINGS]
        vocabularies = [sorted(v.vocabulary_, key=v.vocabulary_.__getitem__) for v in made]
        return cls.restore(vocabularies, [v.idf_.astype(np.float32) for v in made])

    @classmethod
    def restore(cls, vocabularies: list[list[str]], weights: list[npt.NDArray[np.float32]]) -> Ngrams:
        """Rebuild from what `vocabularies` and `weights` hold."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectorisers = []
        for settings, words, idf in zip(_SETTINGS, vocabularies, weights, strict=True):
            fixed = {k: v for k, v in settings.items() if k not in ("min_df", "max_features")}
            vectoriser = TfidfVectorizer(sublinear_tf=True, dtype=np.float32, vocabulary=words, **fixed)
            vectoriser.idf_ = idf
            vectorisers.append(vectoriser)
        return cls(vocabularies, weights, vectorisers)

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Return float32 CSR `[n, words + characters]`."""
        return sparse.hstack([v.transform(texts) for v in self._vectorisers], format="csr", dtype=np.float32)
