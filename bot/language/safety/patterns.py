"""The small pattern language of knowledge/red_flags.yml.

A pattern is words one space apart, matched against the reading form of a message (`canonical.py`):

    chest                    this word                    breath*        any word that begins so (three letters or more)
    pain|ache|left_arm       one of these; _ is a space   <kin>          one of a named list (`lists:` of the file)
    very?                    may be missing               ..  ..7        up to 4 (7) words, no end of sentence, no "not"
    #                        a number
    ^                        first in a pattern: only at the beginning of a sentence or after a comma
    !                        first in a pattern: holds whatever stands around it (no negation, past, question …)

Every pattern is read once and filed under the words (or their first three letters) that it cannot match without; a
message therefore only meets the few patterns whose words it contains.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Generic, TypeVar

from bot.errors import ContentError
from bot.language.safety.canonical import KEY, Canonical

__all__ = ["PatternIndex", "PatternSet", "Vocabulary", "compile_pattern", "key_of"]

Tag = TypeVar("Tag")

_GAP: Final = re.compile(r"\.\.(\d{0,2})$")
_NAME: Final = re.compile(r"<(\w+)>")
_LITERAL: Final = re.compile(r"[^\W_]+\*?|[<>≤≥=+,.?!/:]|\d[\d./]*")
_FIRST: Final = r"(?:(?<=^ )|(?<=[.?!,] ))"
_LONG_GAP: Final = 8
_UNLESS_NOT: Final = "(?!(?:not|no|isnt|arent|wasnt|werent|doesnt|dont|didnt|never|without|hasnt|havent|nor) )"
_SHORT: Final = re.compile(rf"(?<!\w)\w{{0,{KEY - 1}}}\*")
_COMMON: Final = frozenset(
    {"i", "me", "my", "he", "his", "she", "her", "we", "you", "they", "it", "that", "this", "the", "a", "an", "all"}
    | {"just"}
    | {"is", "am", "are", "was", "be", "been", "have", "has", "had", "do", "does", "did", "get", "got", "if"}
    | {"so", "not"}
    | {"cant", "wont", "dont", "isnt", "and", "or", "of", "to", "in", "on", "at", "for", "with", "from", "up", "off"}
)


def key_of(word: str) -> str:
    """Return under what a pattern's word is filed: the word itself, or "bre*" for any word that begins so."""
    return word[:KEY] + "*" if word.endswith("*") else word


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What patterns are written with: named lists, and the spelling that messages are brought into, so that a pattern
    may use any spelling of a word ("mins") and still meet the one that is read ("minutes")."""

    lists: Mapping[str, Sequence[str]]
    spelling: Mapping[str, str]

    def spelt(self, words: str) -> str:
        return " ".join(self.spelling.get(word, word) for word in words.split())


@dataclass(frozen=True)
class Compiled:
    """One pattern: its regular expression, the keys of which one must be present, those of which a second must (none
    if one word is enough), and whether context is ignored."""

    expression: str
    keys: frozenset[str]
    beside: frozenset[str]
    literals: frozenset[str]
    always: bool

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression, compiled when a message first needs it: all at once would delay the start by a second."""
        return re.compile(self.expression)


def compile_pattern(pattern: str, vocabulary: Vocabulary) -> Compiled:
    """Compile one pattern.

    Raises:
        ContentError: SF101 the pattern is empty or matches nothing in particular; SF102 it names an unknown list.
    """
    parts = pattern.split()
    always = bool(parts) and parts[0] == "!"
    parts = parts[1:] if always else parts
    first = bool(parts) and parts[0] == "^"
    parts = parts[1:] if first else parts
    pieces: list[str] = []
    choices: list[frozenset[str]] = []
    for part in parts:
        gap = _GAP.match(part)
        if gap:
            width = int(gap.group(1) or 4)
            pieces.append(rf"(?:{_UNLESS_NOT if width < _LONG_GAP else ''}[^ .?!]+ ){{0,{width}}}")
            continue
        if part == "#":
            pieces.append(r"\d[\d./]* ")
            continue
        optional = len(part) > 1 and part[-1] == "?" and part[-2] != "|"
        options = list(_options(part[:-1] if optional else part, vocabulary, pattern))
        body = "|".join(_regex_of(option) for option in sorted(options, key=len, reverse=True))
        pieces.append(f"(?:{body})?" if optional else f"(?:{body})")
        if not optional:
            choices.append(frozenset(options))
    if not choices:
        raise ContentError("The pattern needs a word that must be there.", code="SF101", field=pattern)
    rarest, *others = sorted(choices, key=_commonness)
    keys = frozenset(key_of(option.split()[0]) for option in rarest)
    beside = frozenset(key_of(option.split()[0]) for option in (others[0] if others else ()))
    literals = frozenset(word for group in choices for option in group for word in option.split() if word[-1] != "*")
    return Compiled((_FIRST if first else r"(?<= )") + "".join(pieces), keys, beside, literals, always)


def _commonness(options: frozenset[str]) -> tuple[bool, int]:
    return any(option.split()[0] in _COMMON for option in options), len(options)


def _options(part: str, vocabulary: Vocabulary, pattern: str) -> Iterator[str]:
    for option in part.split("|"):
        name = _NAME.fullmatch(option)
        if name is None:
            words = vocabulary.spelt(option.replace("_", " "))
            if not words.strip() or not all(_LITERAL.fullmatch(word) for word in words.split()) or _SHORT.search(words):
                raise ContentError(
                    f"The pattern has a part that cannot be read: {part!r}.", code="SF101", field=pattern
                )
            yield words
            continue
        if name.group(1) not in vocabulary.lists:
            remedy = "Add it under `lists`, or use a list that is there."
            raise ContentError(
                f"The pattern names the unknown list <{name.group(1)}>.", code="SF102", field=pattern, remedy=remedy
            )
        for entry in vocabulary.lists[name.group(1)]:
            yield from _options(entry.replace(" ", "_"), vocabulary, pattern)


def _regex_of(option: str) -> str:
    return "".join(re.escape(word).replace(r"\*", r"\w*") + " " for word in option.split())


@dataclass(frozen=True, slots=True)
class Hit(Generic[Tag]):
    """Where a pattern matched in the reading form: [start, end) without the closing space."""

    tag: Tag
    start: int
    end: int
    always: bool


@dataclass(frozen=True, slots=True)
class PatternIndex(Generic[Tag]):
    """Many tagged patterns; `hits` finds all of them in a message."""

    patterns: tuple[tuple[Tag, Compiled], ...]
    by_key: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, tagged: Iterable[tuple[Tag, str]], vocabulary: Vocabulary) -> PatternIndex[Tag]:
        patterns = tuple((tag, compile_pattern(pattern, vocabulary)) for tag, pattern in tagged)
        by_key: dict[str, list[int]] = {}
        for place, (_, compiled) in enumerate(patterns):
            for key in compiled.keys:
                by_key.setdefault(key, []).append(place)
        return cls(patterns, {key: tuple(places) for key, places in by_key.items()})

    @property
    def literals(self) -> set[str]:
        """Every word written out in a pattern: the words known to be spelt right."""
        return {word for _, compiled in self.patterns for word in compiled.literals}

    def hits(self, message: Canonical) -> list[Hit[Tag]]:
        return list(self._hits(message))

    def _hits(self, message: Canonical) -> Iterator[Hit[Tag]]:
        present = message.keys
        places = {place for key in self.by_key.keys() & present for place in self.by_key[key]}
        for place in sorted(places):
            tag, compiled = self.patterns[place]
            if compiled.beside and compiled.beside.isdisjoint(present):
                continue
            match = compiled.regex.search(message.text)
            while match:  # matches may overlap: "watch for bleeding and it is bleeding heavily"
                yield Hit(tag, match.start(), match.end() - 1, compiled.always)
                match = compiled.regex.search(message.text, match.start() + 1)


@dataclass(frozen=True, slots=True)
class PatternSet:
    """Patterns of one meaning."""

    index: PatternIndex[None]

    @classmethod
    def of(cls, patterns: Iterable[str], vocabulary: Vocabulary) -> PatternSet:
        return cls(PatternIndex.of(((None, pattern) for pattern in patterns), vocabulary))

    def spans(self, message: Canonical) -> list[tuple[int, int]]:
        return [(hit.start, hit.end) for hit in self.index.hits(message)]
