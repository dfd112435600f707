"""Despair that is said of the dressings: asked about gently, and with what can be done about them."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.language.decision.model import Decision
from bot.language.dialogue import DialogueContext

__all__ = ["of_the_dressings", "only_the_dressings"]

_MILD = frozenset({"veiled_self_harm", "second_reader"})
_WEARY = re.compile(
    r"\b(?:can'?t|cannot|can ?not|couldn'?t) (?:do|take|manage|face|bear|stand|go on|carry on|keep|cope)\b[^.!?]*"
    r"\b(?:any ?more|any longer|no more|longer|like this)\b|\b(?:had|have had|i'?ve had) enough\b|\bat the end of my\b",
    re.I,
)
_DRESSINGS = re.compile(r"\b(?:dressings?|bandag\w*|wound care|packing|wound changes?)\b", re.I)
_DEATH = re.compile(
    r"\b(?:die|dying|dead|death|kill\w*|suicid\w*|end (?:it|my|everything|things)|li(?:ve|ving|fe)|pills?|tablets?|"
    r"rope|knife|overdos\w*|goodbye|burden|without me|better off|not (?:be )?here|wake up|point|worth|hopeless|harm)\b",
    re.I,
)
_ONLY = re.compile(
    r"\b(?:just|only|i mean[t]?|talking about|it(?:'?s| is| was)|about) (?:just |only |about |mean |meant |all )*"
    r"(?:the |my |his |her |these |those )?(?:dressings?|bandag\w*|wound care|dressing changes?)\b",
    re.I,
)
_UNSAFE = re.compile(r"\b(?:not|n'?t|never|no longer) (?:really |very )?(?:safe|ok(?:ay)?|fine)\b", re.I)
_PAGE = "wound_care"


def of_the_dressings(decided: Decision, text: str) -> Decision:
    """The decision; a crisis that may be weariness of the dressings, and of nothing else, is asked about with them."""
    if not _DRESSINGS.search(text) or _DEATH.search(text):
        return decided
    if decided.label == "emotional_support" and "first" not in decided.details:
        return replace(decided, details=decided.details | {"first": "dressings_first"})
    mild = decided.details.get("rule") in _MILD and decided.details.get("reply") in ("crisis", "crisis_soft")
    if not mild or not _WEARY.search(text):
        return decided
    return replace(decided, details=decided.details | {"reply": "crisis_dressings"})


def only_the_dressings(text: str, context: DialogueContext) -> Decision | None:
    """ "It's only the dressings", after it was asked whether somebody is safe."""
    if context.label != "crisis" or not _ONLY.search(text) or _DEATH.search(text) or _UNSAFE.search(text):
        return None
    return Decision("thank", _PAGE, 0.9, "context", details={"reply": "not_meant", "then": _PAGE})
