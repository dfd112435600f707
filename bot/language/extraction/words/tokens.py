"""Cutting a message into tokens: numbers, words, dates, phone numbers and signs, with their place in the text.

spaCy's English tokeniser is made for prose. Laboratory values are written `Ca9.5`, `67M`, `10.2/9.0`, `25-OH-D`,
`K+5.4`; so the tokeniser of the blank pipeline is replaced by this one. A `Doc` holds the normal forms (lower case,
no apostrophes, no hyphens inside words), which is what the phrase rules of `knowledge/` are written against.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.language.text import fold

__all__ = ["Kind", "Lexer", "Token", "sentence_around"]

Kind = Literal["break", "date", "time", "phone", "word", "number", "sign"]

_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_DATE: Final = (
    r"(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])[-/.](?:[12]\d|3[01]|0?[1-9])(?!\d)(?:t\d\d:\d\d[\d:.]*z?)?"
    r"|(?:[12]\d|3[01]|0?[1-9])[/.](?:[12]\d|3[01]|0?[1-9])[/.](?:19|20)\d\d(?!\d)"
    r"|(?:[12]\d|3[01]|0?[1-9])/(?:[12]\d|3[01]|0?[1-9])/\d\d(?!\d)"
    r"|(?:[12]\d|3[01]|0?[1-9])\.(?:1[0-2]|0[1-9])\.\d\d(?![\d.])"
    r"|(?:[12]\d|3[01]|0?[1-9])-(?:1[0-2]|0?[1-9])-(?:19|20)\d\d(?!\d)"
    r"|(?:(?<=\bon )|(?<=from )|(?<=labs )|(?<=dated )|(?<=since )|(?<=drawn )|(?<=\bof ))"
    r"(?:[12]\d|3[01]|0?[1-9])/(?:[12]\d|3[01]|0?[1-9])(?![\d./])"
    r"|(?<=\()(?:[12]\d|3[01]|0?[1-9])/(?:[12]\d|3[01]|0?[1-9])(?=\))"
    r"|(?:^|(?<=\n))(?:[12]\d|3[01]|0?[1-9])/(?:[12]\d|3[01]|0?[1-9])(?=\s*[:-])"
    rf"|(?:[12]\d|3[01]|0?[1-9])[- ]?{_MONTH}[- ,]{{1,2}}(?:(?:19|20)\d\d|\d\d)"
    rf"(?![\d.,]|\s?(?:mg|g/|u/|%|[munp]mol|[npu]g)|[- ]?{_MONTH}\b)"
    rf"|{_MONTH}\.? (?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?,? (?:19|20)\d\d(?!\d)"
)
_PHONE: Final = (
    r"\+\d{1,3}[ -]?\(?\d{1,4}\)?(?:[ -]?\d{2,4}){2,4}|\(\d{3}\) ?\d{3}-\d{4}|\d{3}-\d{3}-\d{4}|\d{3}-\d{4}(?![-\d])"
    r"|0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}|0\d{10}"
)
# Names that end in a digit, with the value glued to them: `po48.1`, `hco322`, `a1c7.2`; `mg2.4` is no `mg2`.
_GLUED: Final = (
    r"po4(?=\d{1,2}[.,]\d)|hco3(?=[1-4]\d(?:[.,]\d)?(?!\d))|(?:hb)?a1c(?=(?:1?\d[.,]\d|[4-9]|[1-9]\d)(?!\d))"
)
_SENTENCE_END: Final = frozenset({";", "?", "!"})
_JOINING_HYPHEN: Final = re.compile(r"(?<=[a-z\d)])-(?=[a-z(])|(?<=[a-z)])-(?=[\d(])")
# An l typed for a 1 (`l0.2`); "L 2.9" may be a flag, so only before a nought.
_LETTER_L: Final = re.compile(r"\bl(?=0[.,]\d)")
_ROUGHLY: Final = re.compile(r"(?<=\d)-?ish\b")  # `1.4-ish mmol/L`
_ACCENTS: Final = str.maketrans("àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ", "aaaaaaceeeeiiiinoooooouuuuyy")
_LETTER_O: Final = re.compile(r"(?<=\d)o(?=[\d.,]|\b)|(?<=\d[.,])o(?=\d|\b)|\bo(?=\.\d)")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its normal form, its place `[start, end)` in the normalised text, its line and sentence number."""

    index: int
    norm: str
    start: int
    end: int
    kind: Kind
    line: int
    sentence: int


class Lexer:
    """Tokeniser of the extraction pipeline; `known` are the words with digits inside (`hco3`, `a1c`, `dm2`).

    `spoken` has the small words of dialects with what they are read as (`nae` is `no`).
    """

    def __init__(
        self, vocab: Vocab, known: Iterable[str], abbreviations: Iterable[str], spoken: Mapping[str, str]
    ) -> None:
        self._vocab = vocab
        self._spoken = dict(spoken)
        self._abbreviations = frozenset(abbreviations)
        words = sorted({w for w in known if re.fullmatch(r"[a-z0-9]*[a-z][a-z0-9]*", w)}, key=len, reverse=True)
        mixed = [w for w in words if re.search(r"\d", w)]
        alternatives = "|".join(map(re.escape, mixed)) or r"(?!)"
        self._pattern = re.compile(
            rf"(?P<break>\n[ \t\n]*)|(?P<date>(?<![\w.,/])(?:{_DATE})(?![a-z]))"
            r"|(?P<time>(?<![\d.,])(?:[01]?\d|2[0-3]):[0-5]\d(?::\d\d)?(?![\d.])(?:\s?[ap]\.?m\b)?)"
            rf"|(?P<phone>(?<![\w.,/-])(?:{_PHONE})(?![\w]))"
            rf"|(?P<known>(?<![a-z0-9])(?:(?:{alternatives})(?![a-z0-9]|[.,]\d)|{_GLUED}))"
            r"|(?P<number>(?!10e)\d+(?:[.,]\d+)?e[+-]?\d{1,3}(?![a-z0-9])|\d+(?:[.,]{1,2}\d+)*|(?<![\da-z])[.,]\d+)"
            r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*|(?<=\s)'s\b)|(?P<sign>->|=>|[<>]=|\S)"
        )

    def tokens(self, text: str) -> list[Token]:
        """Cut normalised `text` into tokens. Linear in its length."""
        low = _LETTER_L.sub("1", _LETTER_O.sub("0", fold(text)))
        low = low if low.isascii() else low.translate(_ACCENTS)
        low = _ROUGHLY.sub(lambda match: " " * len(match.group()), low)
        low = _JOINING_HYPHEN.sub(" ", low)
        found: list[Token] = []
        shouted = text.isupper()
        line = sentence = 0
        for match in self._pattern.finditer(low):
            for norm, start, end, kind in _pieces(match):
                index = len(found)
                said = self._spoken.get(norm, norm)
                if said is not norm and not shouted and text[start:end].isupper():
                    said = norm  # `AFF` is an abbreviation, `aff` is `off`
                found.append(Token(index, said, start, end, kind, line, sentence))
                if kind == "break":
                    line, sentence = line + 1, sentence + 1
                elif (norm in _SENTENCE_END and not _query(low, start) and not _tight(low, start)) or (
                    norm == "." and self._ends_sentence(low, found)
                ):
                    sentence += 1
        return found

    def doc(self, tokens: list[Token]) -> Doc:
        """Return the spaCy document of the normal forms of `tokens`, index for index."""
        return Doc(self._vocab, words=[token.norm for token in tokens])

    def phrase(self, text: str) -> list[str]:
        """Return the normal forms of a phrase written in `knowledge/`."""
        return [token.norm for token in self.tokens(text)]

    def _ends_sentence(self, low: str, found: list[Token]) -> bool:
        dot = found[-1]
        after = low[dot.end : dot.end + 1]
        if after and not after.isspace() and not (after.isalpha() and low[dot.start - 1 : dot.start].isdigit()):
            return False
        return len(found) < 2 or found[-2].norm not in self._abbreviations


def sentence_around(tokens: Sequence[Token], place: int, most: int = 80) -> Sequence[Token]:
    """Return the sentence of the token at `place`; of a very long one `most` tokens on each side."""
    sentence, first, last = tokens[place].sentence, place, place
    while first and place - first < most and tokens[first - 1].sentence == sentence:
        first -= 1
    while last + 1 < len(tokens) and last - place < most and tokens[last + 1].sentence == sentence:
        last += 1
    return tokens[first : last + 1]


def _tight(low: str, place: int) -> bool:
    """A semicolon between a name and its number (`pth;900`) ends nothing."""
    return low[place] == ";" and low[place + 1 : place + 2].isdigit() and low[max(0, place - 1) : place].isalpha()


def _query(low: str, place: int) -> bool:
    """A clinician's `?lupus` asks within its sentence."""
    before, after = low[max(0, place - 1) : place], low[place + 1 : place + 2]
    return low[place] == "?" and after.isalnum() and (not before or not before.isalnum())


def _pieces(match: re.Match[str]) -> list[tuple[str, int, int, Kind]]:
    """Return the normal form(s) of one raw token: `husband's` is two tokens, `don't` is `dont`."""
    kind, raw, start = str(match.lastgroup), match.group(), match.start()
    if kind == "break":
        return [("\n", start, match.end(), "break")]
    if kind in {"word", "known"}:
        if raw.endswith("'s") and len(raw) > 2:
            middle = match.end() - 2
            return [(raw[:-2].replace("'", ""), start, middle, "word"), ("'s", middle, match.end(), "word")]
        return [("'s" if raw == "'s" else raw.replace("'", ""), start, match.end(), "word")]
    kinds: dict[str, Kind] = {"date": "date", "time": "time", "phone": "phone", "number": "number", "sign": "sign"}
    return [(raw, start, match.end(), kinds[kind])]
