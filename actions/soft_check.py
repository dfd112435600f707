"""A careful question in front of an answer: half a sentence could also mean that somebody does not want to live."""

from __future__ import annotations

from actions.answering import canned
from actions.reply import Reply
from actions.turn import Turn
from bot.library.helplines import numbers

__all__ = ["asked_if_safe"]


def asked_if_safe(reply: Reply, turn: Turn) -> Reply:
    """The reply with the question in front, where the second reader was not sure; else as it is."""
    if not turn.details.get("ask_if_safe") or not reply.texts or turn.slot("expects_yes") == "crisis":
        return reply
    reply.texts = [*canned("soft_check", turn, **numbers()).texts, *reply.texts]
    reply.slots |= {"expects_yes": "crisis"}
    return reply
