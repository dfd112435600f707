"""Greetings, thanks, help, feedback: replies without health content."""

from __future__ import annotations

from actions.answering import canned, with_also
from actions.base import CalciAction
from actions.reply import Reply
from actions.turn import Turn

__all__ = ["SayCanned"]


class SayCanned(CalciAction):
    action = "action_canned"

    def answer(self, turn: Turn) -> Reply:
        return with_also(canned(str(turn.details.get("reply") or turn.label), turn), turn)
