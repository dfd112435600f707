"""Values that were measured long ago: `two years ago my phosphate was 9` says nothing of the phosphate now.

Last week and last month count as the present; a year or more does not, nor what a value used to be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from bot.language.extraction.values.found import Found, Material

__all__ = ["long_ago"]

_YEARS: Final = (
    r"(?:(?:about|over|more than|almost|nearly|around|some|maybe|like|well over|at least) )*"
    r"(?:(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|\d{1,2}|a couple of|couple of|"
    r"couple|a few|few|several|many) )?(?:years?|yrs?|yr|decades?)(?: or (?:so|two|more))? "
    r"(?:ago|back|earlier|before|previously)"
)
_TIME: Final = (
    rf"(?:{_YEARS}|ages ago|(?:way )?back in the day|last year|(?:the )?year before last|"
    r"(?:(?:way )?back )?in (?:(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december|early|late|spring|summer|autumn|winter) )?(?P<year>(?:19|20)\d\d)|"
    r"(?:back )?when (?:i|he|she|we) (?:was |were )?(?:first |just )?"
    r"(?:started|began|diagnosed|went on|got|had|a child|young|younger|a kid)(?: [a-z]+){0,4})"
)
_FILL: Final = r"(?: ?(?:,|-|:|i|he|she|we|it|had|have|my|the|a|an|his|her|our|with|serum|last|got|your|their))* ?"
_BEFORE: Final = re.compile(rf"(?:^|[.,;:(\n] ?|\b(?:and|but|so|well|hi|hello|yes|that) ){_TIME}{_FILL}$")
_BEHIND: Final = re.compile(
    rf"^ ?(?:,|\(|-|but)? ?(?:(?:that was|this was|it was|was|taken|measured|done|from|way) )*{_TIME}"
    r"(?! ?(?:it |that |mine )?(?:is |was |were |had |: |, )*[<>]? ?\d)"
)
#: The time right before a further number of the same test: `PTH 900, two years ago it was 300`.
_AGAIN: Final = re.compile(rf"{_TIME} ?(?:(?:,|:|it|that|this|was|were|is|had|been|only|about|around|at) ?)*$")
_USED_TO: Final = re.compile(r"\bused to (?:be|run|sit|stay|come out)\b")
_LABEL: Final = re.compile(r"(?:^|\( ?|\bin )(?P<year>(?:19|20)\d\d) ?\)?(?: ?(?:[:=-]|was|of))*$")
_CARRIED: Final = frozenset(", and & my the was were of at a an his her with / + = : had been".split())
_NOW: Final = frozenset("now today currently still current is s".split())
_REACH, _RECENT = 14, 1


def long_ago(material: Material, found: Sequence[Found]) -> list[Found]:
    """Return those of the values that words around put a year or more back."""
    told = sorted((each for each in found if each.mention.first >= 0 and not each.report), key=_place)
    old = [each for each in told if _is_old(material, each)]
    for one, other in pairwise(told):  # `in 2019 my PTH was 900 and my calcium 2.9`
        if _has(old, one) and not _has(old, other) and _led(material, one) and _goes_on(material, one, other):
            old.append(other)
    return old


def _place(found: Found) -> int:
    return found.quantity.first


def _has(found: Sequence[Found], one: Found) -> bool:
    return any(each is one for each in found)


def _is_old(material: Material, found: Found) -> bool:
    if found.taken is not None:
        return False
    if _behind_another(material, found):
        again = _AGAIN.search(_sentence_words(material, found.quantity.first - _REACH, found.quantity.first - 1, found))
        return again is not None and _is_past_year(material, again)
    between = material.norms(found.mention.last + 1, found.quantity.first - 1)
    year = _LABEL.search(" ".join(between))
    if _USED_TO.search(" ".join(between)) or (year is not None and _is_past_year(material, year)):
        return True
    if _led(material, found):
        return True
    behind = _BEHIND.search(_sentence_words(material, found.quantity.last + 1, found.quantity.last + _REACH, found))
    return behind is not None and _is_past_year(material, behind)


def _led(material: Material, found: Found) -> bool:
    """Whether the time stands before the value and its name: `two years ago my phosphate was`."""
    start = min(found.mention.first, found.quantity.first)
    before = _BEFORE.search(_sentence_words(material, start - _REACH, start - 1, found))
    if before is None or not _is_past_year(material, before) or _behind_another(material, found):
        return False
    return _NOW.isdisjoint(material.norms(found.mention.last + 1, found.quantity.first - 1))


def _behind_another(material: Material, found: Found) -> bool:
    """Whether another number stands between the name and this one, so that what leads the name is told of that."""
    first, last = found.mention.last, found.quantity.first
    return any(first < each.first < last and each.refused is None for each in material.quantities)


def _is_past_year(material: Material, match: re.Match[str]) -> bool:
    return match["year"] is None or int(match["year"]) < material.today.year - _RECENT


def _goes_on(material: Material, one: Found, other: Found) -> bool:
    first, last = one.quantity.last + 1, other.quantity.first - 1
    named = range(other.mention.first, other.mention.last + 1)
    words = {token.norm for token in material.tokens[first : last + 1] if token.index not in named}
    same = material.tokens[one.quantity.number].sentence == material.tokens[other.quantity.number].sentence
    return same and words <= _CARRIED


def _sentence_words(material: Material, first: int, last: int, found: Found) -> str:
    sentence = material.tokens[found.quantity.number].sentence
    tokens = material.tokens[max(0, first) : last + 1]
    return " ".join(token.norm for token in tokens if token.sentence == sentence and token.kind != "break")
