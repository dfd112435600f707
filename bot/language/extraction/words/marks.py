"""The age with the sex beside it by which a note names its patient: `55M`, `72 yo female`; not `temp 99 F`, `36 m`."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["AGE_SEX", "first_mark", "is_measure"]

AGE_SEX: Final = re.compile(
    r"(?<!\d )\b\d{2} ?(?:yo|y ?/ ?o|y|yrs?|years?)? ?(?:olds?|o)? ?[/,-]? ?"
    r"(?P<sex>m|f|male|female|man|woman|lady|gentleman)\b(?! ?(?:2|ago|tall))"
)
_BEFORE: Final = 36  # characters in which stands what a number measures
#: A number behind these is a temperature or a way, whatever letter follows.
_MEASURED: Final = re.compile(
    r"\b(?:(?:temp|temperature|fever|febrile|pyrexia|pyrexial|t)(?: (?:is|was|of|at|up|to|now|about|around|today|"
    r"yesterday|spiked|spiking|over|max|:|=|~|still|low|grade|running|a|her|his|my))*"
    r"|(?:walk|walks|walked|walking|mobilises?|mobilizes?|mobilising|swims?|manages?|managed|distance|tolerance|"
    r"crawls?|runs?)(?: (?:is|was|of|only|about|around|just|for|up|to|at|most|max|barely|maybe|less|than|under|over|"
    r"with|a|frame|stick|:|=|~|unaided|nearly|almost|exercise))*) $"
)
#: Behind these an `m` is months, behind dialysis only where a woman is spoken of.
_LASTED: Final = re.compile(
    r"\b(?:hd|pd|capd|apd|dialysis|ha?emodialysis|ha?emo|vintage|rrt|dialysed|dialyzed)"
    r"(?: (?:x|:|since|about|for|~))* $"
)
_FOR: Final = re.compile(r"\b(?:last|past|next|every) $")
_SHE: Final = re.compile(r"\b(?:she|shes)\b")


def is_measure(plain: str, start: int, letter: str) -> bool:
    """Whether the number at `start` with the `letter` m or f behind it is a temperature, a way or a length of time."""
    if letter not in {"m", "f"}:
        return False
    before = plain[max(0, start - _BEFORE) : start]
    if _MEASURED.search(before):
        return True
    return letter == "m" and (
        _FOR.search(before) is not None or (_LASTED.search(before) is not None and _SHE.search(plain) is not None)
    )


def first_mark(plain: str) -> re.Match[str] | None:
    """Return the first age with a sex in the text (its normal forms), None if there is none."""
    return next((mark for mark in AGE_SEX.finditer(plain) if not is_measure(plain, mark.start(), mark["sex"])), None)
