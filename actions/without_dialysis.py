"""Words for people who said that they are not on dialysis: "your kidney team" is nobody they have."""

from __future__ import annotations

import re
from typing import Any

from actions.reply import Reply
from actions.turn import Turn

__all__ = ["without_dialysis"]

_OWN = r"(?P<own>\b(?:your|my|his|her|their|our)\s+)"
_WORDS = (
    (  # a number for any hour is the unit's: a practice has none
        re.compile(
            rf"{_OWN}(?:kidney|dialysis) unit has a number for any hour\W+(?:it|which) stands on "
            r"(?:your|the) appointment letters\.",
            re.I,
        ),
        "Ask your doctor whom you can call, also at night: many places have a number for that.",
    ),
    (
        re.compile(
            r"\bDialysis has to be booked at the other end, so talk to your unit before you book\."
            r"(?: For a trip abroad[^.]*notice\.)?"
        ),
        "Talk to your care team before you book.",
    ),
    (re.compile(r"\bcall your dialysis or\b", re.I), "call your care team or"),
    (re.compile(rf"{_OWN}dialysis or (?=(?:\w+ )?teams?\b)", re.I), r"\g<own>care or "),
    (re.compile(rf"{_OWN}unit\b", re.I), r"\g<own>care team"),
    (re.compile(rf"{_OWN}(?:kidney|dialysis) unit\b", re.I), r"\g<own>doctor"),
    (re.compile(rf"{_OWN}dialysis team\b", re.I), r"\g<own>care team"),
    (re.compile(r"(?<=\")dialysis patient, "), ""),  # what to tell the ambulance
    (re.compile(r"\bkidney (?=teams?\b)"), "care "),
    (re.compile(r"\bKidney (?=teams?\b)"), "Care "),
)


def without_dialysis(reply: Reply, turn: Turn) -> Reply:
    """Put the person's own doctors in place of those of a dialysis unit, in what is read and in the envelope."""
    if turn.is_clinician or turn.history.get("dialysis") != "none":
        return reply
    reply.texts = [_said(text) for text in reply.texts]
    if reply.part.get("answer"):
        reply.part["answer"] = _in(reply.part["answer"])
    return reply


def _in(value: Any) -> Any:
    """The same structure with its texts re-worded."""
    if isinstance(value, str):
        return _said(value)
    if isinstance(value, list):
        return [_in(each) for each in value]
    return {key: _in(each) for key, each in value.items()} if isinstance(value, dict) else value


def _said(text: str) -> str:
    for words, instead in _WORDS:
        text = words.sub(instead, text)
    return text
