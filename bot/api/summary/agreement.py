"""Whether a result as typed and its value in the canonical unit are the same: a summary must not contradict itself."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bot.api.content import catalogue
from bot.api.summary.model import LabRow, Point, Summary
from bot.clinical.analytes import Analyte
from bot.clinical.convert import to_canonical
from bot.clinical.labs import read_value
from bot.clinical.typed import parse_result
from bot.errors import InputError

__all__ = ["disagreements"]

_ROUNDING = Decimal("0.02")


def disagreements(summary: Summary) -> Iterator[str]:
    """Yield the field of each value that is not what was typed: `labs.0.value`, `series.phosphate.1.value`.

    A typed text that is no result, and a test or a unit that is not known here, cannot be compared and pass.
    """
    for place, row in enumerate(summary.labs):
        if _differs(row.analyte, row):
            yield f"labs.{place}.value"
    for name, points in summary.series.items():
        yield from (f"series.{name}.{place}.value" for place, point in enumerate(points) if _differs(name, point))


def _differs(name: str, row: LabRow | Point) -> bool:
    analyte = catalogue().get(name)
    if analyte is None or row.value is None or not row.unit or not row.typed:
        return False
    try:
        stated = Decimal(str(float(to_canonical(analyte, Decimal(str(row.value)), row.unit))))
        meant = _meant(analyte, row.typed)
    except InputError:
        return False
    return bool(meant) and not any(abs(each - stated) <= _ROUNDING * max(each, stated) for each in meant)


def _meant(analyte: Analyte, typed: str) -> list[Decimal]:
    """Return what was typed in the canonical unit; several where no unit was typed."""
    _, number, unit = parse_result(typed, analyte.id)
    reading = read_value(analyte, number, unit)
    found = [reading.canonical_value, *(choice.canonical_value for choice in reading.choices)]
    if unit is None:
        found += [Decimal(str(float(to_canonical(analyte, number, rule.ucum)))) for rule in analyte.units]
    return [value for value in found if value is not None]
