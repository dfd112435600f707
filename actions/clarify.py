"""Ask back when two or three topics are close, instead of guessing."""

from __future__ import annotations

from actions.base import CalciAction
from actions.reply import Button, Reply
from actions.resources import phrases, title
from actions.turn import Turn
from actions.wording import phrase

__all__ = ["AskBack"]


class AskBack(CalciAction):
    action = "action_clarify"

    def answer(self, turn: Turn) -> Reply:
        offered = list(dict.fromkeys(turn.parse.get("clarify") or []))[:3]
        buttons = [Button(title(label), label) for label in offered]
        buttons.append(Button(phrases()["buttons"]["none_of_these"], "help"))
        listed = "\n".join(f"• {title(label)}" for label in offered)
        return Reply(
            texts=[f"{phrase(turn, 'clarify')}\n{listed}"],
            buttons=buttons,
            part={"clarify": offered},
            slots={"offered": offered},
        )
