"""Start over, and erase what was stored."""

from __future__ import annotations

import re

from rasa_sdk.events import AllSlotsReset, SlotSet

from actions.answering import canned
from actions.base import CalciAction
from actions.form_leave import left_form
from actions.reply import Button, Reply
from actions.resources import phrases
from actions.turn import Turn

__all__ = ["DeleteData", "StartOver"]

_PLAINLY = re.compile(
    r"\b(?:delet\w*|eras\w*|remov\w*|forget\w*|wip\w*|clear\w*|destroy\w*|purg\w*)\b.*"
    r"\b(?:data|everything|conversation|chat|history|answers?|info\w*|records?|stored|results?|me|stuff|details|"
    r"messages?|told you|said|account|session|log)\b",
    re.I | re.S,
)


class StartOver(CalciAction):
    """Clear what was told. The register stays: a clinician who starts over is still a clinician."""

    action = "action_restart"

    def answer(self, turn: Turn) -> Reply:
        reply = canned("restart", turn)
        reply.slots = {}
        reply.events = _cleared(turn)
        return reply


class DeleteData(CalciAction):
    """Erase the conversation. The engine deletes the stored events once this turn is over (`part.forget`)."""

    action = "action_delete_data"

    def answer(self, turn: Turn) -> Reply:
        agreed = turn.chosen or turn.details.get("acknowledged") or turn.in_form
        if not agreed and not _PLAINLY.search(turn.text):
            return _surely(turn)
        reply = canned("delete_my_data", turn)
        reply.slots = {}
        reply.part = {"forget": True}
        reply.events = _cleared(turn)
        return reply


def _surely(turn: Turn) -> Reply:
    """Ask first where the wish to erase everything was only understood, not said: it cannot be undone."""
    reply = canned("delete_my_data_surely", turn)
    names = phrases()["buttons"]
    reply.buttons = [Button(names["erase"], "delete_my_data"), Button(names["keep"], "help")]
    reply.slots = {"expects_yes": "delete_my_data"}
    return reply


def _cleared(turn: Turn) -> list[dict[str, object]]:
    return [*left_form(turn), AllSlotsReset(), SlotSet("audience", turn.audience)]
