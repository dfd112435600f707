"""Switch between plain words and clinical language. A register, not a privilege."""

from __future__ import annotations

from actions.answering import canned, whole_page, with_also
from actions.base import CalciAction
from actions.reply import Reply
from actions.resources import knowledge
from actions.turn import Turn

__all__ = ["SetRole"]


class SetRole(CalciAction):
    action = "action_set_role"

    def answer(self, turn: Turn) -> Reply:
        audience = "clinician" if turn.label == "set_role_clinician" else "patient"
        turn.metadata = {"audience": audience}  # the rest of this turn already speaks in the new register
        reply = canned(turn.label, turn)
        reply = with_also(reply, turn)
        before = knowledge().topic(str((turn.slot("answered") or {}).get("topic") or ""))
        if before and not reply.health:  # what was just answered can be read in the new register
            reply.buttons = [whole_page(before), *reply.buttons]
        reply.slots |= {"audience": audience, "disclaimed": reply.health}  # each register has its own full disclaimer
        reply.part["audience"] = audience
        return reply
