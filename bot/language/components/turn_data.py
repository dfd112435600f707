"""The key `turn` that our components share on a Rasa message (docs/architecture.md)."""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.training_data.message import Message

__all__ = ["TURN", "turn_of"]

TURN = "turn"


def turn_of(message: Message) -> dict[str, Any]:
    """Return the message's `turn` dict, made (and marked for output) when it is not there yet."""
    turn = message.get(TURN)
    if not isinstance(turn, dict):
        turn = {
            "safety": None,
            "labs": [],
            "history": {},
            "findings": [],
            "conditions": [],
            "clarify": None,
            "also": [],
        }
        message.set(TURN, turn, add_to_output=True)
    return turn
