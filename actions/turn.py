"""A typed view of the conversation for one turn, read from Rasa's tracker."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from rasa_sdk import Tracker

from bot.clinical.labs import LabReading

__all__ = ["Turn"]


class Turn:
    """What an action may know: the message as understood, and what the conversation holds."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker
        latest: Mapping[str, Any] = tracker.latest_message or {}
        self.text: str = latest.get("text") or ""
        self.parse: Mapping[str, Any] = latest.get("turn") or {}
        self.metadata: Mapping[str, Any] = latest.get("metadata") or {}

    def slot(self, name: str) -> Any:
        return self._tracker.get_slot(name)

    @property
    def sender(self) -> str:
        return str(self._tracker.sender_id)

    @property
    def label(self) -> str:
        """What this message was taken for: an id of topics.yaml or an internal step of the dialogue."""
        return str(self.parse.get("label") or "")

    @property
    def chosen(self) -> Mapping[str, Any]:
        """Details that came with a button; empty when the message was typed."""
        return self.parse.get("chosen") or {}

    @property
    def audience(self) -> str:
        declared = self.metadata.get("audience")
        return str(declared if declared in ("patient", "clinician") else self.slot("audience") or "patient")

    @property
    def is_clinician(self) -> bool:
        return self.audience == "clinician"

    @cached_property
    def stated(self) -> list[LabReading]:
        """Readings of this message alone, in the order typed."""
        return [LabReading.from_dict(reading["reading"]) for reading in self.parse.get("labs") or []]

    @cached_property
    def readings(self) -> dict[str, LabReading]:
        """The newest usable reading of each analyte in this conversation."""
        return {r.analyte: r for r in self.all_readings if r.status == "ok"}

    @cached_property
    def all_readings(self) -> list[LabReading]:
        """Every usable reading told so far, oldest first."""
        return [LabReading.from_dict(reading) for reading in self.slot("labs") or []]

    @property
    def history(self) -> dict[str, Any]:
        """Facts stated so far, by history id of the contract."""
        return dict(self.slot("history") or {})

    @property
    def in_form(self) -> bool:
        return (self._tracker.active_loop or {}).get("name") == "risk_form"

    @property
    def requested(self) -> str | None:
        return self.slot("requested_slot")
