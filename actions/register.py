"""Says in which register an answer is when nobody had chosen one, and offers the other."""

from __future__ import annotations

from actions.reply import Button, Reply
from actions.resources import title
from actions.turn import Turn
from actions.wording import phrase

__all__ = ["with_register"]

_MOST = 4  # buttons under an answer


def with_register(reply: Reply, turn: Turn) -> Reply:
    """The reply with a word on its register, and the button that keeps or chooses the clinicians' one."""
    urgent = reply.part.get("emergency") or reply.part.get("crisis")
    if not (turn.register_taken or turn.register_offered or turn.register_hinted) or not reply.health or urgent:
        return reply
    if turn.register_taken:
        reply.texts = [*reply.texts, phrase(turn, "in_register")]
    elif turn.register_hinted:
        reply.texts = [*reply.texts, phrase(turn, "other_register")]
    switch = Button(title("set_role_clinician"), "set_role_clinician")
    reply.buttons = [*reply.buttons[: _MOST - 1], switch]
    return reply
