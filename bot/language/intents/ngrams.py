"""Word and character n-grams with tf-idf weights: what is left to hold on to when words are misspelt.

scikit-learn chooses the n-grams when the model is trained. Reading a message needs no more than counting, and does it
here, exactly as scikit-learn's `TfidfVectorizer` would: its import alone costs 60 MB and half a second at start.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy import sparse

__all__ = ["Ngrams"]

_WORDS, _CHARACTERS = (1, 2), (2, 5)  # least and most in one n-gram
_IN_TEXTS = 4, 3  # in how many texts an n-gram of words, of characters must stand
_MOST_CHARACTERS = 30_000  # n-grams of characters: the most frequent ones
_TOKEN = r"(?u)\b\w+\b"
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
        from sklearn.feature_extraction.text import TfidfTransformer

        counted = [_of_words(texts), _of_characters(texts)]
        weighed = [TfidfTransformer(sublinear_tf=True) for _ in counted]
        blocks = [weigher.fit_transform(counts) for weigher, (counts, _) in zip(weighed, counted, strict=True)]
        ngrams = cls([found for _, found in counted], [weigher.idf_.astype(np.float32) for weigher in weighed])
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


def _of_words(texts: Sequence[str]) -> tuple[sparse.csr_matrix, list[str]]:
    """How often each n-gram of words stands in each text `[n, words]`, and the n-grams."""
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(ngram_range=_WORDS, min_df=_IN_TEXTS[0], token_pattern=_TOKEN, dtype=np.float32)
    return counter.fit_transform(texts), list(counter.get_feature_names_out())


def _of_characters(texts: Sequence[str]) -> tuple[sparse.csr_matrix, list[str]]:
    """How often each n-gram of characters stands in each text `[n, characters]`, and the n-grams.

    None reaches beyond its word, so they are counted in each word once and not wherever it stands.
    """
    from sklearn.feature_extraction.text import CountVectorizer

    words = CountVectorizer(analyzer=lambda text: text.lower().split(), dtype=np.float32)
    standing = words.fit_transform(texts)
    within = CountVectorizer(analyzer="char_wb", ngram_range=_CHARACTERS, dtype=np.float32)
    counts = standing @ within.fit_transform(words.get_feature_names_out())
    often = np.asarray(counts.sum(axis=0)).ravel()
    often[counts.getnnz(axis=0) < _IN_TEXTS[1]] = 0
    kept = np.sort(np.argsort(-often, kind="stable")[: min(_MOST_CHARACTERS, int((often > 0).sum()))])
    return counts[:, kept], within.get_feature_names_out()[kept].tolist()


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
