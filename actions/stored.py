"""What is kept of this conversation, in words: by the deployment's settings."""

from __future__ import annotations

from actions.reply import Reply
from actions.turn import Turn
from actions.wording import buttons, phrase
from bot.language.unkept import WEB, is_unkept
from bot.settings import Settings

__all__ = ["do_not_store", "stored"]


def stored(turn: Turn) -> str:
    """Say whether the conversation is written to a disk, and when it is erased."""
    settings = Settings.from_environment()
    if not settings.store:
        return phrase(turn, "stored", "memory")
    if is_unkept(turn.sender):
        return phrase(turn, "stored", "unkept")
    days = settings.retention_days
    return phrase(turn, "stored", "disk", days="one day" if days == 1 else f"{days} days")


def do_not_store(turn: Turn) -> Reply:
    """Grant the wish not to be stored where the channel can (envelope: `stored: false`), and say what it means."""
    settings = Settings.from_environment()
    reply = Reply(buttons=buttons(["privacy", "delete_my_data"]), slots={"label": turn.label})
    if not settings.store or is_unkept(turn.sender):
        reply.texts = [stored(turn), phrase(turn, "stored", "already")]
    elif turn.sender.startswith(WEB):
        reply.texts = [phrase(turn, "stored", "granted"), phrase(turn, "stored", "unkept")]
        reply.part = {"stored": False}
    else:
        reply.texts = [phrase(turn, "stored", "elsewhere"), stored(turn)]
    return reply
