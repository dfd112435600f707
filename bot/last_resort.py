"""What is said in an emergency or a crisis when the part that would answer has failed: words kept in code.

The words need no file and no database. The numbers are those of the deployment, which the start has read and keeps in
memory (`check_locale`); where that has not happened they are looked up, and are the neutral ones if that fails.
"""

from __future__ import annotations

from typing import Any, Final

from bot.library.helplines import helpline_card, numbers

__all__ = ["ALARMS", "alarm", "sorry"]

ALARMS: Final = ("emergency", "crisis")
_DISCLAIMER = "I am a computer program and not a doctor. This is no medical advice."
_SORRY = (
    "I am sorry, something went wrong on my side while I was looking for the answer. "
    "Please try again, or ask in other words.",
    "If this is an emergency, call {emergency_number} now. If you may harm yourself, you can also reach {crisis_line}.",
)
_TEXTS = {
    "emergency": (
        "Call {emergency_number} now, or have someone near you do it. Put the telephone on loudspeaker.",
        "What you describe can be dangerous. Say what happens, say \"calciphylaxis\" and \"dialysis\" if they apply, "
        "and do what they tell you.",
    ),
    "crisis": (
        "I am really glad that you told me. Please do not stay alone with this. You can reach a person at any hour: "
        "{crisis_line}. They will listen.",
        "If you or someone else could be in danger now, call {emergency_number}, or ask someone to stay with you. "
        "If it is about someone you care for, stay with them and make the same call.",
    ),
}  # fmt: skip
_LAST = "A part of me has failed, so I can say no more just now. It has nothing to do with what you wrote."


def alarm(label: str, *, emergency: bool = False) -> tuple[list[str], dict[str, Any]]:
    """Texts, what to do first, and the envelope's part. `emergency`: one was told together with the crisis."""
    labels = dict.fromkeys([label, *(["emergency"] if emergency else [])])
    texts = [*(text.format_map(numbers()) for each in labels for text in _TEXTS[each]), _LAST]
    part = {"label": label, "helplines": helpline_card(), "disclaimer": _DISCLAIMER, "urgent_messages": len(texts)}
    return texts, part | dict.fromkeys(labels, True)


def sorry() -> list[str]:
    """The apology for an answer that failed where nothing alarmed."""
    return [text.format_map(numbers()) for text in _SORRY]
