"""Medicines set against each other: `apixaban vs warfarin` tells of nobody who takes either."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.language.extraction.history.statements import Standing, Statements
from bot.language.extraction.words.phrases import Hit

__all__ = ["compared"]

_AGAINST: Final = r"(?:vs|versus|v|against|(?:when |as )?compared (?:with|to|against)|in comparison (?:with|to)|or)"
_BETWEEN: Final = re.compile(rf"^(?:[,(] ?)?{_AGAINST}(?: (?:the|a|an|on|taking|plain|low dose))*$")
#: What a medicine is set against may be one that no fact is made of: `heparin vs warfarin`.
_BEHIND: Final = re.compile(
    r"^(?:\. ?|, ?)?(?:vs|versus|(?:when |as )?compared (?:with|to)|in comparison (?:with|to))\b"
)
_BEFORE: Final = re.compile(
    r"\b(?:vs|versus|compared (?:with|to)|in comparison (?:with|to))\b(?: ?\.)?(?: (?:the|a|an))?$"
)
_REACH: Final = 5


def compared(statements: Statements, hit: Hit, medicines: Sequence[Hit], standing: Standing) -> bool:
    """Whether the medicine is one of two that are weighed. `no warfarin or apixaban` denies both and weighs nothing."""
    if standing not in {"stated", "bare"}:
        return False
    after = _words(statements, hit.last + 1, hit.last + 1 + _REACH)
    before = _words(statements, max(0, hit.first - _REACH), hit.first)
    if (_BEHIND.search(after) or _BEFORE.search(before)) and not statements.declared(hit):
        return True  # `my warfarin compared to last year` is taken
    return any(
        _BETWEEN.search(_words(statements, one.last + 1, other.first)) is not None
        for one, other in ((hit, each) if hit.first < each.first else (each, hit) for each in medicines)
        if one.key != other.key and 0 < other.first - one.last <= _REACH
    )


def _words(statements: Statements, first: int, end: int) -> str:
    return " ".join(token.norm for token in statements.tokens[first:end] if token.kind != "break")
