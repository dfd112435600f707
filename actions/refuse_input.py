"""Messages that cannot be read: empty, too long, in another language. Kind, and with emergency advice."""

from __future__ import annotations

from actions.base import CalciAction
from actions.reply import Reply
from actions.turn import Turn
from actions.wording import buttons, phrase
from bot.language.limits import MESSAGE_LIMIT
from bot.library.helplines import numbers

__all__ = ["RefuseInput"]


class RefuseInput(CalciAction):
    action = "action_refuse_input"

    def answer(self, turn: Turn) -> Reply:
        reason = str(turn.parse.get("unreadable") or "empty")
        if turn.details.get("text"):
            return Reply(texts=[str(turn.details["text"])], buttons=buttons(["help"]))
        text = phrase(turn, reason, limit=MESSAGE_LIMIT, **numbers()) if reason == "too_long" else phrase(turn, "empty")
        return Reply(texts=[text], buttons=buttons(["definition", "help"]))
