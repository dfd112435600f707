"""What a message means while the form is open: an answer, a command, or something else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.model import Decision, Ranking
from bot.language.dialogue import DialogueContext

__all__ = ["FORM_ITEMS", "decide_in_form"]

FORM_ITEMS = (
    "dialysis", "lesions", "age", "sex", "calcium", "phosphate", "albumin", "pth", "bmi", "diabetes", "warfarin",
)  # fmt: skip

_STOP = re.compile(
    r"^\W*(?:please\s+|ok(?:ay)?\s+|can (?:we|you)\s+|let'?s\s+|i (?:want|would like|'d like) to\s+|i'?ll\s+)*"
    r"(?:stop|cancel|quit|exit|abort|enough|no more questions?|forget (?:it|this|about it)|never ?mind|leave it|give up|"
    r"i (?:don'?t|do not) want (?:to (?:go on|continue|do) ?(?:this|it)?|this)(?: any ?more)?)"
    r"(?:\s+(?:it|this|that|now|here|please|asking|the (?:questions?|form|estimate)|these questions|for now|thanks?|thank you))*\W*$",
    re.I,
)
_SKIP = re.compile(
    r"^\W*(?:please\s+|just\s+|can (?:we|i|you)\s+|let'?s\s+|i'?d rather\s+)*(?:skip|pass|next(?: one| question)?|not now|move on|leave (?:that|this) (?:one )?out)"
    r"(?:\s+(?:it|this|that|one|question|please|for now|the question))*\W*$|"
    r"^\W*(?:sorry,?\s+|er+m*,?\s+|hmm+,?\s+)*(?:i\s+)?(?:really\s+)?(?:don'?t|do ?n[o']t|dont|dunno|have no|no)\s*(?:know|idea|remember|clue|have (?:it|that|this|one)|sure)?"
    r"(?:\s+(?:that|it|this|sorry|the (?:number|result|value)))*\W*$|"
    r"^\W*(?:unknown|not sure|n/?a|no idea|dunno|idk|unsure|can'?t remember|not known|never (?:measured|tested|checked))\W*$",
    re.I,
)
_STATUS = re.compile(
    r"\b(?:what (?:have|did) (?:you|i) (?:got|get|have|tell|told|noted|said|entered|given)|so far|what do you (?:have|know)|"
    r"show (?:me )?(?:what|my (?:answers|values|entries))|summar(?:y|ise|ize) (?:so far|what)|what'?s (?:missing|left|still open)|"
    r"how (?:many|much) (?:more|left|questions)|how far)\b",
    re.I,
)
_QUESTION = re.compile(
    r"\?|^\s*(?:what|why|how|is|are|can|could|does|do|should|which|who|when|where|tell me|explain)\b", re.I
)


def decide_in_form(turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext) -> Decision | None:
    """Return the decision when the message belongs to the form, else None (then it is decided like any other)."""
    text = str(turn.get("text") or "")
    if _STOP.match(text):
        return _step("cancel", for_form=False)
    if _STATUS.search(text) and not turn.get("labs"):
        return _step("form_status", for_form=False)
    answers = _answers(turn, context)
    if answers:
        asked = _other_question(text, ranking)
        return _step("fill_form", for_form=True, also=(asked,) if asked else ())
    if _SKIP.match(text):
        return _step("skip", for_form=True, details={"declined": [context.asks_for]})
    if _unusable(turn):
        return _step("fill_form", for_form=True)
    best, chance = ranking[0] if ranking else ("", 0.0)
    if chance < 0.35 and not _QUESTION.search(text) and len(text.split()) < 8:
        return _step("fill_form", for_form=True, details={"not_understood": True})
    if best == "assess_risk":
        return _step("fill_form", for_form=True)
    return None


def _step(
    intent: str, *, for_form: bool, also: tuple[str, ...] = (), details: dict[str, Any] | None = None
) -> Decision:
    return Decision(intent, "assess_risk", 1.0, "form", also=also, for_form=for_form, details=details or {})


def _answers(turn: Mapping[str, Any], context: DialogueContext) -> bool:
    usable = any(lab["contract"]["status"] == "ok" for lab in turn.get("labs") or [])
    return usable or bool(turn.get("history")) or bool(turn.get("declined"))


def _unusable(turn: Mapping[str, Any]) -> bool:
    return any(lab["contract"]["status"] != "ok" for lab in turn.get("labs") or [])


_NOT_A_QUESTION = frozenset(
    {"assess_risk", "interpret_labs", "fill_form", "thank", "greet", "feedback_good", "differential"}
)


def _other_question(text: str, ranking: Ranking) -> str | None:
    """A message may answer the form and ask something else: "9.6. By the way, what is PTH?"."""
    if "?" not in text or not ranking:
        return None
    best, chance = ranking[0]
    return best if chance >= 0.5 and best not in _NOT_A_QUESTION else None
