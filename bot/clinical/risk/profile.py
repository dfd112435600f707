"""What is known about a person when the estimate is made: laboratory readings, facts, and values derived from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from bot.clinical.analytes import Analyte, Catalogue
from bot.clinical.convert import accepted, to_canonical
from bot.clinical.derived import Quantity, calcium_phosphate_product, corrected_calcium, pth_multiple
from bot.clinical.facts import FACTS, Fact, read_fact
from bot.clinical.numbers import exact
from bot.clinical.reading import LabReading
from bot.clinical.single import read_value
from bot.clinical.typed import parse_result
from bot.errors import InputError

__all__ = ["CORRECTED", "Profile", "read_profile"]

CORRECTED = "corrected_calcium"


@dataclass(frozen=True, slots=True)
class Profile:
    """A person's facts (only what is known) and readings by id; `corrected_calcium` is the laboratory's own value.

    Derived quantities are exact: `corrected` in mg/dL for scoring, `derived` as they are shown.
    """

    labs: Mapping[str, LabReading]
    facts: Mapping[str, Fact]
    corrected: Fraction | None
    derived: Mapping[str, Quantity]

    @classmethod
    def of(cls, labs: Iterable[LabReading], facts: Mapping[str, Fact], catalogue: Catalogue) -> Profile:
        """Return the profile of these readings and facts, with everything that can be derived."""
        by_id = {reading.analyte: reading for reading in map(_under_its_name, labs)}
        quantities, corrected = _derive(by_id, catalogue)
        return cls(MappingProxyType(by_id), MappingProxyType(dict(facts)), corrected, MappingProxyType(quantities))

    def lab(self, name: str) -> LabReading | None:
        """Return the accepted reading of an analyte, bounds included, or None."""
        reading = self.labs.get(name)
        return reading if reading is not None and reading.status == "ok" else None


def _under_its_name(reading: LabReading) -> LabReading:
    """A calcium that was told as already corrected is the laboratory's own correction, not a measured total."""
    return replace(reading, analyte=CORRECTED) if reading.corrected else reading


def read_profile(data: Mapping[str, Any], catalogue: Catalogue) -> tuple[Profile, tuple[InputError, ...]]:
    """Read a flat object of contract ids: numbers in the canonical unit, texts such as `"<5 pg/mL"`, yes/no/unknown.

    Returns the profile of everything that is valid and one `InputError` for each field that is not (IN101–IN113).
    """
    labs: list[LabReading] = []
    facts: dict[str, Fact] = {}
    errors: list[InputError] = []
    for name, value in data.items():
        try:
            if name in FACTS:
                fact = read_fact(name, value)
                facts |= {} if fact is None else {name: fact}
            else:
                labs += _reading(name, value, catalogue)
        except InputError as error:
            errors.append(error)
    return Profile.of(labs, facts, catalogue), tuple(errors)


def _reading(name: str, value: object, catalogue: Catalogue) -> list[LabReading]:
    analyte = catalogue.get("calcium" if name == CORRECTED else name)
    if analyte is None:
        field = str(name)[:60]
        raise InputError("This field is not known.", code="IN110", field=field, remedy="Use an id of the contract.")
    if value is None or (isinstance(value, str) and value.strip().lower() in {"", "unknown"}):
        return []
    comparator, number, unit = parse_result(value, name)
    if unit is None and isinstance(value, str):
        _settled(name, read_value(analyte, number, None, comparator=comparator), analyte)
    reading = read_value(analyte, number, unit or analyte.canonical_unit, comparator=comparator, origin="api")
    if reading.status != "ok":
        raise _unusable(name, reading, analyte, unit)
    return [replace(reading, analyte=name)]


def _settled(name: str, bare: LabReading, analyte: Analyte) -> None:
    """Refuse a text such as "1.8" that is as usual in two units: by typing a result one means one's own unit.

    A JSON number is in the canonical unit by contract and is not asked about.
    """
    offered = [f"{choice.value:f} {choice.unit}" for choice in bare.choices if choice.analyte is None]
    if bare.status == "ambiguous" and len(offered) > 1:
        message = f"No unit was given, and {bare.value:f} can be a result of {analyte.display} in two units."
        remedy = f"Write the unit: {' or '.join(offered)}."
        raise InputError(message, code="IN113", field=name, remedy=remedy)


def _unusable(name: str, reading: LabReading, analyte: Analyte, stated: str | None) -> InputError:
    """Return what is wrong with a reading, as it was sent: a unit that nobody wrote is named as taken, not as wrong."""
    taken = analyte.canonical_unit
    lead = "" if stated else f"No unit was given, so {taken} was taken. "
    usual = [f"{choice.value:f} {choice.unit}" for choice in reading.choices if choice.unit != taken or stated]
    remedy = "Check the number and its unit." + (f" Perhaps {usual[0]} is meant." if usual else "")
    if reading.reason == "outside_bounds":
        message = f"{lead}This cannot be a result of {analyte.display}: outside {accepted(analyte, reading.unit)}."
        return InputError(message, code="IN106", field=name, remedy=remedy)
    if reading.reason == "unit_slip" and len(reading.choices) > 1:
        message = f"{lead}{reading.value:f} is hardly possible in that unit and usual in {reading.choices[0].unit}."
        return InputError(message, code="IN111", field=name, remedy=remedy)
    units = ", ".join(rule.ucum for rule in analyte.units)
    message = f"{(stated or taken)[:40]!r} is not a unit of {analyte.display}."
    return InputError(message, code="IN105", field=name, remedy=f"Use one of: {units}.")


def _derive(labs: Mapping[str, LabReading], catalogue: Catalogue) -> tuple[dict[str, Quantity], Fraction | None]:
    calcium, phosphate, pth = labs.get("calcium"), labs.get("phosphate"), labs.get("pth")
    quantities: dict[str, Quantity] = {}
    corrected = _corrected(labs, catalogue)
    if corrected is not None:
        quantities[CORRECTED] = Quantity(corrected, "mg/dL")
    if calcium and phosphate:
        product = calcium_phosphate_product(calcium, phosphate, catalogue)
        if product:
            quantities["calcium_phosphate_product"], quantities["calcium_phosphate_product_si"] = product
    if pth and pth.comparator is None:
        multiple = pth_multiple(pth, catalogue)
        quantities |= {"pth_multiple": multiple} if multiple else {}
    return quantities, corrected


def _corrected(labs: Mapping[str, LabReading], catalogue: Catalogue) -> Fraction | None:
    """Return the corrected calcium in mg/dL: the laboratory's own first, else computed when albumin is given."""
    own = labs.get(CORRECTED)
    if own is not None and own.usable:
        return exact(own.canonical_value or 0)
    calcium, albumin = labs.get("calcium"), labs.get("albumin")
    quantity = corrected_calcium(calcium, albumin, catalogue) if calcium and albumin else None
    return to_canonical(catalogue["calcium"], quantity.value, quantity.unit) if quantity else None
