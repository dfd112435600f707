"""What the clinical extraction returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.clinical.labs import LabReading

__all__ = ["Extraction", "Finding", "FindingStatus"]

FindingStatus = Literal["present", "absent", "past", "uncertain"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A sign, symptom or circumstance of the patient: its id, how it is meant, and its place `[start, end)`."""

    id: str
    status: FindingStatus
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything clinical that one message says.

    labs: one reading an analyte, in order of mention. history: contract ids and values, only what is stated of the
    patient. findings: for the differential. conditions: other diseases named. declined: analytes and history items
    the person does not have, does not know or wants to skip. corrections: ids of which the message takes back an
    earlier value. confirm: analytes whose name was guessed from a misspelling. corrected_calcium: the calcium is
    already albumin-corrected by the laboratory. several_people: the text names more than one patient, so that its
    values are of nobody certain. named: analytes named without a value.
    """

    labs: list[LabReading] = field(default_factory=list)
    history: dict[str, object] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    declined: list[str] = field(default_factory=list)
    corrections: tuple[str, ...] = ()
    confirm: tuple[str, ...] = ()
    corrected_calcium: bool = False
    several_people: bool = False
    named: tuple[str, ...] = ()

    def as_dict(self) -> Mapping[str, Any]:
        """Return everything as JSON."""
        return {
            "labs": [reading.as_dict() for reading in self.labs],
            "history": dict(self.history),
            "findings": [{"id": f.id, "status": f.status, "start": f.start, "end": f.end} for f in self.findings],
            "conditions": list(self.conditions),
            "declined": list(self.declined),
            "corrections": list(self.corrections),
            "confirm": list(self.confirm),
            "corrected_calcium": self.corrected_calcium,
            "several_people": self.several_people,
        }
