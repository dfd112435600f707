"""Reading all values of one message together: shared unit system, repeats, corrections, older values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.clinical.analytes import Catalogue, Minerals
from bot.clinical.reading import SEVERAL, Choice, LabReading, Origin, PrintedRange
from bot.clinical.single import UnitContext, read_value, settled_unit

__all__ = ["RawValue", "read_message"]

_SAME = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class RawValue:
    """A value as found in a message, before its unit is known.

    Attributes:
        analyte: analyte id. `value`: the number as typed. `unit`: the unit as typed, or None.
        comparator: `<`, `<=`, `>`, `>=` or None. `name`: the words that named the analyte (`"BUN"`).
        reference: the range printed beside it (low, high, unit as typed or None).
        taken: date of the sample. `origin`: where it came from.
        correction: this replaces what was said before ("no, 5.9"). `previous`: an older value shown for comparison.
    """

    analyte: str
    value: Decimal
    unit: str | None = None
    comparator: str | None = None
    name: str | None = None
    reference: PrintedRange | None = None
    taken: date | None = None
    origin: Origin = "typed"
    correction: bool = False
    previous: bool = False


def read_message(
    values: Sequence[RawValue], catalogue: Catalogue, context: UnitContext | None = None
) -> list[LabReading]:
    """Return one reading an analyte, in the order of first mention.

    A bare calcium, phosphate or magnesium takes the unit system of the others, a CRP its unit where creatinine, urea or
    haemoglobin beside it is in SI units (never any other analyte). The newest
    dated value or the last correction stands, older ones go to `earlier`; two different values with nothing to
    choose between them give one ambiguous reading (`two_values`). Raises as `read_value`; `KeyError` for an unknown id.
    """
    context = _beside(values, catalogue, _with_neighbours(values, catalogue, context or UnitContext()))
    by_analyte: dict[str, list[tuple[RawValue, LabReading]]] = {}
    for raw in values:
        by_analyte.setdefault(raw.analyte, []).append((raw, _read(raw, catalogue, context)))
    return [_one(pairs) for pairs in by_analyte.values()]


def _read(raw: RawValue, catalogue: Catalogue, context: UnitContext) -> LabReading:
    return read_value(
        catalogue[raw.analyte],
        raw.value,
        raw.unit,
        comparator=raw.comparator,
        context=context,
        name=raw.name,
        reference=raw.reference,
        taken=raw.taken,
        origin=raw.origin,
    )


def _with_neighbours(values: Sequence[RawValue], catalogue: Catalogue, context: UnitContext) -> UnitContext:
    rule = catalogue.minerals
    stated = _stated_systems(values, catalogue, context)
    told = _bare_systems(values, catalogue, context)
    if len(told) > 1:
        return replace(context, conflict=rule.members)
    systems = stated | told
    if len(systems) != 1:
        return context
    unit = rule.units[systems.pop()]
    return replace(context, anchored=dict.fromkeys(rule.members, unit))


def _beside(values: Sequence[RawValue], catalogue: Catalogue, context: UnitContext) -> UnitContext:
    """Take the unit of a bare value from those that tell it, as `beside` of its analyte lists them."""
    told: dict[str, str] = {}
    for raw in values:
        rule = catalogue[raw.analyte].raw.get("beside")
        if rule is None or raw.unit is not None or raw.analyte in context.anchored:
            continue
        near = (_read(each, catalogue, context) for each in values if each.analyte in rule)
        if any(reading.status == "ok" and reading.unit == rule[reading.analyte] for reading in near):
            told[raw.analyte] = rule["unit"]
    return replace(context, anchored={**context.anchored, **told}) if told else context


def _stated_systems(values: Iterable[RawValue], catalogue: Catalogue, context: UnitContext) -> set[str]:
    """Return the systems of the minerals whose unit is known without their neighbours."""
    rule = catalogue.minerals
    names = {unit: system for system, unit in rule.units.items()}
    known = (_known_unit(raw, catalogue, context) for raw in values if raw.analyte in rule.members)
    return {names[unit] for unit in known if unit in names}


def _known_unit(raw: RawValue, catalogue: Catalogue, context: UnitContext) -> str | None:
    analyte = catalogue[raw.analyte]
    if raw.unit:
        return analyte.normalise_unit(raw.unit)
    settled = settled_unit(analyte, raw.value, context, raw.reference)
    return settled[0] if settled else None


def _bare_systems(values: Sequence[RawValue], catalogue: Catalogue, context: UnitContext) -> set[str]:
    """Return the systems that bare numbers tell; a weak anchor counts only when there is no strong one."""
    rule = catalogue.minerals
    has_calcium = any(raw.analyte == "calcium" for raw in values)
    strong: set[str] = set()
    weak: set[str] = set()
    for raw in values:
        if _known_unit(raw, catalogue, context) is None and not raw.unit:
            hit = _anchor(raw, rule)
            silent = has_calcium and raw.analyte in rule.weak_with_calcium
            if hit and not silent:
                (weak if hit[1] else strong).add(hit[0])
    return strong or weak


def _anchor(raw: RawValue, rule: Minerals) -> tuple[str, bool] | None:
    for anchor in rule.anchors:
        if anchor.analyte == raw.analyte and anchor.low <= raw.value <= anchor.high:
            return anchor.system, anchor.weak
    return None


def _one(pairs: list[tuple[RawValue, LabReading]]) -> LabReading:
    current = [pair for pair in pairs if not pair[0].previous] or pairs
    corrections = [pair for pair in current if pair[0].correction]
    if corrections:
        current = corrections[-1:]
    elif all(raw.taken for raw, _ in current):
        newest = max(raw.taken for raw, _ in current if raw.taken)
        current = [pair for pair in current if pair[0].taken == newest]
    chosen = _agree([reading for _, reading in current])
    replaced = {id(raw) for raw, _ in current} | (
        {id(raw) for raw, _ in pairs if not raw.previous} if corrections else set()
    )
    older = [reading for raw, reading in pairs if id(raw) not in replaced]
    older.sort(key=lambda reading: reading.taken or date.min, reverse=True)
    return replace(chosen, earlier=tuple(older))


def _agree(readings: list[LabReading]) -> LabReading:
    """Return the one reading that all mean, preferring an accepted one; otherwise an ambiguous `two_values`."""
    best = next((reading for reading in readings if reading.status == "ok"), readings[0])
    if all(_same(best, other) for other in readings):
        return best
    choices: dict[tuple[Decimal, str], Choice] = {}
    for reading in readings:
        for choice in _offers(reading):
            choices.setdefault((choice.value, choice.unit), choice)
    return replace(
        best,
        value=None,
        unit=None,
        comparator=None,
        canonical_value=None,
        status="ambiguous",
        unit_source=None,
        reason=SEVERAL,
        choices=tuple(choices.values()),
        check=False,
    )


def _offers(reading: LabReading) -> tuple[Choice, ...]:
    if reading.status == "ok" and reading.value is not None and reading.unit is not None:
        return (Choice(reading.value, reading.unit, reading.canonical_value),)
    return reading.choices if reading.status == "ambiguous" else ()


def _same(one: LabReading, other: LabReading) -> bool:
    if one.comparator != other.comparator:
        return False
    if one.value == other.value and (one.unit == other.unit or other.unit is None):
        return True
    if one.canonical_value is None:
        return False
    values = [choice.canonical_value for choice in _offers(other) if choice.canonical_value is not None]
    return any(abs(value - one.canonical_value) <= _SAME * one.canonical_value for value in values)
