"""Exact conversion between the units of an analyte, and rounding for display."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from bot.clinical.analytes import Analyte, UnitRule
from bot.clinical.numbers import exact, rounded
from bot.errors import InputError

__all__ = ["accepted", "convert", "display", "from_canonical", "to_canonical"]


def convert(analyte: Analyte, value: Decimal | Fraction, from_unit: str, to_unit: str) -> Fraction:
    """Return `value` (in `from_unit`) exactly in `to_unit`; both may be UCUM or any known spelling.

    Raises `InputError`: IN105 for a unit this analyte is not measured in, IN102 for NaN or infinity.
    """
    return _leave(_rule(analyte, to_unit), _enter(_rule(analyte, from_unit), _finite(analyte, value)))


def to_canonical(analyte: Analyte, value: Decimal | Fraction, unit: str) -> Fraction:
    """Return `value` (in `unit`) exactly in the analyte's canonical unit. Raises as `convert`."""
    return _enter(_rule(analyte, unit), _finite(analyte, value))


def from_canonical(analyte: Analyte, value: Decimal | Fraction, unit: str) -> Fraction:
    """Return a canonical `value` exactly in `unit`. Raises as `convert`."""
    return _leave(_rule(analyte, unit), _finite(analyte, value))


def display(analyte: Analyte, canonical: Decimal | Fraction) -> str:
    """Return a canonical value rounded half-up to the analyte's decimals, with its unit: `"10.4 mg/dL"`."""
    unit = "" if analyte.canonical_unit == "1" else f" {analyte.canonical_unit}"
    return rounded(canonical, analyte.decimals) + unit


def accepted(analyte: Analyte, unit: str | None = None) -> str:
    """Return the bounds within which a value is possible at all, in `unit` or the canonical one: `"0.2 to 30.0 mg/dL"`.

    Converted bounds are rounded to two decimals. Raises as `convert`.
    """
    if unit in (None, analyte.canonical_unit):
        first, last, shown = str(analyte.hard[0]), str(analyte.hard[1]), analyte.canonical_unit
    else:
        first, last = (_short(rounded(from_canonical(analyte, bound, str(unit)), 2)) for bound in analyte.hard)
        shown = str(unit)
    return f"{first} to {last}" + ("" if shown == "1" else f" {shown}")


def _short(figure: str) -> str:
    return figure.rstrip("0").rstrip(".") if "." in figure else figure


def _rule(analyte: Analyte, unit: str) -> UnitRule:
    rule = analyte.unit(unit) or analyte.unit(analyte.normalise_unit(unit) or "")
    if rule is None:
        known = ", ".join(each.ucum for each in analyte.units)
        raise InputError(
            f"{unit[:40]!r} is not a unit of {analyte.display}.",
            code="IN105",
            field=analyte.id,
            remedy=f"Use one of: {known}.",
        )
    return rule


def _finite(analyte: Analyte, value: Decimal | Fraction) -> Fraction:
    if isinstance(value, Decimal) and not value.is_finite():
        raise InputError("This is not a finite number.", code="IN102", field=analyte.id)
    return exact(value)


def _enter(rule: UnitRule, value: Fraction) -> Fraction:
    scaled = value if rule.factor == 1 else value * rule.factor
    return scaled + rule.offset if rule.offset else scaled


def _leave(rule: UnitRule, canonical: Fraction) -> Fraction:
    return (canonical - rule.offset) / rule.factor
