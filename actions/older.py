"""A value of another day told after the present one: "albumin was 26 last month" does not make the 35 an old result."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.resources import catalogue
from actions.turn import Turn
from bot.clinical.labs import LabReading, read_value

__all__ = ["with_older"]

_WAS = re.compile(r"\b(?:was|were|used to be|had been|stood at)\b", re.I)
_OLDER = re.compile(
    r"\b(?:(?:before|previously|earlier|beforehand)(?: (?:that|this|then))?\W*$|(?:days?|weeks?|months?|"
    r"years?) (?:ago|before|"
    r"back|earlier)|ago\b|last (?:month|week|year|time|visit|summer|winter|spring|autumn|fall)|back then|used to be|"
    r"(?:the )?(?:month|week|year|time) before|a while back|previously)",
    re.I,
)
_NEWER = re.compile(r"\b(?:now|today|latest|newest|newer|meanwhile|since then|not|instead|should)\b", re.I)


def with_older(turn: Turn) -> LabReading | None:
    """The present value with the older one behind it; None where the message tells anything else."""
    text = str(turn.parse.get("text") or "")
    if len(turn.read) != 1 or not (_WAS.search(text) and _OLDER.search(text)) or _NEWER.search(text):
        return None
    told, present = turn.read[0], turn.readings.get(turn.read[0].analyte)
    if present is None or told.value is None or told.status == "implausible":
        return None
    if told.unit_source != "typed":  # in the unit of the present one
        told = read_value(catalogue()[told.analyte], told.value, present.unit, taken=told.taken)
    return replace(present, earlier=(told,)) if told.status == "ok" else None
