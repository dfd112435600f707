"""Phrases of `knowledge/` as matchers: one pass over a message finds every one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.language.extraction.words.tokens import Lexer

__all__ = ["Hit", "PhraseBook", "longest"]

_ANY: Final = "_"
_NUMBER: Final = "@"
_IS_NUMBER: Final = re.compile(
    r"\d+([.,]\d+)?|an?|half|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|"
    r"several|few"
)


_JOINING: Final = frozenset({"not", "no", "and", "or", "but", "nor"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found on the tokens `[first, last]`; `group` and `key` say which list of the lexicon it is from."""

    group: str
    key: str
    first: int
    last: int

    @property
    def length(self) -> int:
        """Number of tokens."""
        return self.last - self.first + 1


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases with wild words: what may follow, what ends here (key, wild words before)."""

    following: dict[str, _Node] = field(default_factory=dict)
    ends: list[tuple[tuple[str, str], tuple[str, ...]]] = field(default_factory=list)


class PhraseBook:
    """All phrases by group and key.

    Plain ones go to a spaCy `PhraseMatcher`. Those with `@` or `_` hang in a tree under their first plain word: the
    token `Matcher` of spaCy tries every pattern at every token: a hundred times slower with a thousand patterns.
    """

    def __init__(self, vocab: Vocab, lexer: Lexer) -> None:
        self._lexer = lexer
        self._plain = PhraseMatcher(vocab, attr="ORTH")
        self._wild: dict[str, _Node] = {}
        self._strings = vocab.strings

    def add(self, group: str, key: str, phrases: Iterable[str]) -> None:
        """Add phrases written as in the lexicon (`a|b`, `word~`, `@`, `_`)."""
        plain: list[tuple[int, ...]] = []
        seen: set[tuple[str, ...]] = set()
        for phrase in phrases:
            for words in self._variants(phrase):
                if not words or words in seen:
                    continue
                seen.add(words)
                if _ANY in words or _NUMBER in words:
                    self._hang(group, key, words)
                else:
                    plain.append(tuple(map(self._strings.add, words)))
        if plain:
            self._keep(f"{group}\t{key}", plain)

    def _keep(self, label: str, phrases: list[tuple[int, ...]]) -> None:
        """Hand phrases on to the matcher as the numbers of their words, and drop its second copy of them.

        A document for each phrase, which it takes as well, costs more time than all the rest. It holds them a second
        time (40 MB with the whole lexicon) to remove or pickle them, which nobody here does; what it would pickle is
        the one way to that copy.
        """
        self._plain.add(label, phrases)  # type: ignore[arg-type]  # undeclared, and how it is unpickled
        self._plain.__reduce__()[1][1].clear()

    def find(self, doc: Doc) -> list[Hit]:
        """Return every hit in `doc`, in order of place, longer ones first."""
        hits = [self._hit(*match) for match in self._plain(doc)]
        words = [token.text for token in doc]
        for place, word in enumerate(words):
            node = self._wild.get(word)
            if node is not None:
                hits.extend(_climb(node, words, place, place))
        return sorted(hits, key=lambda hit: (hit.first, -hit.last))

    def _hang(self, group: str, key: str, words: Sequence[str]) -> None:
        """Put a phrase into the tree under its first plain word; a phrase of wild words alone means nothing."""
        lead = next((place for place, word in enumerate(words) if word not in {_ANY, _NUMBER}), None)
        if lead is None:
            return
        node = self._wild.setdefault(words[lead], _Node())
        for word in words[lead + 1 :]:
            node = node.following.setdefault(word, _Node())
        node.ends.append(((group, key), tuple(words[:lead])))

    def _hit(self, label: int, start: int, end: int) -> Hit:
        group, key = self._strings[label].split("\t", 1)
        return Hit(group, key, start, end - 1)

    def _variants(self, phrase: str) -> Iterator[tuple[str, ...]]:
        """Spell out the alternatives and optional words of a phrase."""
        if "|" not in phrase and "~" not in phrase:
            yield self._words(phrase.split())
            return
        slots: list[Sequence[str]] = []
        for part in phrase.split():
            options = part.removesuffix("~").split("|") if len(part) > 1 else [part]
            slots.append([*options, ""] if part.endswith("~") else options)
        for choice in product(*slots):
            yield self._words([word for word in choice if word])

    def _words(self, words: list[str]) -> tuple[str, ...]:
        """Cut a phrase as messages are cut; plain words need no cutting."""
        if all(word.isalpha() and word.isascii() for word in words):
            return tuple(words)
        return tuple(self._lexer.phrase(" ".join(words)))


def _climb(node: _Node, words: Sequence[str], anchor: int, place: int) -> Iterator[Hit]:
    """Yield the phrases whose first plain word stands at `anchor` and whose words up to `place` have matched."""
    for (group, key), lead in node.ends:
        first = anchor - len(lead)
        if first >= 0 and all(_fits(wild, words[first + step]) for step, wild in enumerate(lead)):
            yield Hit(group, key, first, place)
    if place + 1 < len(words):
        word = words[place + 1]
        for key_word in {word, _ANY, _NUMBER}:
            child = node.following.get(key_word)
            if child is not None and (key_word == word or _fits(key_word, word)):
                yield from _climb(child, words, anchor, place + 1)


def _fits(wild: str, word: str) -> bool:
    return word[0].isalnum() and word not in _JOINING if wild == _ANY else _IS_NUMBER.fullmatch(word) is not None


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Keep, of overlapping hits, the longest (the first of equals), in order of place."""
    taken: set[int] = set()
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda each: (-each.length, each.first)):
        places = range(hit.first, hit.last + 1)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.first)
