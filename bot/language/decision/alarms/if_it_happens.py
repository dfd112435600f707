""" "What do I do if my fistula bleeds?": nothing has happened, and the first words for it are the answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.model import Decision
from bot.language.dialogue import DialogueContext

__all__ = ["what_if_it_happens"]

_WE = r"(?:i|we|she|he|they|one|you|people|somebody|someone|my \w+)"
_ASKS = re.compile(
    rf"\bwhat (?:do|does|should|shall|must|can|would|could|are|am|is) {_WE}\b.{{0,25}}\bdo\b|"
    r"\bwhat (?:then|to do|now)\b|"
    rf"\bwho(?:m)? (?:do|does|should|shall|can|must) {_WE} (?:call|ring|phone|tell|contact)\b|"
    r"\b(?:is|would|does) (?:it|that|this)(?: be| count as)? (?:an )?(?:emergency|urgent|reason to)\b|"
    rf"\b(?:when|should|do|must|would) {_WE}\b.{{0,20}}\b(?:call|ring|phone|go (?:in|to)|come in)\b",
    re.I,
)
_SUPPOSED = re.compile(r"\b(?:if|in case|suppose|supposing|should (?:he|she|i|it)|ever|one (?:day|night)|once)\b", re.I)
_TOPIC = "emergency_department"


def what_if_it_happens(turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
    """The first words for what is only supposed, under the name of the page on emergencies; else None."""
    text = str(turn.get("text") or "")
    reply = turn.get("if_real")
    if not reply or context.active_form or not (_ASKS.search(text) and _SUPPOSED.search(text)):
        return None
    return Decision(_TOPIC, _TOPIC, 0.8, "classifier", details={"if_it_happens": reply})
