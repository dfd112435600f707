"""Reading one value: the unit rules in their order, the bounds, and what is offered when it must be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import log

from bot.clinical.analytes import Analyte, BareRule, Catalogue, Offer, UsualSpan
from bot.clinical.convert import to_canonical
from bot.clinical.numbers import as_decimal, exact, sane
from bot.clinical.reading import Choice, LabReading, Origin, PrintedRange, Status, UnitSource
from bot.clinical.units import unit_key
from bot.errors import InputError

__all__ = ["UnitContext", "confirm", "normalise_unit", "read_value", "settled_unit"]

_MATCH = log(1.3)
_FAR = Fraction(13, 10)
_SOURCE_OF_ORIGIN: Mapping[Origin, UnitSource] = {"fhir": "fhir"}


@dataclass(frozen=True, slots=True)
class UnitContext:
    """What is known about units before a number is read.

    Attributes:
        confirmed: unit a person confirmed earlier, by analyte (UCUM).
        declared: units of the declared country or system, by analyte; `Catalogue.profiles[name]`.
        anchored: unit that the rest of the message tells, by analyte (set by `read_message`).
        conflict: analytes whose neighbours disagree about the unit system (set by `read_message`).
    """

    confirmed: Mapping[str, str] = field(default_factory=dict)
    declared: Mapping[str, str] = field(default_factory=dict)
    anchored: Mapping[str, str] = field(default_factory=dict)
    conflict: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Facts:
    """Everything stated about one value."""

    analyte: Analyte
    value: Decimal
    comparator: str | None
    name: str | None
    reference: PrintedRange | None
    taken: date | None
    origin: Origin

    def reading(
        self,
        status: Status,
        unit: str | None,
        *,
        source: UnitSource | None = None,
        reason: str | None = None,
        choices: tuple[Choice, ...] = (),
        check: bool = False,
    ) -> LabReading:
        """Return the reading with this outcome."""
        usable = status == "ok" and unit is not None
        canonical = as_decimal(to_canonical(self.analyte, self.value, unit)) if usable and unit else None
        return LabReading(
            analyte=self.analyte.id,
            value=self.value,
            unit=unit,
            comparator=self.comparator,
            canonical_value=canonical,
            canonical_unit=self.analyte.canonical_unit,
            status=status,
            choices=choices,
            unit_source=source,
            reason=reason,
            check=check,
            reference=self.reference,
            taken=self.taken,
            origin=self.origin,
            name=self.name,
        )


def normalise_unit(text: str, analyte: Analyte) -> str | None:
    """Return the UCUM unit that `text` spells for `analyte`, or None when it is not measured in it."""
    return analyte.normalise_unit(text)


def read_value(
    analyte: Analyte,
    value: Decimal,
    unit: str | None,
    *,
    comparator: str | None = None,
    context: UnitContext | None = None,
    name: str | None = None,
    reference: PrintedRange | None = None,
    taken: date | None = None,
    origin: Origin = "typed",
) -> LabReading:
    """Read one value as typed (`unit` as typed, or None) and decide its status.

    The unit comes from, in this order: what was typed, the printed range, an earlier confirmation, the declared
    system, the rest of the message, the number itself; otherwise the reading is ambiguous and offers its choices.
    Raises `InputError` (IN102) for NaN and infinities; never repairs a value.
    """
    if not value.is_finite():
        raise InputError("This is not a finite number.", code="IN102", field=analyte.id)
    facts = _Facts(analyte, value, comparator, _word(analyte, name), reference, taken, origin)
    if not sane(value):
        return facts.reading("implausible", None, reason="outside_bounds")
    if unit is not None and unit.strip():
        return _with_unit_typed(facts, unit)
    settled = settled_unit(analyte, value, context or UnitContext(), reference, facts.name)
    if settled:
        return _bounded(facts, *settled)
    return _bare(facts, context or UnitContext())


def confirm(reading: LabReading, choice: Choice, catalogue: Catalogue) -> LabReading:
    """Return the reading after a person picked `choice`; it still has to pass the hard bounds."""
    analyte = catalogue[choice.analyte or reading.analyte]
    facts = _Facts(
        analyte, choice.value, reading.comparator, reading.name, reading.reference, reading.taken, reading.origin
    )
    return _bounded(facts, choice.unit, "confirmed")


def settled_unit(
    analyte: Analyte, value: Decimal, context: UnitContext, reference: PrintedRange | None, name: str | None = None
) -> tuple[str, UnitSource] | None:
    """Return the unit known by rules 2–4 (printed range, earlier confirmation, declared system), or None."""
    printed = _unit_of_range(analyte, reference)
    if printed:
        return printed, "inferred"
    sources: tuple[tuple[Mapping[str, str], UnitSource], ...] = (
        (context.confirmed, "confirmed"),
        (context.declared, "inferred"),
    )
    for units, source in sources:
        unit = units.get(analyte.id)
        if unit and _fits(analyte, value, unit, analyte.warn) and not (name == "bun" and unit == "mg{urea}/dL"):
            return unit, source
    return None


def _with_unit_typed(facts: _Facts, typed: str) -> LabReading:
    analyte = facts.analyte
    unit = analyte.normalise_unit(typed)
    if unit is None:
        return _with_foreign_unit(facts, typed)
    if unit == "mg/dL" and facts.name == "urea":
        unit = "mg{urea}/dL"
    slip = _slip(facts, unit)
    if slip is not None:
        return slip
    return _bounded(facts, unit, _SOURCE_OF_ORIGIN.get(facts.origin, "typed"))


def _slip(facts: _Facts, unit: str) -> LabReading | None:
    """Ask back when the typed unit makes the value hardly possible and another makes it ordinary: `calcium 2.4 mg/dL`.

    Only for the pairs that `slips` of the analyte lists: elsewhere extreme values are often real.
    """
    analyte = facts.analyte
    other = analyte.raw.get("slips", {}).get(unit)
    if facts.origin == "fhir" or facts.comparator or other is None:
        return None
    low, high = (exact(bound) for bound in analyte.warn)
    value = to_canonical(analyte, facts.value, unit)
    if not _fits(analyte, facts.value, unit, analyte.hard) or low / _FAR <= value <= high * _FAR:
        return None
    if not _fits(analyte, facts.value, other, analyte.warn):
        return None
    return facts.reading("ambiguous", None, reason="unit_slip", choices=_choices(facts, [Offer(other), Offer(unit)]))


def _with_foreign_unit(facts: _Facts, typed: str) -> LabReading:
    means = facts.analyte.other_units.get(unit_key(typed))
    if means and facts.analyte.unit(means):
        return facts.reading("ambiguous", None, reason="unit_slip", choices=_choices(facts, [Offer(means)]))
    if means:
        return facts.reading("implausible", None, reason=f"other_test:{means}")
    return facts.reading("ambiguous", None, reason="unknown_unit", choices=_choices(facts, _all_units(facts)))


def _bounded(facts: _Facts, unit: str, source: UnitSource) -> LabReading:
    if not _fits(facts.analyte, facts.value, unit, facts.analyte.hard):
        return facts.reading("implausible", unit, source=source, reason="outside_bounds", choices=_meant(facts, unit))
    unusual = not _fits(facts.analyte, facts.value, unit, facts.analyte.warn)
    return facts.reading("ok", unit, source=source, check=unusual or source in {"inferred", "panel"})


def _bare(facts: _Facts, context: UnitContext) -> LabReading:
    analyte = facts.analyte
    if analyte.id in context.conflict:
        return facts.reading(
            "ambiguous", None, reason="anchors_disagree", choices=_choices(facts, [Offer("mg/dL"), Offer("mmol/L")])
        )
    anchored = context.anchored.get(analyte.id)
    if anchored and _fits(analyte, facts.value, anchored, analyte.anchored):
        return _bounded(facts, anchored, "panel")
    rule = _rule_for(facts)
    if rule and rule.infer:
        return _bounded(facts, rule.infer, "inferred")
    choices = _choices(facts, rule.offers if rule else _all_units(facts))
    if not choices:
        return facts.reading("implausible", None, reason="outside_bounds", choices=_meant(facts, None))
    return facts.reading("ambiguous", None, reason=(rule and rule.reason) or "unit_missing", choices=choices)


def _rule_for(facts: _Facts) -> BareRule | None:
    return next(
        (
            rule
            for rule in facts.analyte.bare
            if rule.low <= facts.value <= rule.high
            and rule.word in {None, facts.name}
            and rule.bound in {None, facts.comparator}
        ),
        None,
    )


def _choices(facts: _Facts, offers: tuple[Offer, ...] | list[Offer]) -> tuple[Choice, ...]:
    made = []
    for offer in offers:
        value = facts.value if offer.divide == 1 else as_decimal(exact(facts.value) / offer.divide)
        if offer.analyte is not None:
            made.append(Choice(value, offer.unit, None, offer.analyte))
        elif _fits(facts.analyte, value, offer.unit, facts.analyte.hard):
            made.append(Choice(value, offer.unit, as_decimal(to_canonical(facts.analyte, value, offer.unit))))
    return tuple(made)


def _all_units(facts: _Facts) -> list[Offer]:
    seen: dict[tuple[Fraction, Fraction], Offer] = {}
    for rule in facts.analyte.units:
        if not rule.inexact:
            seen.setdefault((rule.factor, rule.offset), Offer(rule.ucum))
    return list(seen.values())


def _meant(facts: _Facts, unit: str | None) -> tuple[Choice, ...]:
    """Offer what an impossible value may have been: the same number in another unit, or a lost decimal point."""
    analyte = facts.analyte
    others = [choice for choice in _choices(facts, _all_units(facts)) if choice.unit != unit]
    likely = tuple(choice for choice in others if _fits(analyte, choice.value, choice.unit, analyte.warn))
    if likely or unit is None or facts.value != facts.value.to_integral_value():
        return likely
    tenth = as_decimal(exact(facts.value) / 10)
    if facts.value > 0 and _fits(analyte, tenth, unit, analyte.warn):
        return (Choice(tenth, unit, as_decimal(to_canonical(analyte, tenth, unit))),)
    return ()


def _fits(analyte: Analyte, value: Decimal, unit: str, bounds: tuple[Decimal, Decimal]) -> bool:
    if analyte.unit(unit) is None:
        return False
    return exact(bounds[0]) <= to_canonical(analyte, value, unit) <= exact(bounds[1])


def _word(analyte: Analyte, name: str | None) -> str | None:
    """Return which of its words named the analyte (`bun` or `urea`), from the name as typed or the word itself."""
    if not name:
        return None
    plain = name.lower().strip()
    return next((word for word, names in analyte.words.items() if plain == word or plain in names), None)


def _unit_of_range(analyte: Analyte, printed: PrintedRange | None) -> str | None:
    """Return the one unit whose usual range the printed range resembles (within 30 % on average), or None."""
    if printed is None:
        return None
    if printed[2] is not None:
        return analyte.normalise_unit(printed[2])
    low, high = (float(bound) if bound else None for bound in printed[:2])
    matches = {span.size: span.ucum for span in analyte.spans if _resembles(span, low, high)}
    return next(iter(matches.values())) if len(matches) == 1 else None


def _resembles(span: UsualSpan, low: float | None, high: float | None) -> bool:
    """Whether the bounds that both have differ by at most 30 % on average (on the log scale)."""
    pairs = ((low, span.low), (high, span.high))
    gaps = [abs(log(printed / usual)) for printed, usual in pairs if printed and usual and printed > 0]
    return bool(gaps) and sum(gaps) / len(gaps) <= _MATCH
