"""A typed view of the conversation for one turn, read from Rasa's tracker."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from rasa_sdk import Tracker

from bot.clinical.labs import LabReading, read_back

__all__ = ["FORM_STEPS", "Turn"]

FORM_STEPS = frozenset({"assess_risk", "fill_form", "skip", "form_status"})  # labels of messages that are for the form


class Turn:
    """What an action may know: the message as understood, and what the conversation holds."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker
        self.sender: str = str(tracker.sender_id or "")
        latest: Mapping[str, Any] = tracker.latest_message or {}
        self.text: str = latest.get("text") or ""
        self.message_id: str = str(latest.get("message_id") or self.text)
        self.parse: Mapping[str, Any] = latest.get("turn") or {}
        self.metadata: Mapping[str, Any] = latest.get("metadata") or {}

    def slot(self, name: str) -> Any:
        return self._tracker.get_slot(name)

    @property
    def label(self) -> str:
        """What this message was taken for: an id (docs/contract.md, Names) or an internal step of the dialogue."""
        return str(self.parse.get("label") or "")

    @property
    def details(self) -> Mapping[str, Any]:
        """What the decision says besides the label."""
        return self.parse.get("details") or {}

    @property
    def question(self) -> str:
        """What is asked, without what only corrects the message before: "vitamin D" of "sorry, I meant vitamin D"."""
        return str(self.details.get("question") or self.parse.get("text") or self.text)

    @property
    def rule(self) -> str:
        """The safety rule that held in this message; empty where none did."""
        return str(self.details.get("rule") or (self.parse.get("safety") or {}).get("rule") or "")

    @property
    def also(self) -> list[str]:
        """Further labels asked for in the same message."""
        return [label for label in self.parse.get("also") or [] if label != self.label]

    @property
    def before(self) -> Mapping[str, Any]:
        """How the message before was understood; empty at the beginning."""
        asked = [event for event in self._tracker.events if event.get("event") == "user"]
        return ((asked[-2].get("parse_data") or {}).get("turn") or {}) if len(asked) > 1 else {}

    @property
    def chosen(self) -> Mapping[str, Any]:
        """Details that came with a button; empty when the message was typed."""
        return self.parse.get("chosen") or {}

    @property
    def role_told(self) -> str | None:
        """The register of the role that the message itself names in front of its question."""
        role = self.parse.get("role")
        return str(role) if role else None

    @property
    def audience(self) -> str:
        if self.role_told:
            return self.role_told
        declared = self.metadata.get("audience")
        said = declared if declared in ("patient", "clinician") else self.slot("audience")
        return str(said or self.parse.get("register") or "patient")

    @property
    def register_taken(self) -> bool:
        """Whether nobody said for whom to answer, and the clinicians' language is taken from how the message is put."""
        said = self.role_told or self.metadata.get("audience") in ("patient", "clinician") or self.slot("audience")
        return self.is_clinician and not said

    @property
    def register_offered(self) -> bool:
        """Whether a message that is put as a clinician's is answered in plain words that nobody asked for."""
        return self.parse.get("register") == "clinician" and not self.is_clinician and not self.slot("audience")

    @property
    def register_hinted(self) -> bool:
        """Whether a message with some shorthand of health professionals is answered in words that nobody chose."""
        chose = self.slot("audience") or self.metadata.get("audience") in ("patient", "clinician")
        return bool(self.parse.get("hinted")) and not (self.is_clinician or chose or self.chosen or self.in_form)

    @property
    def is_clinician(self) -> bool:
        return self.audience == "clinician"

    @property
    def told(self) -> Mapping[str, Any]:
        """What `action_validate_slot_mappings` noted of this very message; empty when it noted nothing."""
        told: Mapping[str, Any] = self.slot("told") or {}
        return told if told.get("id") == self.message_id else {}

    @cached_property
    def read(self) -> list[LabReading]:
        """Readings as understood from the words of this message, in the order typed."""
        return [LabReading.from_dict(reading["reading"]) for reading in self.parse.get("labs") or []]

    @cached_property
    def stated(self) -> list[LabReading]:
        """Readings of this message with corrections, picked readings and confirmed units resolved."""
        told = self.told.get("labs")
        return self.read if told is None else read_back(told)

    @cached_property
    def readings(self) -> dict[str, LabReading]:
        """The newest usable reading of each analyte in this conversation."""
        return {r.analyte: r for r in self.all_readings if r.status == "ok"}

    @cached_property
    def all_readings(self) -> list[LabReading]:
        """Every usable reading told so far, oldest first."""
        return read_back(self.slot("labs"))

    @cached_property
    def pending(self) -> dict[str, LabReading]:
        """Values of which it was asked which reading is meant, by analyte."""
        return {r.analyte: r for r in read_back(self.slot("pending"))}

    @property
    def history(self) -> dict[str, Any]:
        """Facts stated so far, by history id of the contract."""
        return dict(self.slot("history") or {})

    @property
    def in_form(self) -> bool:
        return (self._tracker.active_loop or {}).get("name") == "risk_form"

    @property
    def digressions(self) -> int:
        """How many messages in a row, this one included, were about something else than the open form."""
        asked = [event for event in self._tracker.events if event.get("event") == "user"]
        labels = [((event.get("parse_data") or {}).get("turn") or {}).get("label") for event in asked]
        return next((away for away, label in enumerate(reversed(labels)) if label in FORM_STEPS), len(labels))

    @property
    def requested(self) -> str | None:
        asked = self.slot("requested_slot")
        return None if asked is None else str(asked)
