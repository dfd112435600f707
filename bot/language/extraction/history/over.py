"""Conditions that are over: an acute injury of the kidneys that recovered, a diabetes that went with its cause."""

from __future__ import annotations

import re
from typing import Final

from bot.language.extraction.history.statements import Statements
from bot.language.extraction.words.phrases import Hit

__all__ = ["PASSING", "is_over"]

#: What may pass, with what its end means: it is not the case now, or nothing is known to be (it may come back).
PASSING: Final = {"acute_kidney_injury": False, "diabetes": None}
_REACH: Final = 8
_OVER: Final = re.compile(
    r"^(?:(?!\b(?:but|not|never|partial|partially|partly|incomplete|incompletely|poorly|still|yet|no|now|and)\b)[^;.\n])*?"
    r"(?:\b(?:fully|completely|since|has|have|had|now|it|which|,|\() ?)*\b(?:recovered|resolved|reversed|cured)\b"
)


def is_over(statements: Statements, hit: Hit) -> bool:
    """Whether the same part of the sentence says so: `AKI 2019, recovered`, `steroid DM resolved after the taper`."""
    behind = statements.tokens[hit.last + 1 : hit.last + 1 + _REACH]
    return _OVER.search(" ".join(token.norm for token in behind)) is not None
