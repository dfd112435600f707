"""A health professional with a new case: "what do I do first tonight?"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.model import Decision
from bot.language.dialogue import DialogueContext

__all__ = ["first_steps"]

_OVERVIEW = "treatment_overview"
_ASKS = re.compile(
    r"\bwhat (?:(?:do|should|shall|must|can|would|to|needs? to be|has to be) (?:i |we |you |be )?)?(?:do(?:ne)?|start"
    r"(?: with)?|prioriti[sz]e|check|sort)\b[^.?!]{0,30}\b(?:first|now|tonight|overnight|on call|before morning|"
    r"right away|immediately|initially|until (?:the )?morning)\b|"
    r"\b(?:what|where) (?:now|next|first|to start)\b|\bwhere (?:do|should) (?:i|we) (?:start|begin)\b|"
    r"\b(?:first|initial|immediate) (?:steps?|management|actions?|measures|priorit\w+|things?|hours?|24 ?h\w*)\b|"
    r"\bwhat (?:do|should) (?:i|we) do\W*$",
    re.I,
)
_NIGHT = re.compile(
    r"\b(?:tonight|overnight|night (?:shift|sho|reg\w*|cover)|on.?call|first|immediate\w*|initial\w*)\b", re.I
)
_CASE = re.compile(
    r"\b(?:pts?|patients?|case|admission|admitted|cua|calciphylaxis|referral|lady|gentleman|\d{2} ?(?:yo|m|f|y/?o)\b)",
    re.I,
)
_ANOTHER = re.compile(
    r"\b(?:k|potassium|calcium|ca|phosph\w*|pth|inr|warfarin|thiosulfate|sts|dose|pregnan\w*|child\w*|biops\w*|scan|"
    r"line treatment|line therapy)\b",
    re.I,
)
_SHORTHAND = re.compile(r"\bpts?\b|\b(?:new )?(?:admission|referral)\b", re.I)  # no carer writes so
_LONGEST = 40


def first_steps(turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
    """The first steps with a new case, to a health professional who asks for no single one of them."""
    text = str(turn.get("text") or "")
    of_a_case = bool(_CASE.search(text))
    put_so = of_a_case and bool(_NIGHT.search(text) or _SHORTHAND.search(text))
    health = context.audience == "clinician" or bool(turn.get("clinical")) or put_so
    if not health or context.active_form or turn.get("labs") or len(text.split()) > _LONGEST:
        return None
    if not _ASKS.search(text) or _ANOTHER.search(text) or not (of_a_case or _NIGHT.search(text)):
        return None
    return Decision(_OVERVIEW, _OVERVIEW, 0.8, "context", details={"triage": "first_steps", "clinical": True})
