"""Word and character n-grams with tf-idf weights: what is left to hold on to when words are misspelt.

scikit-learn chooses the n-grams when the model is trained. Reading a message needs no more than counting, and does it
here, exactly as scikit-learn's `TfidfVectorizer` would: its import alone costs 60 MB and half a second at start.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

__all__ = ["Ngrams"]

_WORDS, _CHARACTERS = (1, 2), (2, 5)  # least and most in one n-gram
_TOKEN = r"(?u)\b\w+\b"
_SETTINGS: tuple[dict[str, Any], ...] = (
    {"analyzer": "word", "ngram_range": _WORDS, "min_df": 4, "token_pattern": _TOKEN},
    {"analyzer": "char_wb", "ngram_range": _CHARACTERS, "min_df": 3, "max_features": 30_000},
)
_FIND_TOKENS = re.compile(_TOKEN)


@dataclass(slots=True)
class Ngrams:
    """Two tf-idf blocks side by side (words, characters), each row of unit length per block."""

    vocabularies: list[list[str]]
    weights: list[npt.NDArray[np.float32]]
    _columns: list[dict[str, int]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._columns = [{ngram: i for i, ngram in enumerate(words)} for words in self.vocabularies]

    @classmethod
    def fit(cls, texts: Sequence[str]) -> tuple[Ngrams, sparse.csr_matrix]:
        """Choose the n-grams; with them comes what `transform` would give for the same texts, at no further cost."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        made = [TfidfVectorizer(sublinear_tf=True, dtype=np.float32, **settings) for settings in _SETTINGS]
        blocks = [vectorizer.fit_transform(texts) for vectorizer in made]
        vocabularies = [sorted(v.vocabulary_, key=v.vocabulary_.__getitem__) for v in made]
        ngrams = cls(vocabularies, [v.idf_.astype(np.float32) for v in made])
        return ngrams, sparse.hstack(blocks, format="csr")

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Return float32 CSR `[n, words + characters]`."""
        columns: list[npt.NDArray[np.int32]] = []
        values: list[npt.NDArray[np.float32]] = []
        ends = [0]
        for text in texts:
            first = 0
            for read, known, idf in zip(_READERS, self._columns, self.weights, strict=True):
                places, weighed = _weigh(read(text.lower()), known, idf)
                columns.append(places + np.int32(first))
                values.append(weighed)
                first += len(known)
            ends.append(ends[-1] + len(columns[-1]) + len(columns[-2]))
        width = sum(map(len, self._columns))
        if not texts:
            return sparse.csr_matrix((0, width), dtype=np.float32)
        return sparse.csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=(len(texts), width))


def _weigh(
    ngrams: Iterator[str], known: dict[str, int], idf: npt.NDArray[np.float32]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    """Columns in rising order, and (1 + ln count) · idf scaled to length 1."""
    seen = [place for ngram in ngrams if (place := known.get(ngram)) is not None]
    places, counts = np.unique(np.array(seen, np.int32), return_counts=True)
    weighed = (1 + np.log(counts.astype(np.float32))) * idf[places]
    length = float(np.sqrt((weighed.astype(np.float64) ** 2).sum()))
    return places, (weighed / length if length else weighed).astype(np.float32)


def _words(text: str) -> Iterator[str]:
    """Tokens, and pairs of neighbours."""
    tokens = _FIND_TOKENS.findall(text)
    yield from tokens
    for left, right in itertools.pairwise(tokens):
        yield f"{left} {right}"


def _characters(text: str) -> Iterator[str]:
    """N-grams inside words with a space on either side; a word too short for one size is taken whole, once."""
    least, most = _CHARACTERS
    for word in text.split():
        padded = f" {word} "
        for size in range(least, most + 1):
            for start in range(max(1, len(padded) - size + 1)):
                yield padded[start : start + size]
            if len(padded) <= size:
                break


_READERS: tuple[Callable[[str], Iterator[str]], ...] = (_words, _characters)
