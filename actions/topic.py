"""Answer a topic, with the first words for an emergency in front where one is only supposed."""

from __future__ import annotations

from actions.answering import canned, topic_reply, with_also
from actions.base import CalciAction
from actions.reply import Reply
from actions.told_apart import told_apart_first
from actions.turn import Turn
from actions.wording import phrase
from bot.library.helplines import numbers

__all__ = ["AnswerTopic"]


_FIRST = 2  # what to do, and why; the rest of an urgent reply speaks to somebody to whom it happens


class AnswerTopic(CalciAction):
    action = "action_topic"

    def answer(self, turn: Turn) -> Reply:
        reply = topic_reply(turn.label, turn)
        if turn.label == "differential_diagnosis" and not turn.chosen:
            reply = told_apart_first(reply, turn)
        supposed = turn.details.get("if_it_happens")
        if supposed:
            first = canned(str(supposed), turn, **numbers()).texts[:_FIRST]
            reply.texts = [phrase(turn, "if_it_happens"), *first, *reply.texts]
        return with_also(reply, turn)
