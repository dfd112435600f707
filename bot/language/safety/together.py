"""Words run together, read apart: "killmyself", "husband wontwakeup", "chest.pain".

A word that the rules do not know is parted where it is made of words that they do know. The parted message is read
beside the typed one and never instead of it, so this can only add an alarm.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.language.text import fold

__all__ = ["RunTogether", "words_in"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_DOTTED: Final = re.compile(r"(?<![\w.@/])[^\W\d_]{2,}(?:\.[^\W\d_]{2,})+(?![\w.@/])")
_PLAIN: Final = re.compile(r"[a-z]+")
_SHORT: Final = frozenset("i my me no to up is am in on of he we so it at do not".split())  # may stand between others
_LEAST, _LONGEST = 5, 40  # letters of a word that is parted
_PIECE, _TELLING, _LONGEST_PIECE = 3, 4, 15  # letters of a part; at least one part is a telling one
_MOST_WORDS: Final = 400  # of a message; a longer one is no slip of the keyboard


def words_in(content: object) -> Iterator[str]:
    """Yield every plain word of a rules file, in keys and values alike."""
    if isinstance(content, str):
        yield from _PLAIN.findall(content.replace("'", "").lower())
    elif isinstance(content, Mapping):
        for key, value in content.items():
            yield from words_in(key)
            yield from words_in(value)
    elif isinstance(content, Iterable):
        for item in content:
            yield from words_in(item)


@dataclass(frozen=True, slots=True)
class RunTogether:
    """`pieces`: the words that others are made of; `known`: words that are right as they stand."""

    pieces: frozenset[str]
    known: frozenset[str]

    @classmethod
    def of(cls, rules: Mapping[str, Any], findings: Collection[str]) -> RunTogether:
        """Take the words of the findings and values as pieces, and every word of `rules` as known."""
        names = {word for row in rules["values"] for word in words_in(row["name"])}
        lists = set(words_in(rules["lists"]))
        variants = rules["spelling"]["variants"]
        listed = {*variants, *rules["spelling"]["near"], *(wrong for wrongs in variants.values() for wrong in wrongs)}
        wanted = {word for word in {*findings, *names, *lists, *listed} if word.isascii() and word.isalpha()}
        pieces = {word for word in wanted if len(word) >= _PIECE} | _SHORT
        return cls(frozenset(pieces), frozenset(words_in(rules)))

    def apart(self, text: str) -> str | None:
        """Return the message with its run-together words parted, or None where nothing is run together."""
        dotted = _DOTTED.sub(self._undotted, text) if "." in text else text
        words = {match.group() for match in _WORD.finditer(dotted) if _LEAST <= len(match.group()) <= _LONGEST}
        if len(words) > _MOST_WORDS:
            return None
        read = {word: parts for word in words if (parts := self._parted(fold(word).replace("'", "")))}
        if not read:
            return None if dotted == text else dotted
        return _WORD.sub(lambda match: " ".join(read.get(match.group(), (match.group(),))), dotted)

    def _undotted(self, match: re.Match[str]) -> str:
        parts = match.group().split(".")
        return " ".join(parts) if all(fold(part) in self.pieces for part in parts) else match.group()

    def _parted(self, word: str) -> Sequence[str] | None:
        """Return `word` as the fewest pieces of which one is telling, or None."""
        if word in self.known or not word.isascii():
            return None
        best: list[tuple[str, ...] | None] = [()]
        for end in range(1, len(word) + 1):
            fewest: tuple[str, ...] | None = None
            for start in range(max(0, end - _LONGEST_PIECE), end):
                before = best[start]
                if before is None or (fewest is not None and len(before) + 1 >= len(fewest)):
                    continue
                if word[start:end] in self.pieces:
                    fewest = (*before, word[start:end])
            best.append(fewest)
        parts = best[-1]
        return parts if parts and any(len(part) >= _TELLING for part in parts) else None
