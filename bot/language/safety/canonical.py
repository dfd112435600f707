"""The reading form of a message: lower-case words in one spelling, one space apart, with their places in the original.

Patterns are written against this form only, so that "CAN'T BREATH", "cant breathe" and "can not breeathe" are one
pattern. Spelling is repaired from lists (knowledge/red_flags.yml) and, for the long words named there under `near`,
by one edit; both are fixed when the rules are loaded, so the same message always reads the same.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.language.safety.disguise import undisguised
from bot.language.safety.nearby import NearWords
from bot.language.text import fold, normalise

__all__ = ["KEY", "Canonical", "Speller"]

KEY: Final = 3  # letters by which the beginning of a word is known

_TOKEN: Final = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*(?:\s?/\s?\d+(?:[.,]\d+)?)?)|(?P<word>[^\W\d_]+(?:['´][^\W\d_]+)*)"
    r"|(?P<end>[.?!;\n…。！？؟।]+)|(?P<comma>[,()\[\]]|\s-+\s)|(?P<sign>[<>≤≥=+:])"
)
_STRETCHED: Final = re.compile(r"(.)\1{2,}")
_DIGITS: Final = {
    **{word: str(value) for value, word in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven"))},
    **{"eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "oh": "0", "nought": "0"},
}
_TENS: Final = {"fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_DROP: Final = "\U0001fa78"
_DROPS: Final = re.compile(rf"{_DROP}(?:\s*{_DROP})+")  # a drop of blood; several of them run
# What a finger finds faster than words.
_SIGNS: Final = {"\U0001f198": " sos ", "\U0001f691": " ambulance ", _DROP: " blood "}
_MARKS: Final = re.compile("[\u0300-\u036f]")
_ENDS: Final = {"?": "?", "!": "!", "？": "?", "！": "!", "؟": "?"}
_SENTENCE_ENDS: Final = frozenset(".?!")
_Token = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Canonical:
    """`text` starts and ends with a space; `starts[i]` is where token i begins in it, `spans[i]` where in `source`.

    `keys` are its words and how they begin ("bre*"): what patterns are filed under.
    """

    source: str
    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    keys: frozenset[str]

    def token_at(self, place: int) -> int:
        """Return the index of the token that stands at `place` of `text`."""
        return max(bisect_right(self.starts, place) - 1, 0)

    def sentence(self, place: int) -> tuple[int, int]:
        """Return where in `text` the sentence around `place` begins and ends (its closing mark included)."""
        here = self.token_at(place)
        first, last = here, here
        while first > 0 and self.words[first - 1] not in _SENTENCE_ENDS:
            first -= 1
        while last + 1 < len(self.words) and self.words[last] not in _SENTENCE_ENDS:
            last += 1
        return self.starts[first], self.starts[last] + len(self.words[last])


@dataclass(frozen=True, slots=True)
class Speller:
    """Turns a message into its reading form."""

    words: Mapping[str, str]
    joins: Mapping[tuple[str, str], str]
    near: NearWords
    known: frozenset[str]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], known: Iterable[str] = ()) -> Speller:
        """Compile `{"variants": {right: [wrong …]}, "joins": {one: ["two words" …]}, "near": […], "keep": […]}`."""
        words = {wrong: right for right, wrongs in data["variants"].items() for wrong in wrongs}
        joins = {}
        for one, pairs in data["joins"].items():
            for pair in pairs:
                first, second = pair.split()
                joins[first, second] = one
        keep = {*known, *words, *data["keep"], *data["near"]}
        return cls(words, joins, NearWords.of(data["near"], keep), frozenset(keep))

    def read(self, text: str) -> Canonical:
        """Return the reading form of `text`. Never raises; an empty message gives a single space."""
        source = undisguised(_signs_said(normalise(text)), self.known)
        tokens = self._joined(self._tokens(source))
        if tokens and tokens[-1][0] not in _SENTENCE_ENDS:
            tokens.append((".", len(source), len(source)))
        starts, position = [], 1
        for word, _, _ in tokens:
            starts.append(position)
            position += len(word) + 1
        words = tuple(word for word, _, _ in tokens)
        spans = tuple((begin, end) for _, begin, end in tokens)
        keys = frozenset(words) | {word[:KEY] + "*" for word in words}
        return Canonical(source, " " + "".join(word + " " for word in words), words, tuple(starts), spans, keys)

    def _tokens(self, source: str) -> list[_Token]:
        tokens: list[_Token] = []
        for match in _TOKEN.finditer(fold(source)):
            begin, end = match.span()
            tokens += [(piece, begin, end) for piece in self._spelt(match).split()]
        return tokens

    def _spelt(self, match: re.Match[str]) -> str:
        raw = match.group()
        if match.lastgroup == "word":
            return self._word(raw)
        if match.lastgroup == "number":
            return raw.replace(",", ".").replace(" ", "")
        if match.lastgroup == "end":
            return next((_ENDS[sign] for sign in raw if sign in _ENDS), ".")
        return "," if match.lastgroup == "comma" else raw

    def _word(self, raw: str) -> str:
        word = raw.replace("'", "").replace("´", "")
        if not word.isascii():
            word = _MARKS.sub("", unicodedata.normalize("NFD", word)).replace("ß", "ss").replace("ł", "l")
        if word in self.words:
            return self.words[word]
        short = _STRETCHED.sub(r"\1", word)
        if short != word:
            return self.words.get(short) or self.near.right(short) or short
        return self.near.right(word) or word

    def _joined(self, tokens: list[_Token]) -> list[_Token]:
        """Join split words ("can not", "out side") and spoken decimals ("six point two")."""
        result: list[_Token] = []
        for token in tokens:
            word, begin, end = token
            if len(result) >= 2 and result[-1][0] == "point" and word in _DIGITS and result[-2][0] in _DIGITS:
                whole = result[-2]
                result[-2:] = [(f"{_DIGITS[whole[0]]}.{_DIGITS[word]}", whole[1], end)]
            elif len(result) >= 2 and result[-1][0] == "over" and _is_pressure(result[-2][0], word):
                upper = result[-2]
                result[-2:] = [(f"{upper[0]}/{word}", upper[1], end)]
            elif result and result[-1][0] in _TENS and 0 < int(_DIGITS.get(word, "0")) < 10:
                tens = result[-1]
                result[-1] = (str(_TENS[tens[0]] + int(_DIGITS[word])), tens[1], end)
            elif result and (one := self.joins.get((result[-1][0], word))):
                result[-1] = (one, result[-1][1], end)
            else:
                result.append((word, begin, end))
        return result


def _signs_said(text: str) -> str:
    if text.isascii():
        return text
    return "".join(_SIGNS.get(sign, sign) for sign in _DROPS.sub(" blood bleeding ", text))


def _is_pressure(upper: str, lower: str) -> bool:
    """Whether "70 over 30" is a blood pressure."""
    return upper.isdigit() and lower.isdigit() and 40 <= int(upper) <= 300 and 15 <= int(lower) <= 190
