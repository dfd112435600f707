"""Words for dialysis that tell of none: one that is to begin on a day to come, and the PD of Parkinson's."""

from __future__ import annotations

import re
from typing import Final

from bot.language.extraction.history.statements import Statements
from bot.language.extraction.words.phrases import Hit

__all__ = ["not_begun", "parkinsons"]

_STARTING: Final = frozenset({"starting", "start", "begin", "beginning", "commencing", "commence"})
_LIGHT: Final = frozenset({"the", "on", "my", "his", "her", "with"})
_DAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH: Final = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|"
    r"jun|jul|aug|sept?|oct|nov|dec)"
)
_TO_COME: Final = re.compile(
    rf"^(?:next (?:week|month|year|{_DAY})|tomorrow|soon|shortly|on (?:the )?(?:{_DAY}|\d{{1,2}} ?(?:st|nd|rd|th)?)\b|"
    rf"in (?:{_MONTH}|the new year|(?:a|two|three|\d{{1,2}}) (?:days|weeks?|months?))\b|"
    rf"this coming|after christmas|from (?:{_DAY}|{_MONTH})\b)"
)
_REACH: Final = 6
_PARKINSON: Final = re.compile(
    r"\bpd\b[^.;\n]{0,60}\b(?:thats|that 's|that is|means?|meaning|as in|but like|i mean|stands for|turns out to be) "
    r"(?:only |just |the )?parkinson|\bpd ?[(=] ?parkinson|\bparkinson(?:s| 's)?(?: disease)? ?\( ?pd ?\)"
)


def not_begun(statements: Statements, hit: Hit) -> bool:
    """`Starting the APD on the 7th of December`: not yet; `was starting` and `since starting` tell what goes on."""
    place = hit.first - 1
    while place >= 0 and statements.tokens[place].norm in _LIGHT:
        place -= 1
    if place < 0 or statements.tokens[place].norm not in _STARTING:
        return False
    before = {token.norm for token in statements.tokens[max(0, place - 2) : place]}
    if before & {"since", "after", "was", "were", "did", "from", "before"}:
        return False
    behind = " ".join(token.norm for token in statements.tokens[hit.last + 1 : hit.last + 1 + _REACH])
    return _TO_COME.match(behind) is not None


def parkinsons(plain: str) -> bool:
    """Whether the letters PD are said to stand for Parkinson's disease."""
    return "parkinson" in plain and _PARKINSON.search(plain) is not None
