""" "Again?", "I didn't catch that": an alarm is repeated as an alarm, and an open question as a question."""

from __future__ import annotations

from bot.language.decision.model import Decision
from bot.language.dialogue import DialogueContext

__all__ = ["said_again"]

_AGAIN, _WISHES = "again", frozenset({"again", "brief"})
_FORM = "assess_risk"


def said_again(decided: Decision, context: DialogueContext) -> Decision:
    """The decision, or what it would have repeated: plainer words for an alarm are the alarm itself."""
    wished = decided.details.get("short")
    if decided.via == "button" or not (decided.label == "simpler" or wished in _WISHES):
        return decided
    if context.alarm and context.label in ("emergency", "crisis"):
        label = str(context.label)
        return Decision(label, label, 0.95, "context", details={"label": label, **context.alarm, "again": True})
    if wished == _AGAIN and context.active_form and context.label == _FORM:
        return Decision("fill_form", _FORM, 1.0, "form", for_form=True, details={"resume": True})
    return decided
