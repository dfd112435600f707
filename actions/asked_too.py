"""What else a message asks: the questions behind the second are offered, and never passed over in silence."""

from __future__ import annotations

from actions.reply import Button, Reply
from actions.resources import title
from actions.turn import Turn
from actions.wording import phrase

__all__ = ["with_asked_too"]

_MOST = 4  # buttons


def with_asked_too(reply: Reply, turn: Turn) -> Reply:
    """The reply with a line that names what was asked too, and its buttons in front."""
    left = [label for label in turn.details.get("asked_too") or () if label not in reply.part.get("also_answered", ())]
    if not left or not reply.texts:
        return reply
    names = [title(label, turn.audience) for label in left]
    reply.texts = [*reply.texts, phrase(turn, "asked_too", questions=" ".join(f"“{name}”" for name in names))]
    offered = [Button(name, label) for name, label in zip(names, left, strict=True)]
    kept = [button for button in reply.buttons if button.label not in left]
    urgent = reply.part.get("emergency") or reply.part.get("crisis")  # there, who can help stands first
    reply.buttons = [*kept[:_MOST], *offered] if urgent else [*offered, *kept][:_MOST]
    return reply
