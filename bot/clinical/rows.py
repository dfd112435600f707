"""From the rows of `labs.yml` to records."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from bot.clinical.numbers import exact
from bot.clinical.records import (
    Analyte,
    Anchor,
    BareRule,
    Bound,
    Correction,
    Derived,
    Limit,
    Loinc,
    Minerals,
    Offer,
    Row,
    UnitRule,
    UsualSpan,
)
from bot.clinical.units import unit_key

__all__ = ["analyte_of", "derived_of", "limits", "minerals_of"]


def analyte_of(row: Row) -> Analyte:
    """Return the analyte of one entry; `KeyError`, `ValueError`, `TypeError` or `ArithmeticError` when it is faulty."""
    units = tuple(_unit(unit) for unit in row["units"])
    reference = tuple(_bound(bound) for bound in row["reference"])
    analyte = Analyte(
        id=row["id"],
        display=row["display"],
        patient_words=row["patient_words"],
        aliases=_texts(row["aliases"]),
        misspellings=_texts(row["misspellings"]),
        confirm=_texts(row.get("confirm", ())),
        never=_texts(row["never"]),
        words=MappingProxyType({key: _texts(value) for key, value in row.get("words", {}).items()}),
        loinc=tuple(_loinc(code) for code in row["loinc"]),
        canonical_unit=row["canonical_unit"],
        decimals=int(row["decimals"]),
        units=units,
        other_units=MappingProxyType(
            {unit_key(typed): other["means"] for other in row.get("other_units", ()) for typed in other["typed"]}
        ),
        reference=reference,
        critical=tuple(limit for critical in row["critical"] for limit in limits(critical)),
        hard=_pair(row["hard"]),
        warn=_pair(row["warn"]),
        anchored=_pair(row.get("anchored", row["warn"])),
        bare=tuple(_bare(rule) for rule in row["bare"]),
        spans=tuple(_spans(reference, units)),
        raw=MappingProxyType(dict(row)),
        spellings=MappingProxyType(_spellings(units)),
    )
    if analyte.unit(analyte.canonical_unit) is None:
        raise ValueError(f"canonical unit {analyte.canonical_unit!r} is not among the units")
    return analyte


def _unit(row: Row) -> UnitRule:
    return UnitRule(
        row["ucum"],
        exact(row["factor"]),
        _texts(row["typed"]),
        bool(row.get("inexact", False)),
        exact(row.get("offset", 0)),
    )


def _spellings(units: tuple[UnitRule, ...]) -> dict[str, str]:
    known: dict[str, str] = {}
    for rule in units:
        known.setdefault(unit_key(rule.ucum), rule.ucum)
    for rule in units:
        for typed in rule.typed:
            known.setdefault(unit_key(typed), rule.ucum)
    return known


def _spans(reference: tuple[Bound, ...], units: tuple[UnitRule, ...]) -> Iterator[UsualSpan]:
    by_ucum = {rule.ucum: rule for rule in units}
    for usual in reference:
        own = by_ucum[usual.unit]
        # Backwards, so that of two equal units the first one is what stays in a mapping by size.
        for rule in reversed(units):
            if not rule.inexact:
                low, high = (_moved(bound, own, rule) for bound in (usual.low, usual.high))
                yield UsualSpan(rule.ucum, (rule.factor, rule.offset), low, high)


def _moved(bound: Decimal | None, one: UnitRule, other: UnitRule) -> float | None:
    if not bound:
        return None
    return float((exact(bound) * one.factor + one.offset - other.offset) / other.factor)


def _bare(row: Row) -> BareRule:
    return BareRule(
        low=Decimal(row["from"]),
        high=Decimal(row["to"]),
        infer=row["unit"] if row["do"] == "infer" else None,
        reason=row.get("reason"),
        offers=tuple(
            Offer(offer["unit"], offer.get("analyte"), exact(offer.get("divide", 1))) for offer in row.get("offer", ())
        ),
        word=row.get("word"),
        bound=row.get("bound"),
    )


def _bound(row: Row) -> Bound:
    return Bound(
        low=_decimal(row.get("low")),
        high=_decimal(row.get("high")),
        unit=row["unit"],
        sources=_texts(row["src"]),
        sex=row.get("sex"),
        population=row.get("population"),
        specimen=row.get("specimen"),
    )


def limits(row: Row) -> Iterator[Limit]:
    """Return the sides of a critical row: `{low: "<=6.5", high: ">=13.0", unit, src}`."""
    for side in ("low", "high"):
        if side in row:
            text = str(row[side])
            operator = text.rstrip("0123456789.")
            yield Limit(
                operator, Decimal(text.removeprefix(operator)), row["unit"], _texts(row["src"]), row.get("not_for")
            )


def _loinc(row: Row) -> Loinc:
    return Loinc(
        str(row["code"]),
        row["name"],
        row["unit"],
        _texts(row["src"]),
        bool(row.get("import_only", False)),
        bool(row.get("calculated", False)),
    )


def minerals_of(row: Row) -> Minerals:
    """Return the rule for minerals."""
    return Minerals(
        members=frozenset(row["members"]),
        units=MappingProxyType({"si": row["si"], "conventional": row["conventional"]}),
        anchors=tuple(
            Anchor(
                anchor["analyte"],
                Decimal(anchor["from"]),
                Decimal(anchor["to"]),
                anchor["system"],
                anchor.get("weak", False),
            )
            for anchor in row["anchors"]
        ),
        weak_with_calcium=frozenset(row["weak_with_calcium"]),
    )


def derived_of(row: Row) -> Derived:
    """Return what is computed from several analytes."""
    calcium = row["corrected_calcium"]
    corrections = {
        each["unit"]: Correction(exact(each["slope"]), exact(each["reference"]), each["unit"], each["albumin_unit"])
        for each in calcium["corrections"]
    }
    codes = {str(code["code"]): code["unit"] for code in calcium["loinc"]}
    return Derived(MappingProxyType(corrections), MappingProxyType(codes), MappingProxyType(dict(row)))


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(str(value) for value in values)


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _pair(values: Any) -> tuple[Decimal, Decimal]:
    low, high = values
    return Decimal(low), Decimal(high)
