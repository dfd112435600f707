"""Greetings, thanks, help, feedback: replies without health content."""

from __future__ import annotations

from actions.answering import canned, topic_reply, with_also
from actions.base import CalciAction
from actions.reply import Reply
from actions.short import short_answer
from actions.triage import when_to_call
from actions.turn import Turn
from bot.library.helplines import numbers

__all__ = ["SayCanned"]


class SayCanned(CalciAction):
    action = "action_canned"

    def answer(self, turn: Turn) -> Reply:
        calls = when_to_call(turn)
        if calls:
            return calls
        short = short_answer(turn)
        if short:
            return with_also(short, turn)
        reply = with_also(canned(str(turn.details.get("reply") or turn.label), turn, **numbers()), turn)
        if turn.details.get("and_short"):
            eased = short_answer(turn, str(turn.details["and_short"])) or Reply()
            reply.texts, reply.slots = [*reply.texts, *eased.texts], reply.slots | eased.slots
        then = turn.details.get("then")  # what was meant, after an alarm that was none
        if not then:
            return reply
        meant = topic_reply(str(then), turn)
        meant.texts = [*reply.texts, *meant.texts]
        return meant
