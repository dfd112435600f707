"""What one laboratory value is once read: the record that is shown, stored and computed with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any, Final, Literal

__all__ = [
    "CORRECTED_WORD",
    "FUTURE",
    "SEVERAL",
    "Choice",
    "LabReading",
    "Origin",
    "PrintedRange",
    "Status",
    "UnitSource",
    "read_back",
]

#: Reason of an accepted reading whose stated date lay in the future and was left out.
FUTURE: Final = "future_date"

#: `name` of a calcium that the laboratory has already corrected for albumin.
CORRECTED_WORD: Final = "corrected"

#: Reason of a reading that was told with several values, none of them known to be the newest.
SEVERAL: Final = "two_values"

Status = Literal["ok", "ambiguous", "implausible"]
UnitSource = Literal["typed", "inferred", "panel", "fhir", "confirmed"]
Origin = Literal["typed", "report", "fhir", "csv", "api"]
PrintedRange = tuple[Decimal | None, Decimal | None, str | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading that is offered: `analyte` is None for the analyte of the value itself."""

    value: Decimal
    unit: str
    canonical_value: Decimal | None = None
    analyte: str | None = None


@dataclass(frozen=True, slots=True)
class LabReading:
    """A laboratory value as typed, with its meaning.

    `value`, `unit` (UCUM) and `comparator` are as typed; `canonical_value` (in `canonical_unit`) is None unless
    `status` is `ok`. `reason` says by machine code why it is ambiguous or implausible, `choices` which readings can
    be offered. `check` marks an accepted value to echo back (inferred unit, or outside the usual span). `reference`
    is the range printed on the report (low, high, UCUM unit or None = the unit of the value). `name` tells how the
    analyte was named where that matters (`bun`). `earlier` holds older values of the same message, newest first.
    """

    analyte: str
    value: Decimal | None
    unit: str | None
    comparator: str | None = None
    canonical_value: Decimal | None = None
    canonical_unit: str | None = None
    status: Status = "ok"
    choices: tuple[Choice, ...] = ()
    unit_source: UnitSource | None = None
    reason: str | None = None
    check: bool = False
    reference: PrintedRange | None = None
    taken: date | None = None
    origin: Origin = "typed"
    name: str | None = None
    earlier: tuple[LabReading, ...] = ()

    @property
    def corrected(self) -> bool:
        """Whether the laboratory has already corrected this calcium for albumin."""
        return self.name == CORRECTED_WORD

    @property
    def usable(self) -> bool:
        """Whether the value may enter a formula: accepted, and not a bound such as `<5`."""
        return self.status == "ok" and self.canonical_value is not None and self.comparator is None

    def as_contract(self) -> dict[str, Any]:
        """Return the seven fields of the interface contract, numbers as JSON floats."""
        return {
            "analyte": self.analyte,
            "value": _float(self.value),
            "unit": self.unit,
            "comparator": self.comparator,
            "canonical_value": _float(self.canonical_value),
            "canonical_unit": self.canonical_unit,
            "status": self.status,
        }

    def as_dict(self) -> dict[str, Any]:
        """Return everything as JSON, decimals as text; `from_dict` gives the same reading back."""
        reference = self.reference and [_text(self.reference[0]), _text(self.reference[1]), self.reference[2]]
        return {
            "analyte": self.analyte,
            "value": _text(self.value),
            "unit": self.unit,
            "comparator": self.comparator,
            "canonical_value": _text(self.canonical_value),
            "canonical_unit": self.canonical_unit,
            "status": self.status,
            "choices": [
                [_text(choice.value), choice.unit, _text(choice.canonical_value), choice.analyte]
                for choice in self.choices
            ],
            "unit_source": self.unit_source,
            "reason": self.reason,
            "check": self.check,
            "reference": reference,
            "taken": self.taken.isoformat() if self.taken else None,
            "origin": self.origin,
            "name": self.name,
            "earlier": [each.as_dict() for each in self.earlier],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> LabReading:
        """Return the reading that `as_dict` wrote."""
        plain = dict(data)
        plain["value"] = _decimal(data["value"])
        plain["canonical_value"] = _decimal(data["canonical_value"])
        plain["choices"] = tuple(
            Choice(Decimal(value), unit, _decimal(canonical), analyte)
            for value, unit, canonical, analyte in data["choices"]
        )
        if data["reference"]:
            low, high, unit = data["reference"]
            plain["reference"] = (_decimal(low), _decimal(high), unit)
        plain["taken"] = date.fromisoformat(data["taken"]) if data["taken"] else None
        plain["earlier"] = tuple(cls.from_dict(each) for each in data["earlier"])
        return cls(**plain)


def read_back(rows: Iterable[Mapping[str, Any]] | None) -> list[LabReading]:
    """Return the readings that `as_dict` wrote, without those that cannot be read: one bad value must not end all."""
    return [reading for reading in map(_readable, rows or ()) if reading is not None]


def _readable(row: Mapping[str, Any]) -> LabReading | None:
    try:
        return LabReading.from_dict(row)
    except (AttributeError, InvalidOperation, KeyError, TypeError, ValueError):
        return None


def _float(value: Decimal | None) -> float | None:
    """Return the JSON number; None also for one that JSON cannot write (`1e309`)."""
    number = None if value is None else float(value)
    return number if number is None or isfinite(number) else None


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
