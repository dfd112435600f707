"""Years on dialysis told by two ages: `PD since I was 10, now 12`, `I was 12 when dialysis started`."""

from __future__ import annotations

import re
from typing import Final

from bot.language.extraction.history.statements import Statements

__all__ = ["years_by_ages"]

_DIALYSIS: Final = (
    r"(?:(?:peritoneal |haemo|hemo|haemo |hemo )?dialysis|dialy[sz]ing|dialy[sz]ed|hd|pd|capd|apd|"
    r"haemo|hemo|(?:the|that|this) machine|the bags)"
)
_BEGAN: Final = (
    r"(?:started|began|start|begun|commenced|went on|got put on|was put on|put on|been on|on|starting|going on)"
)
_THEN: Final = r"(?:about |around |only |just |aged? )?(?P<then>\d{1,3})(?!\d|\.(?!0+\b))(?:\.0+)?"
_SPANS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_DIALYSIS}(?: (?:ever|always))? (?:since|from when|from the time) (?:i|he|she|they) (?:was|were) {_THEN}",
        rf"\b{_DIALYSIS} (?:since|from) (?:age|the age of|aged) {_THEN}",
        rf"\b{_BEGAN} (?:on )?{_DIALYSIS} (?:at|when) (?:(?:i|he|she|they) (?:was|were)|age|the age of|aged)? ?{_THEN}",
        rf"\b(?:i|he|she|they) (?:was|were) {_THEN} (?:years old )?when (?:my |his |her |the )?{_DIALYSIS} "
        r"(?:started|began|was started)",
        rf"\b(?:i|he|she|they) (?:was|were) {_THEN} (?:years old )?when (?:i|he|she|they|we) "
        rf"{_BEGAN} (?:on )?{_DIALYSIS}",
    )
)


def years_by_ages(statements: Statements, age: int | None) -> int | None:
    """Return the present age less the age at the start; None without both, or where another person is meant."""
    if age is None:
        return None
    for pattern in _SPANS:
        for match in pattern.finditer(statements.plain):
            place = statements.place(match.start())
            years = age - int(match["then"])
            told = place not in statements.other and not statements.covered(
                place, ("family", "hypothetical", "general")
            )
            if told and 0 < years <= 70:
                return years
    return None
