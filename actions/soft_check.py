"""A careful question in front of an answer: few words could also mean that it happens now, or that somebody does not
want to live."""

from __future__ import annotations

from actions.answering import canned
from actions.reply import Reply
from actions.turn import Turn
from bot.library.helplines import numbers

__all__ = ["asked_if_safe"]

#: What the decision asks for: the reply that asks, and the alarm that "yes" raises.
_QUESTIONS = {
    "ask_if_safe": ("soft_check", "crisis"),
    "past_attempt": ("past_attempt_check", "crisis"),
    "ask_if_now": ("now_check", "emergency"),
    "ask_if_shivering": ("shivering_check", "emergency"),
    "see_wound": ("wound_check", "emergency"),
}


def asked_if_safe(reply: Reply, turn: Turn) -> Reply:
    """The reply with the question in front, where what was read may be an alarm; else as it is."""
    asked = next((key for key in _QUESTIONS if turn.details.get(key)), None)
    if asked is None or not reply.texts:
        return reply
    question, alarm = _QUESTIONS[asked]
    if turn.slot("expects_yes") == alarm:
        return reply
    reply.texts = [*canned(question, turn, **numbers()).texts, *reply.texts]
    reply.slots |= {"expects_yes": alarm}
    return reply
