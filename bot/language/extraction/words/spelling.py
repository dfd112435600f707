"""Misspelt words of the history, read as what they were meant for: `perotoneal dialisis`, `calcuim acetat`.

Only long and distinctive words of `spelling` in the lexicon are guessed, so that no ordinary word turns into one. The
laboratory readers do not use this: a guessed name of a test is asked back there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from unicodedata import normalize

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.language.extraction.words.tokens import Token

__all__ = ["Speller"]

_SHORTEST: Final = 6
_LONG: Final = 10  # from this length on two letters may be wrong
_SAME_SOUND: Final = {"c": "ck", "k": "kc", "f": "fp", "p": "pf", "s": "sc"}


class Speller:
    """Corrects the spelling of tokens. Built from the `spelling` part of the lexicon;"""

    def __init__(self, data: Mapping[str, Sequence[str]]) -> None:
        self._words = tuple(sorted(set(data["words"])))
        self._keep = frozenset(data["keep"]) | frozenset(data["words"])
        self._anagrams = {_letters(word): word for word in self._words}
        self._starts = frozenset(start for word in self._words for start in _SAME_SOUND.get(word[0], word[0]))

    def corrected(self, tokens: Sequence[Token]) -> list[Token] | None:
        """Return the tokens with the right words, index for index; None if nothing is misspelt."""
        found = {token.index: word for token in tokens if (word := self._word(token)) is not None}
        if not found:
            return None
        return [replace(token, norm=found.get(token.index, token.norm)) for token in tokens]

    def _word(self, token: Token) -> str | None:
        word = token.norm
        if token.kind != "word" or len(word) < _SHORTEST or word in self._keep or word[0] not in self._starts:
            return None
        plain = word if word.isascii() else _unaccented(word)
        allowed = 2 if len(plain) >= _LONG else 1
        same = self._anagrams.get(_letters(plain))  # `wararfin`, `dailysis`: all letters there, in another order
        if same is not None and same[0] == plain[0] and same[-1] == plain[-1]:
            return same
        best: Any = extractOne(plain, self._words, scorer=OSA.distance, score_cutoff=allowed)
        if best is None or best[0][0] not in _SAME_SOUND.get(plain[0], plain[0]) or abs(len(best[0]) - len(plain)) > 1:
            return None
        return str(best[0]) if len(best[0]) >= _SHORTEST and not _inflected(plain, best[0]) else None


def _letters(word: str) -> str:
    return "".join(sorted(word))


def _inflected(word: str, other: str) -> bool:
    """`kidneyed`, `dialyses`: another form of a word is no misspelling of it."""
    short, long = sorted((word, other), key=len)
    return long.startswith(short) and long[len(short) :] in {"s", "d", "ed", "es", "al", "ly", "er", "y"}


def _unaccented(word: str) -> str:
    return "".join(letter for letter in normalize("NFD", word) if "a" <= letter <= "z")
