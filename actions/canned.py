"""Greetings, thanks, help, feedback: replies without health content."""

from __future__ import annotations

from actions.answering import canned, topic_reply, with_also
from actions.base import CalciAction
from actions.reply import Reply
from actions.turn import Turn
from bot.library.helplines import numbers

__all__ = ["SayCanned"]


class SayCanned(CalciAction):
    action = "action_canned"

    def answer(self, turn: Turn) -> Reply:
        reply = with_also(canned(str(turn.details.get("reply") or turn.label), turn, **numbers()), turn)
        then = turn.details.get("then")  # what was meant, after an alarm that was none
        if not then:
            return reply
        meant = topic_reply(str(then), turn)
        meant.texts = [*reply.texts, *meant.texts]
        return meant
