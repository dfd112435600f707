"""What is said when something fails; what is logged of it is in `bot.incidents`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import last_resort
from bot.engine import envelope
from bot.incidents import log
from bot.library.helplines import helpline_card, numbers

__all__ = ["answer", "log", "not_read", "not_saved"]

_SORRY = (
    "I am sorry. Something went wrong on my side and I could not answer. Your message is fine. "
    "Please try again in a moment.",
    "If you feel very ill now, do not wait for me. Call {emergency_number}. "
    "Signs such as fever, heavy bleeding, chest pain, trouble breathing or confusion need help at once. "
    "If you may harm yourself, call that number too, or go to someone who can stay with you. "
    "You can also reach {crisis_line}.",
)
_NOT_SAVED = (
    "I can answer, but I could not store this part of our conversation. I may not remember it later. "
    "Please keep a copy of what matters to you."
)
_NOT_READ = (
    "I can answer, but I cannot look up what you told me before just now. Nothing of it is lost. "
    "If my answer depends on it, please try again in a moment."
)


def answer(
    error: BaseException, *, where: str, sender: str, alarm: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """The safe answer when a turn failed: an envelope, and an apology with emergency advice.

    `alarm`: what the message alarmed about (`label`, and where known `rule` and `also`). Then what to do now is said
    instead, with the helplines.
    """
    incident = log(error, where=where, sender=sender, rule=str((alarm or {}).get("rule") or ""))
    if alarm:
        texts, part = last_resort.alarm(str(alarm["label"]), emergency=bool(alarm.get("also")))
    else:
        texts, part = [text.format_map(numbers()) for text in _SORRY], {"helplines": helpline_card()}
    turn = envelope.build({}, [part, {"incident": incident}], audience="patient", asks_for=None)
    return [*({"recipient_id": sender, "text": text} for text in texts), {"recipient_id": sender, "custom": turn}]


def not_saved(error: BaseException, *, sender: str) -> dict[str, Any]:
    """The line that tells a person that the conversation could not be stored."""
    log(error, where="store", sender=sender)
    return {"recipient_id": sender, "text": _NOT_SAVED}


def not_read(sender: str) -> dict[str, Any]:
    """The line that tells a person that their conversation cannot be read now."""
    return {"recipient_id": sender, "text": _NOT_READ}
