"""What an action answers with, before it becomes Rasa messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.language import references

__all__ = ["Button", "Reply"]


@dataclass(frozen=True, slots=True)
class Button:
    """A next step that a person can choose: a label (docs/contract.md, Names), with optional details."""

    title: str
    label: str
    details: dict[str, Any] = field(default_factory=dict)

    def as_rasa(self) -> dict[str, str]:
        return {"title": self.title, "payload": references.sign(self.label, **self.details)}


@dataclass(slots=True)
class Reply:
    """The answer of one action.

    Attributes:
        texts: what a person reads, one message each.
        buttons: next steps, shown under the last text.
        part: this action's part of the turn envelope (contract `calci.turn/1`).
        slots: slots to set.
        events: further rasa-sdk events.
        health: whether it holds health content. The base then adds the disclaimer: in full to the envelope, and in
            words under the answer (in full the first time, later as one line).
    """

    texts: list[str] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    part: dict[str, Any] = field(default_factory=dict)
    slots: dict[str, Any] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    health: bool = False
