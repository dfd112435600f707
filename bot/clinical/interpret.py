"""What a single value says: against the range, against what guidelines say for dialysis, and against the one before.

Structured findings with numbers, codes and source ids; the words are content (`meaning` in `labs.yml`).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from bot.clinical.analytes import Analyte, Bound, Catalogue
from bot.clinical.convert import convert, to_canonical
from bot.clinical.derived import Quantity, pth_multiple
from bot.clinical.numbers import exact
from bot.clinical.reading import LabReading
from bot.clinical.urgency import Critical, critical, critical_while_open

__all__ = ["Finding", "Position", "Range", "Target", "Trend", "interpret", "trend"]

Position = Literal["below", "within", "above"]
_SAME = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Range:
    """The range compared with, in the unit of the value. `printed`: from the person's own report."""

    low: Fraction | None
    high: Fraction | None
    unit: str
    printed: bool
    sources: tuple[str, ...] = ()
    population: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What a guideline says for people on dialysis: a code, the position against it where it is a span, sources."""

    code: str
    position: Position | None
    multiple: Quantity | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """Change against the `previous` value, in the canonical unit; `days` between them when both are dated."""

    direction: Literal["up", "down", "same"]
    change: Fraction
    days: int | None
    previous: LabReading


@dataclass(frozen=True, slots=True)
class Finding:
    """What one reading says. Everything is None or empty where nothing honest can be said."""

    reading: LabReading
    position: Position | None
    range: Range | None
    target: Target | None
    critical: Critical | None
    trend: Trend | None


def interpret(
    reading: LabReading,
    catalogue: Catalogue,
    *,
    sex: str | None = None,
    dialysis: bool | None = None,
    previous: LabReading | None = None,
) -> Finding:
    """Return the finding for one reading; a printed range beats the usual one.

    An ambiguous reading has no position, only the critical finding that must be told before the question; an
    implausible one has nothing. `previous` defaults to the newest earlier value of the same message.
    """
    if reading.status == "ambiguous":
        return Finding(reading, None, None, None, critical_while_open(reading, catalogue, dialysis=dialysis), None)
    if reading.status != "ok":
        return Finding(reading, None, None, None, None, None)
    before = previous or next((each for each in reading.earlier if each.status == "ok"), None)
    compared = _range(reading, catalogue[reading.analyte], sex)
    return Finding(
        reading,
        _position(reading, compared, catalogue[reading.analyte]),
        compared,
        _target(reading, catalogue) if dialysis else None,
        critical(reading, catalogue, dialysis=dialysis),
        trend(reading, before) if before else None,
    )


def trend(reading: LabReading, previous: LabReading) -> Trend | None:
    """Return the change from `previous`; None unless both can be used. Less than 1 % counts as the same."""
    if not (reading.usable and previous.usable):
        return None
    old, new = exact(previous.canonical_value or 0), exact(reading.canonical_value or 0)
    dated = reading.taken is not None and previous.taken is not None
    days = (reading.taken - previous.taken).days if dated and reading.taken and previous.taken else None
    if abs(new - old) <= _SAME * old:
        return Trend("same", new - old, days, previous)
    return Trend("up" if new > old else "down", new - old, days, previous)


def _range(reading: LabReading, analyte: Analyte, sex: str | None) -> Range | None:
    printed = reading.reference
    if printed is not None and (printed[0] is not None or printed[1] is not None):
        unit = (analyte.normalise_unit(printed[2]) if printed[2] else None) or reading.unit or analyte.canonical_unit
        low, high = (None if bound is None else exact(bound) for bound in printed[:2])
        return Range(low, high, unit, printed=True)
    usual = _usual(analyte, reading.unit, sex)
    if usual is None:
        return None
    unit = reading.unit if reading.usable and reading.unit else usual.unit
    low, high = (_in_unit(analyte, bound, usual.unit, unit) for bound in (usual.low, usual.high))
    return Range(low, high, unit, False, usual.sources, usual.population)


def _in_unit(analyte: Analyte, bound: Decimal | None, unit: str, wanted: str) -> Fraction | None:
    """Return the bound in the unit of the value, to three figures: what is printed is what is compared with."""
    if bound is None:
        return None
    return exact(bound) if unit == wanted else exact(f"{float(convert(analyte, bound, unit, wanted)):.3g}")


def _usual(analyte: Analyte, unit: str | None, sex: str | None) -> Bound | None:
    """Return the usual range of the typed unit and the sex; of several that fit, the widest upper limit."""
    rows = [row for row in analyte.reference if row.sex in {None, sex}] or list(analyte.reference)
    same_unit = [row for row in rows if row.unit == unit] or rows
    if sex is None and len({row.sex for row in same_unit}) > 1:
        lows = [row.low for row in same_unit if row.low is not None]
        highs = [row.high for row in same_unit if row.high is not None]
        return Bound(min(lows), max(highs), same_unit[0].unit, same_unit[0].sources)
    return same_unit[0] if same_unit else None


def _position(reading: LabReading, compared: Range | None, analyte: Analyte) -> Position | None:
    if compared is None or reading.canonical_value is None:
        return None
    value = exact(reading.canonical_value)
    low = None if compared.low is None else to_canonical(analyte, compared.low, compared.unit)
    high = None if compared.high is None else to_canonical(analyte, compared.high, compared.unit)
    return _censored(reading.comparator, value, low, high)


def _censored(sign: str | None, value: Fraction, low: Fraction | None, high: Fraction | None) -> Position | None:
    """Place a value or a bound; a bound that does not settle the question has no position."""
    below = low is not None and (value < low or (sign == "<" and value == low))
    above = high is not None and (value > high or (sign == ">" and value == high))
    if sign is None:
        return "below" if below else "above" if above else "within"
    if sign[0] == "<":
        return "below" if below else None
    return "above" if above else None


def _target(reading: LabReading, catalogue: Catalogue) -> Target | None:
    rows = catalogue.derived.raw["kdigo"]
    row = next((each for each in rows if each["analyte"] == reading.analyte), None)
    if row is None:
        return None
    sources = tuple(row["src"])
    span = row.get("multiple")
    multiple = pth_multiple(reading, catalogue) if span else None
    if span is None or multiple is None:
        return Target(row["code"], None, None, sources)
    low, high = (exact(bound) for bound in span)
    return Target(row["code"], _censored(reading.comparator, multiple.value, low, high), multiple, sources)
