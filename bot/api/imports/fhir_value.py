"""The value of an Observation or a component: number, comparator, stated units, and the range printed beside it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.api.imports.ucum import unit_of
from bot.clinical.analytes import Analyte
from bot.clinical.labs import PrintedRange
from bot.clinical.numbers import typed_number
from bot.clinical.typed import parse_result
from bot.errors import InputError

__all__ = ["Measured", "Unreadable", "measured", "printed_range"]

UCUM = "http://unitsofmeasure.org"
COMPARATORS = frozenset({"<", "<=", ">=", ">"})


@dataclass(frozen=True, slots=True)
class Measured:
    """A number as sent. `code`: its UCUM code, `unit`: its printed unit, each None when not stated.

    `field` names the FHIR element; `text` says that it was sent as a string.
    """

    value: Decimal
    comparator: str | None
    field: str
    code: str | None = None
    unit: str | None = None
    text: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A value that is there but cannot be read, with the element, the reason and the remedy."""

    field: str
    message: str
    remedy: str


def measured(content: Any) -> Measured | Unreadable | None:
    """Return the value of an Observation or component (a `fhir.resources` model), or None when it has none."""
    if content.valueQuantity is not None:
        return _quantity(content.valueQuantity)
    if content.valueString is not None:
        return _text(str(content.valueString))
    if content.valueInteger is not None:
        return _number(Decimal(content.valueInteger), None, "valueInteger", None, None)
    for name in ("valueCodeableConcept", "valueRange", "valueRatio", "valueBoolean", "valueSampledData"):
        if getattr(content, name, None) is not None:
            return Unreadable(name, "this kind of value is not read.", "Send a valueQuantity with value and UCUM unit.")
    return None


def printed_range(content: Any, analyte: Analyte) -> PrintedRange | None:
    """Return the one range of the report, in a unit of the analyte; None for several, or for one without sense."""
    rows = [row for row in getattr(content, "referenceRange", None) or [] if row.low or row.high]
    if len(rows) != 1:
        return None
    low, high = (None if side is None else side.value for side in (rows[0].low, rows[0].high))
    stated = next((unit for side in (rows[0].low, rows[0].high) if side for unit in _units(side) if unit), None)
    unit = unit_of(analyte, stated) if stated else None
    if stated and unit is None:
        return None
    if any(bound is not None and bound < 0 for bound in (low, high)) or high == 0:
        return None
    if low is not None and high is not None and low > high:
        return None
    if unit is None:
        return low, high, None
    scaled = (None if bound is None else unit.of(Decimal(bound)) for bound in (low, high))
    return next(scaled), next(scaled), unit.ucum


def _quantity(quantity: Any) -> Measured | Unreadable | None:
    if quantity.value is None:
        return None
    if quantity.comparator is not None and quantity.comparator not in COMPARATORS:
        return Unreadable("valueQuantity.comparator", "this is no comparator of FHIR R4.", "Send <, <=, >= or >.")
    code, unit = _units(quantity)
    return _number(Decimal(quantity.value), quantity.comparator, "valueQuantity", code, unit)


def _units(quantity: Any) -> tuple[str | None, str | None]:
    """Return the UCUM code (a code of another system counts for nothing) and the printed unit."""
    code = str(quantity.code) if quantity.code and quantity.system == UCUM else None
    return code, str(quantity.unit) if quantity.unit else None


def _text(text: str) -> Measured | Unreadable:
    try:
        comparator, value, unit = parse_result(text, "valueString")
    except InputError as error:
        return Unreadable("valueString", error.message, "Send a valueQuantity with value and UCUM unit.")
    return Measured(value, comparator, "valueString", unit=unit, text=True)


def _number(
    value: Decimal, comparator: str | None, field: str, code: str | None, unit: str | None
) -> Measured | Unreadable:
    try:
        typed_number(value, field)
    except InputError as error:
        return Unreadable(f"{field}.value", error.message, error.remedy or "Check the number.")
    return Measured(value, comparator, field, code, unit)
