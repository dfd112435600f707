"""When a value is critical: telephone limits of laboratories, the more cautious row, and the tiers for dialysis."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import ge, gt, le, lt
from typing import Any, Literal

from bot.clinical.analytes import Analyte, Catalogue, Limit, limits
from bot.clinical.convert import to_canonical
from bot.clinical.numbers import exact
from bot.clinical.reading import SEVERAL, LabReading

__all__ = ["Critical", "Urgency", "critical", "critical_while_open"]

Urgency = Literal["emergency", "same_day"]
_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


@dataclass(frozen=True, slots=True)
class Critical:
    """A value at or past a critical limit: the side, the limit that was passed, and where it stands."""

    side: Literal["low", "high"]
    urgency: Urgency
    limit: Decimal
    unit: str
    sources: tuple[str, ...]


def critical(reading: LabReading, catalogue: Catalogue, *, dialysis: bool | None = None) -> Critical | None:
    """Return the critical finding of an accepted reading, or None.

    Telephone limits choose the urgency of the wording only; they diagnose nothing. On dialysis the tiers of the
    analyte take the place of the rows where it has them. Rows that do not fit dialysis (creatinine, urea, high
    phosphate) count only when the person is known not to be on it.
    """
    if reading.status != "ok" or reading.canonical_value is None:
        return None
    analyte = catalogue[reading.analyte]
    tiers = analyte.raw.get("dialysis_tiers")
    if dialysis and tiers:
        return _tiered(reading, analyte, tiers)
    rows = (limit for limit in analyte.critical if not (limit.not_for == "dialysis" and dialysis is not False))
    return _passed(reading, analyte, rows, "emergency")


def critical_while_open(reading: LabReading, catalogue: Catalogue, *, dialysis: bool | None = None) -> Critical | None:
    """Return the most urgent finding among the readings offered for an ambiguous value, when it must be told first."""
    analyte = catalogue[reading.analyte]
    told_first = (SEVERAL, *analyte.raw.get("act_while_open", ()))
    if reading.status != "ambiguous" or reading.reason not in told_first:
        return None
    own = (choice for choice in reading.choices if choice.analyte is None)
    found = [
        critical(replace(reading, status="ok", canonical_value=choice.canonical_value), catalogue, dialysis=dialysis)
        for choice in own
    ]
    urgent = [each for each in found if each is not None]
    return next((each for each in urgent if each.urgency == "emergency"), urgent[0] if urgent else None)


def _tiered(reading: LabReading, analyte: Analyte, tiers: Iterable[Mapping[str, Any]]) -> Critical | None:
    for tier in tiers:
        rows = limits({**tier, "unit": analyte.canonical_unit})
        found = _passed(reading, analyte, rows, tier["urgency"])
        if found:
            return found
    return None


def _passed(reading: LabReading, analyte: Analyte, rows: Iterable[Limit], urgency: Urgency) -> Critical | None:
    value = exact(reading.canonical_value or 0)
    for row in rows:
        low = row.operator in {"<", "<="}
        opposite = reading.comparator is not None and (reading.comparator[0] == "<") != low
        if not opposite and _OPERATORS[row.operator](value, to_canonical(analyte, row.value, row.unit)):
            return Critical("low" if low else "high", urgency, row.value, row.unit, row.sources)
    return None
