"""Questions on the list of look-alikes itself: "so is it calciphylaxis?", "what would argue against it?"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.model import Decision
from bot.language.dialogue import DialogueContext

__all__ = ["of_the_list"]

_LEAD = r"^\W*(?:(?:so|and|but|ok(?:ay)?|then|hm+|well|right|now)\W+)*"
_OURS = r"(?:cal[cs]i?[fp]h?[iy]?l\w*|cua)"
_WHETHER = re.compile(
    rf"{_LEAD}(?:(?:is|was|could|can|may|might|would) (?:this|it|that|these|those|they)"
    rf"(?: (?:be|really|then|now|definitely|actually|likely|truly|still))* {_OURS}|"
    rf"(?:does|do) (?:(?:he|she|they) have|it fit|that fit) {_OURS}|"
    rf"how (?:likely|sure|certain|probable) (?:is|are)(?: \w+){{0,2}} {_OURS}|{_OURS} or not|"
    rf"(?:likely|probable) {_OURS})"
    r"(?: (?:then|now|here|or not|after all))*\W*$",
    re.I,
)
_THIS = (
    rf"(?:it|this|that|the (?:diagnosis|idea|illness|disease|suspicion)|(?:it|this|that) being (?:it|{_OURS})|{_OURS})"
)
_AGAINST = re.compile(
    rf"\b(?:what|which|any)\b.{{0,30}}\b(?:argu\w+|speaks?|points?|counts?|goes|talks?)(?: (?:is|are) there)? "
    rf"(?:against|away from)(?: {_THIS}| here| there)*\W*$|"
    r"\b(?:what|which \w+|anything|something) (?:here |that )?(?:points?|speaks?) away\W*$|"
    rf"\b(?:findings?|features?|signs?|points?|evidence|anything) against(?: {_THIS})?\W*$|"
    rf"\bwhat (?:would|could|might|can) (?:rule|exclude|disprove|refute)\w*(?: {_THIS})?(?: out)?(?: {_THIS})?\W*$|"
    r"\bwhat (?:doesn'?t|does not) fit\b",
    re.I,
)
_AFTER = frozenset(
    "differential differential_diagnosis skin_biopsy biopsy_risk diagnosis_overview definition thank lab_tests".split()
)
_LONGEST = 14  # words; a longer message tells something new


def of_the_list(turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
    """The list again with the answer to what is asked of it; None where no list was shown, and for all else."""
    text = str(turn.get("text") or "")
    shown = context.findings and context.label in _AFTER
    if not shown or context.active_form or turn.get("labs") or len(text.split()) > _LONGEST:
        return None
    asked = "against" if _AGAINST.search(text) else "whether" if _WHETHER.match(text) else None
    return Decision("differential", "differential", 0.85, "context", details={asked: True}) if asked else None
