"""Readings and derived values as FHIR Observations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.api.fhir.common import SUBJECT, codeable, figure, reference
from bot.clinical.analytes import Analyte, Catalogue
from bot.clinical.derived import Quantity
from bot.clinical.labs import LabReading
from bot.clinical.risk.profile import CORRECTED

__all__ = ["derived_observations", "name_of", "observation"]

_LOINC = "http://loinc.org"
_UCUM = "http://unitsofmeasure.org"
_LABORATORY = codeable(
    "Laboratory", ("http://terminology.hl7.org/CodeSystem/observation-category", "laboratory", "Laboratory")
)
_NAMES = {
    CORRECTED: "Calcium corrected for albumin",
    "calcium_phosphate_product": "Calcium × phosphate product",
    "calcium_phosphate_product_si": "Calcium × phosphate product (SI)",
    "pth_multiple": "PTH as a multiple of the upper limit of normal",
}
_FROM: Mapping[str, tuple[str, ...]] = {
    CORRECTED: ("calcium", "albumin"),
    "calcium_phosphate_product": ("calcium", "phosphate"),
    "calcium_phosphate_product_si": ("calcium", "phosphate"),
    "pth_multiple": ("pth",),
}


def name_of(key: str) -> str:
    """Return the id of the Observation of an analyte or derived value (FHIR ids have no underscore)."""
    return key.replace("_", "-")


def observation(reading: LabReading, catalogue: Catalogue) -> dict[str, Any]:
    """Return an accepted reading as sent: its own value and unit, comparator, day and printed range.

    Status `preliminary`: nobody has verified it here.
    """
    own = reading.analyte == CORRECTED
    analyte = catalogue["calcium" if own else reading.analyte]
    unit = reading.unit or analyte.canonical_unit
    made: dict[str, Any] = {
        "resourceType": "Observation",
        "id": name_of(reading.analyte),
        "status": "preliminary",
        "category": [_LABORATORY],
        "code": _corrected_code(unit, catalogue) if own else _code(analyte, unit),
        "subject": SUBJECT,
        "valueQuantity": _quantity(float(reading.value or 0), unit, reading.comparator),
    }
    if reading.taken:
        made["effectiveDateTime"] = reading.taken.isoformat()
    printed = _range(reading, unit)
    if printed:
        made["referenceRange"] = [printed]
    return made


def derived_observations(
    derived: Mapping[str, Quantity], present: Iterable[str], catalogue: Catalogue, prefix: str = "#"
) -> list[dict[str, Any]]:
    """Return the derived values with their cautions; `derivedFrom` points at the Observations among `present`.

    `prefix` makes a reference of an id: `#` for contained resources, `Observation/` for entries of a Bundle.
    """
    sent = frozenset(present)
    made = []
    for key, quantity in derived.items():
        if key in sent:
            continue  # the laboratory's own corrected calcium is already there as it was sent
        sources = [reference(f"{prefix}{name_of(each)}") for each in _FROM.get(key, ()) if each in sent]
        caution = catalogue.derived.raw.get(key.removesuffix("_si"), {}).get("caution", {}).get("clinician", {})
        row: dict[str, Any] = {
            "resourceType": "Observation",
            "id": name_of(key),
            "status": "preliminary",
            "category": [_LABORATORY],
            "code": _corrected_code(quantity.unit, catalogue) if key == CORRECTED else codeable(_NAMES[key]),
            "subject": SUBJECT,
            "valueQuantity": _quantity(figure(quantity.value, 2), quantity.unit),
        }
        if sources:
            row["derivedFrom"] = sources
        if caution.get("text"):
            row["note"] = [{"text": caution["text"]}]
        made.append(row)
    return made


def _quantity(value: float, unit: str, comparator: str | None = None) -> dict[str, Any]:
    quantity: dict[str, Any] = {"value": value, "unit": unit, "system": _UCUM, "code": unit}
    return quantity | ({"comparator": comparator} if comparator else {})


def _code(analyte: Analyte, unit: str) -> dict[str, Any]:
    """Return the analyte's name with the LOINC code that fits the unit, when there is one."""
    fitting = (each for each in analyte.loinc if each.unit == unit and not each.import_only and not each.calculated)
    first = next(fitting, None)
    return codeable(analyte.display, (_LOINC, first.code, first.name)) if first else codeable(analyte.display)


def _corrected_code(unit: str, catalogue: Catalogue) -> dict[str, Any]:
    rows = catalogue.derived.raw["corrected_calcium"]["loinc"]
    row = next((each for each in rows if each["unit"] == unit), None)
    codings = [(_LOINC, str(row["code"]), str(row["name"]))] if row else []
    return codeable(_NAMES[CORRECTED], *codings)


def _range(reading: LabReading, unit: str) -> dict[str, Any]:
    if reading.reference is None:
        return {}
    low, high, stated = reading.reference
    sides = {"low": low, "high": high}
    return {name: _quantity(float(bound), stated or unit) for name, bound in sides.items() if bound is not None}
