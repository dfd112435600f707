"""What is said and logged when something fails. The log names the fault and never the person's words."""

from __future__ import annotations

import hashlib
import logging
import traceback
import uuid
from typing import Any

from bot.engine import envelope

__all__ = ["answer", "log", "not_read", "not_saved"]

logger = logging.getLogger("calci.incident")

_SORRY = (
    "I am sorry. Something went wrong on my side and I could not answer. Your message is fine. "
    "Please try again in a moment.",
    "If you feel very ill now, do not wait for me. Call your local emergency number (112, 911 or 999). "
    "Signs such as fever, heavy bleeding, chest pain, trouble breathing or confusion need help at once. "
    "If you may harm yourself, call that number too, or go to someone who can stay with you.",
)
_NOT_SAVED = (
    "I can answer, but I could not store this part of our conversation. I may not remember it later. "
    "Please keep a copy of what matters to you."
)
_NOT_READ = (
    "I can answer, but I cannot look up what you told me before just now. Nothing of it is lost. "
    "If my answer depends on it, please try again in a moment."
)


def log(error: BaseException, *, where: str, sender: str = "") -> str:
    """Log an incident without its message (which may repeat what a person typed). Returns the incident's id."""
    incident = uuid.uuid4().hex[:12]
    frames = [
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)
    ]
    session = hashlib.sha256(sender.encode("utf-8", "surrogatepass")).hexdigest()[:10] if sender else "-"
    logger.error(
        "incident=%s where=%s session=%s error=%s at=%s", incident, where, session, type(error).__name__, frames[-6:]
    )
    return incident


def answer(error: BaseException, *, where: str, sender: str) -> list[dict[str, Any]]:
    """The safe answer when a turn failed: an apology, emergency advice, an envelope."""
    incident = log(error, where=where, sender=sender)
    turn = envelope.build({}, [{"incident": incident}], audience="patient", asks_for=None)
    return [*({"recipient_id": sender, "text": text} for text in _SORRY), {"recipient_id": sender, "custom": turn}]


def not_saved(error: BaseException, *, sender: str) -> dict[str, Any]:
    """The line that tells a person that the conversation could not be stored."""
    log(error, where="store", sender=sender)
    return {"recipient_id": sender, "text": _NOT_SAVED}


def not_read(sender: str) -> dict[str, Any]:
    """The line that tells a person that their conversation cannot be read now."""
    return {"recipient_id": sender, "text": _NOT_READ}
