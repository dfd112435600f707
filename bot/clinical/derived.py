"""Values computed from others: calcium corrected for albumin, the calcium–phosphate product, PTH as a multiple.

Exact arithmetic throughout. The albumin correction agrees poorly with ionized calcium in dialysis and is usually too
high (sources A1, A2, A3): every place that shows it says so. The product has no KDIGO target (kdigo2017_summary).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bot.clinical.analytes import Catalogue
from bot.clinical.convert import convert, from_canonical, to_canonical
from bot.clinical.numbers import exact
from bot.clinical.reading import LabReading

__all__ = [
    "Quantity",
    "calcium_phosphate_product",
    "corrected_calcium",
    "pth_multiple",
]


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact value with its UCUM unit. `assumed` names what had to be assumed (`"upper_limit"`), if anything."""

    value: Fraction
    unit: str
    assumed: str | None = None

    def as_contract(self) -> dict[str, Any]:
        """Return `{"value", "unit"}`, unrounded."""
        return {"value": float(self.value), "unit": self.unit}


def corrected_calcium(calcium: LabReading, albumin: LabReading, catalogue: Catalogue) -> Quantity | None:
    """Return the corrected calcium in the unit system in which the calcium was typed, or None if either is unusable.

    A calcium that the laboratory has already corrected stays as it is: it is never corrected twice.
    The two published forms differ by less than 0.2 %; computing in the typed unit avoids a second rounding.
    """
    if not (calcium.usable and albumin.usable and calcium.unit and calcium.value is not None):
        return None
    rule = catalogue.derived.corrections["mg/dL" if calcium.unit == "mg/dL" else "mmol/L"]
    total = convert(catalogue["calcium"], calcium.value, calcium.unit, rule.unit)
    if calcium.corrected:
        return Quantity(total, rule.unit)
    protein = from_canonical(catalogue["albumin"], albumin.canonical_value or Decimal(0), rule.albumin_unit)
    return Quantity(total + rule.slope * (rule.reference - protein), rule.unit)


def calcium_phosphate_product(
    calcium: LabReading, phosphate: LabReading, catalogue: Catalogue
) -> tuple[Quantity, Quantity] | None:
    """Return Ca × P of the measured values in mg²/dL² and in mmol²/L², or None if either is unusable."""
    if not (calcium.usable and phosphate.usable):
        return None
    one, two = exact(calcium.canonical_value or 0), exact(phosphate.canonical_value or 0)
    one_si = from_canonical(catalogue["calcium"], one, "mmol/L")
    two_si = from_canonical(catalogue["phosphate"], two, "mmol/L")
    return Quantity(one * two, "mg2/dL2"), Quantity(one_si * two_si, "mmol2/L2")


def pth_multiple(pth: LabReading, catalogue: Catalogue) -> Quantity | None:
    """Return PTH as a multiple of the upper limit of normal of its own report, else of the usual one (then assumed).

    The usual limit is that of the unit in which PTH was typed (65 pg/mL or 6.9 pmol/L).
    """
    if pth.status != "ok" or pth.value is None or pth.unit is None:
        return None
    analyte = catalogue["pth"]
    printed = pth.reference[1] if pth.reference else None
    if printed:
        unit = (pth.reference and pth.reference[2]) or pth.unit
        limit = to_canonical(analyte, printed, unit)
        return Quantity(to_canonical(analyte, pth.value, pth.unit) / limit, "1")
    usual = next((row for row in analyte.reference if row.unit == pth.unit), analyte.reference[0])
    value = convert(analyte, pth.value, pth.unit, usual.unit)
    return Quantity(value / exact(usual.high or Decimal(1)), "1", "upper_limit")
