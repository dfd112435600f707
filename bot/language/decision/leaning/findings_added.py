"""Findings told after a list of look-alikes: "no fever, and she is diabetic" changes the list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.model import Decision
from bot.language.dialogue import DialogueContext

__all__ = ["findings_added"]

_ASKS = re.compile(
    r"\?|\b(?:vs|versus|compared (?:with|to))\b|"
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|or)\W+)*(?:what|why|how|who|when|where|which|is|are|was|can|could|do|does|did|"
    r"should|"
    r"would|will|tell me|explain|show)\b",
    re.I,
)
_FACTS = frozenset({"warfarin", "diabetes", "dialysis", "lesions"})
_FORGOT = re.compile(r"\b(?:forgot|should have|meant|ought) (?:to )?(?:say|said|mention\w*|add|tell|told)\b", re.I)
_STILL = frozenset(
    {"thank", "differential_diagnosis", "diagnosis_overview", "which_specialist", "lab_tests", "skin_biopsy"}
)
_LONGEST = 30  # words; a longer message tells a whole story, and is decided as one


def findings_added(turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
    """The list again with what is told now; None for a question, for results, and where nothing is told."""
    text = str(turn.get("text") or "")
    after = context.label == "differential" or (context.findings and context.label in _STILL)
    if not after or context.active_form or turn.get("labs") or turn.get("limit"):
        return None
    told = bool(turn.get("findings")) or bool(_FACTS & set(turn.get("history") or {}))
    told = told or bool(_FORGOT.search(text))
    if not told or _ASKS.search(text) or len(text.split()) > _LONGEST:
        return None
    return Decision("differential", "differential", 0.85, "context", details={"added": True})
