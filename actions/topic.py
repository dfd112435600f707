"""Answer a topic."""

from __future__ import annotations

from actions.answering import topic_reply, with_also
from actions.base import CalciAction
from actions.reply import Reply
from actions.turn import Turn

__all__ = ["AnswerTopic"]


class AnswerTopic(CalciAction):
    action = "action_topic"

    def answer(self, turn: Turn) -> Reply:
        return with_also(topic_reply(turn.label, turn), turn)
