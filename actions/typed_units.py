"""Values as their owner knows them: in the unit that was typed, not in the one that is computed with."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from actions.resources import catalogue
from actions.turn import Turn
from bot.clinical.analytes import Analyte
from bot.clinical.convert import accepted, from_canonical
from bot.clinical.numbers import rounded
from bot.clinical.units import unit_key

__all__ = ["SYSTEMS", "bounds", "in_typed_unit", "is_molar", "unit_meant"]

SYSTEMS = {"si": "uk_ie", "us": "us"}  # the profiles of `labs.yml` that a system of units stands for

_PLACES = {"mmol/L": 2, "pmol/L": 1, "nmol/L": 1, "g/L": 1}


def in_typed_unit(analyte: Analyte, canonical: Decimal | Fraction | float, turn: Turn) -> str | None:
    """A canonical value in the unit that the person typed for it; None where that is the canonical unit."""
    unit = _typed(analyte, turn)
    if unit is None:
        return None
    exact = canonical if isinstance(canonical, Fraction) else Decimal(str(canonical))
    value = rounded(from_canonical(analyte, exact, unit), _PLACES.get(unit, 1))
    return f"{_short(value)} {unit}"


def is_molar(turn: Turn) -> bool:
    """Whether calcium and phosphate were both typed in mmol/L, so that their product is one of those numbers."""
    return all(a in turn.readings and turn.readings[a].unit == "mmol/L" for a in ("calcium", "phosphate"))


def bounds(analyte: Analyte, unit: str | None) -> str:
    """The bounds of what is accepted, in the unit of the value that was refused: `0.06 to 9.69 mmol/L`."""
    return accepted(analyte, unit if unit is not None and analyte.unit(unit) is not None else None)


def unit_meant(analyte: Analyte, words: str) -> str | None:
    """The unit of this analyte that was named: whole, by its beginning ("mg" for mg/dL), or by its system (`si`)."""
    if words in SYSTEMS:
        return catalogue().profiles[SYSTEMS[words]].get(analyte.id)
    whole = analyte.normalise_unit(words.replace(" per ", "/"))
    begun = [unit.ucum for unit in analyte.units if unit.ucum.lower().startswith(f"{unit_key(words)}/")]
    return whole or (begun[0] if begun else None)


def _short(figure: str) -> str:
    return figure.rstrip("0").rstrip(".") if "." in figure else figure


def _typed(analyte: Analyte, turn: Turn) -> str | None:
    reading = turn.readings.get(analyte.id)
    unit = reading.unit if reading is not None else None
    known = unit is not None and unit != analyte.canonical_unit and analyte.unit(unit) is not None
    return unit if known else None
