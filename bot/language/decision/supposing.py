"""Whether a message supposes something of the estimate instead of telling it: "and off the VKA?", "redo it with …"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.model import Ranking
from bot.language.dialogue import DialogueContext

__all__ = ["TAKES_BACK", "redone", "supposes"]

TAKES_BACK = re.compile(
    r"\b(?:(?:i|we|he|she) mean|meant|mistyped|typo|correction|should (?:be|have been)|wrong|mistake)\b", re.I
)
_IF = re.compile(r"^\W*(?:and|but|now|what if|what about|how about|if|or|had|suppose|say|off|without)\b", re.I)
_SUPPOSED = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?)\W+)*(?:what )?if\b(?!.*\b(?:don'?t|not)\b)|\binstead\W*$", re.I
)
_REDONE = re.compile(  # "redo it with a BMI of 26", "same again without the warfarin"
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|now|then|please|can you|could you)\W+)*"
    r"(?:re-?(?:do|run|calc\w*|compute|work|figure)|(?:do|run|try|work|same)\b(?=.{0,24}\b(?:again|over)\b))\b"
    r".{0,30}\b(?:with|without|w/o|for|at|using|on|off|minus|plus)\b",
    re.I,
)
_PUTS_RIGHT = re.compile(
    rf"^\W*(?:sorry|oops|actually|no|not|wait|correction)\b|\b(?:is|was|are|were|has|have|now)\b|"
    rf"{TAKES_BACK.pattern}",
    re.I,
)
_SURELY = 0.6


def supposes(turn: Mapping[str, Any], text: str, ranking: Ranking, context: DialogueContext) -> bool:
    """ "And off the VKA?" supposes a change; it does not answer the open question (unless it names that item)."""
    going_on = context.label == "what_if" and context.has_estimate
    surely = bool(ranking) and ranking[0][0] == "what_if" and ranking[0][1] >= _SURELY
    named = {*(turn.get("history") or {}), *(lab["contract"]["analyte"] for lab in turn.get("labs") or [])}
    if surely and context.can_estimate and (redone(text) or (_SUPPOSED.search(text) and re.search(r"\d", text))):
        return True
    if not named or context.asks_for in named:
        return False
    another = named <= context.known and not _PUTS_RIGHT.search(text)  # "alb 3.8?" after an albumin of 3.1
    return bool((going_on or surely) and _IF.match(text)) or (another and (going_on or text.rstrip().endswith("?")))


def redone(text: str) -> bool:
    """Whether the estimate is to be made again with something else: "redo it with a BMI of 26"."""
    return bool(_REDONE.match(text))
