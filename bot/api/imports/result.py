"""What an import gives: readings, facts, what was not recognised, what was said about it, and what was wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.clinical.facts import Fact
from bot.clinical.labs import LabReading
from bot.errors import InputError

__all__ = [
    "CORRECTED",
    "MAX_BYTES",
    "MAX_ENTRIES",
    "Fault",
    "Imported",
    "NotParsed",
    "NotRecognised",
    "TooLarge",
    "WrongType",
    "clean",
]

MAX_BYTES = 1_048_576
MAX_ENTRIES = 500
CORRECTED = "corrected_calcium"
_UNSAFE = re.compile(r"[^\w .,:;()\[\]/%+*=#^-]", re.UNICODE)


class NotParsed(InputError):
    """The document cannot be parsed at all (over HTTP: 400)."""


class TooLarge(InputError):
    """The document is larger than is read (over HTTP: 413)."""


class WrongType(InputError):
    """The document is of a kind that is not read (over HTTP: 415)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where it stands (`entry[3].valueQuantity.unit`, `row 4`, `B3`), what, and the remedy."""

    field: str
    message: str
    remedy: str = ""

    @classmethod
    def of(cls, error: InputError, where: str) -> Fault:
        """Return the fault that an input error describes, at `where`."""
        return cls(where, error.message, error.remedy or "")

    def as_problem(self) -> dict[str, str]:
        """Return the entry of a problem document's `errors`."""
        return {"field": self.field, "message": self.message, "remedy": self.remedy}


@dataclass(frozen=True, slots=True)
class NotRecognised:
    """A result that is not one of the analytes: its place, its code, and its name as sent (cleaned, shortened)."""

    where: str
    code: str
    display: str
    reason: str = "not one of the tests that are read here"

    def as_dict(self) -> dict[str, str]:
        """Return the entry of `not_recognised`."""
        return {"where": self.where, "code": self.code, "display": self.display, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Imported:
    """Everything that one document gave.

    Attributes:
        labs: one reading an analyte, the newest; older values are in its `earlier`.
        corrected: the laboratory's own albumin-corrected calcium, or None.
        facts: history facts of the contract that the document states (`age`, `sex`, `warfarin` …).
        marks: by analyte, what a reader must know: `preliminary`, `calculated`, `stale`.
        not_recognised: results that are no analyte of ours. `notes`: plain sentences. `faults`: what was wrong.
    """

    labs: tuple[LabReading, ...] = ()
    corrected: LabReading | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    not_recognised: tuple[NotRecognised, ...] = ()
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()

    def readings(self) -> list[LabReading]:
        """Return all readings, the corrected calcium last."""
        return [*self.labs, *([self.corrected] if self.corrected else [])]

    def flat(self) -> dict[str, Any]:
        """Return the accepted values as the flat object of `POST /api/risk`: results with unit, and the facts."""
        values = {r.analyte: _written(r) for r in self.readings() if r.status == "ok"}
        return values | dict(self.facts)


def clean(text: object, longest: int = 80) -> str:
    """Return foreign text fit to be shown: no markup, no control characters, at most `longest` characters."""
    return " ".join(_UNSAFE.sub(" ", str(text)[: 4 * longest]).split())[:longest] if isinstance(text, str) else ""


def _written(reading: LabReading) -> str:
    unit = "" if reading.unit in (None, "1") else f" {reading.unit}"
    return f"{reading.comparator or ''}{reading.value:f}{unit}"
