"""Phrases of `knowledge/` as spaCy matchers: one pass over a message finds every one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.language.extraction.tokens import Lexer

__all__ = ["Hit", "PhraseBook", "longest"]

_WILD = frozenset("@_")


_NUMBER = (
    r"^(\d+([.,]\d+)?|an?|half|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|"
    r"several|few)$"
)


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


class PhraseBook:
    """All phrases by group and key. Plain ones go to a `PhraseMatcher`, those with `@` or `_` to a `Matcher`."""

    def __init__(self, vocab: Vocab, lexer: Lexer) -> None:
        self._lexer = lexer
        self._plain = PhraseMatcher(vocab, attr="ORTH")
        self._patterns = Matcher(vocab)
        self._strings = vocab.strings
        self._vocab = vocab
        self._seen: set[tuple[str, str, tuple[str, ...]]] = set()

    def add(self, group: str, key: str, phrases: Iterable[str]) -> None:
        """Add phrases written as in the lexicon (`a|b`, `word~`, `@`, `_`)."""
        label = f"{group}\t{key}"
        plain: list[Doc] = []
        for phrase in phrases:
            for words in self._variants(phrase):
                if not words or (group, key, words) in self._seen:
                    continue
                self._seen.add((group, key, words))
                if _WILD.isdisjoint(words):
                    plain.append(Doc(self._vocab, words=list(words)))
                else:
                    self._patterns.add(label, [[_token_pattern(word) for word in words]])
        if plain:
            self._plain.add(label, plain)

    def find(self, doc: Doc) -> list[Hit]:
        """Return every hit in `doc`, in order of place, longer ones first."""
        hits = [self._hit(*match) for match in self._plain(doc)]
        if len(self._patterns):
            hits.extend(self._hit(*match) for match in self._patterns(doc))
        return sorted(hits, key=lambda hit: (hit.first, -hit.last))

    def _hit(self, label: int, start: int, end: int) -> Hit:
        group, key = self._strings[label].split("\t", 1)
        return Hit(group, key, start, end - 1)

    def _variants(self, phrase: str) -> Iterator[tuple[str, ...]]:
        """Spell out the alternatives and optional words of a phrase."""
        if "|" not in phrase and "~" not in phrase:
            yield tuple(self._lexer.phrase(phrase))
            return
        slots: list[Sequence[str]] = []
        for part in phrase.split():
            options = part.removesuffix("~").split("|")
            slots.append([*options, ""] if part.endswith("~") else options)
        for choice in product(*slots):
            yield tuple(self._lexer.phrase(" ".join(filter(None, choice)).replace("+", " ")))


def _token_pattern(word: str) -> dict[str, object]:
    if word == "@":
        return {"TEXT": {"REGEX": _NUMBER}}
    return {} if word == "_" else {"ORTH": word}


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
