"""A dialysis session that did not take place: told by somebody who is on dialysis, and no statement of its kind."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["missed_dialysis", "tells_of_missed_dialysis"]

_IT: Final = r"(?:(?:ha?emo|peritoneal )?dialysis|hd|pd|dialysed|dialyzed|(?:my |his |her )?(?:capd|apd|exchanges?))"
_RUN: Final = rf"(?:{_IT}(?: (?:sessions?|treatments?|runs?|slots?|appointments?))?|sessions?)"
_DAY: Final = r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?s?"
_FEW: Final = (
    r"(?:a|one|two|three|four|five|six|seven|eight|nine|ten|several|some|a few|few|\d{1,2}|couple of|last|the last)"
)
_LATELY: Final = (
    rf"(?:since {_DAY}|since (?:yesterday|last (?:week|{_DAY})|the weekend|the snow)|(?:for|in|since) (?:over |nearly |"
    rf"almost |about )?{_FEW} (?:days?|weeks?|nights?|sessions?)|{_FEW} (?:days?|weeks?)\b(?! of)|this (?:week|morning|"
    rf"{_DAY})|today|yesterday|all week|last (?:week|time|night|{_DAY})|(?:on )?{_DAY}\b|twice|again)"
)
_NOT: Final = (
    r"(?:no|without|not(?: had| been(?: to| on)?| gone to)?|(?:(?:did|have|has|could|was)(?:n'?t| not))"
    r"(?: (?:been|gone|go|went|got|get|had|have|make it|made it|attend|attended|do|done|come|able to get))?"
    r"(?: (?:to|for|on|my|his|her|any|the)){0,2})"
)
_OWN: Final = (
    rf"(?:my|his|her|the|a|an|one|two|three|both|all|several|last|our|their|\d|(?:yester|to)day'?s?|{_DAY}|of)"
)
_MISSED: Final = re.compile(
    rf"\b(?:miss(?:ed|ing)?|skip(?:ped|ping)?|bunked off|cancel+ed|postponed)(?: {_OWN}){{0,4}} {_RUN}\b|"
    rf"\b{_RUN}(?: (?:was|were|is|got|has been|have been|just|all|again))* "
    r"(?:missed|cancel+ed|skipped|postponed|called off|did(?:n'?t| not) happen|closed)\b|"
    rf"\b{_NOT} {_IT}\b(?:(?: \w+){{0,3}}?) {_LATELY}|"
    rf"\b(?:did(?:n'?t| not)|could(?:n'?t| not)|unable to|failed to) (?:make it to|make|get to|go to|attend|reach) "
    rf"(?:my |his |her |the )?{_RUN}\b",
    re.I,
)
_NOT_SO: Final = re.compile(
    r"\b(?:never|not|n'?t|rarely|hardly) (?:ever )?(?:miss|skip)|\b(?:19|20)\d\d\b|\bif\b|\bonce\b|"
    r"\b(?:years?|months?) (?:ago|back)\b|\blast (?:year|month)\b|\bused to\b|\bwhat happens\b|"
    r"\b(?:patients|people|study|trial|risk of|effects? of)\b|"
    r"^\W*(?:can|could|should|may|shall|would|is|are|does|do|how|why|which|what)\b",
    re.I,
)


def missed_dialysis(text: str) -> bool:
    """Whether the words speak of a session that did not take place, whoever says so and why."""
    return bool(_MISSED.search(" ".join(text.split())))


def tells_of_missed_dialysis(text: str) -> bool:
    """Whether somebody tells that it has just happened: no question in general, nothing long past."""
    return missed_dialysis(text) and not _NOT_SO.search(text)
