"""Start over, and erase what was stored."""

from __future__ import annotations

from rasa_sdk.events import AllSlotsReset, SlotSet

from actions.answering import canned
from actions.base import CalciAction
from actions.form_leave import left_form
from actions.reply import Reply
from actions.turn import Turn

__all__ = ["DeleteData", "StartOver"]


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
        reply = canned("delete_my_data", turn)
        reply.slots = {}
        reply.part = {"forget": True}
        reply.events = _cleared(turn)
        return reply


def _cleared(turn: Turn) -> list[dict[str, object]]:
    return [*left_form(turn), AllSlotsReset(), SlotSet("audience", turn.audience)]
