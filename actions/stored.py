"""What is kept of this conversation, in words: by the deployment's settings."""

from __future__ import annotations

from actions.turn import Turn
from actions.wording import phrase
from bot.settings import Settings

__all__ = ["stored"]


def stored(turn: Turn) -> str:
    """Say whether the conversation is written to a disk, and when it is erased."""
    settings = Settings.from_environment()
    if not settings.store:
        return phrase(turn, "stored", "memory")
    days = settings.retention_days
    return phrase(turn, "stored", "disk", days="one day" if days == 1 else f"{days} days")
