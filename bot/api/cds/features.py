"""The checklist: what is recorded of what has been linked with calciphylaxis, each with the topic of its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.api.content import catalogue
from bot.api.imports import Imported
from bot.clinical.interpret import interpret
from bot.clinical.labs import LabReading
from bot.clinical.numbers import rounded

__all__ = ["Feature", "features", "on_dialysis", "worth_a_card"]

_FACTS = (
    ("dialysis", "haemodialysis", "On haemodialysis", "dialysis_type"),
    ("dialysis", "peritoneal", "On peritoneal dialysis", "dialysis_type"),
    ("warfarin", True, "Vitamin K antagonist among the active medicines", "warfarin_risk"),
    ("diabetes", True, "Diabetes among the diagnoses", "diabetes_and_obesity"),
    ("obesity", True, "Obesity among the diagnoses", "diabetes_and_obesity"),
    ("calcium_binder", True, "Calcium-based phosphate binder among the active medicines", "calcium_and_vitamin_d"),
)
_LABS = (
    ("calcium", "above", "calcium_and_vitamin_d"),
    ("corrected_calcium", "above", "calcium_and_vitamin_d"),
    ("ionized_calcium", "above", "calcium_and_vitamin_d"),
    ("phosphate", "above", "risk_factors"),
    ("pth", "above", "parathyroid_and_risk"),
    ("pth", "below", "parathyroid_and_risk"),
    ("albumin", "below", "low_albumin"),
)


@dataclass(frozen=True, slots=True)
class Feature:
    """One line of the checklist: its words (our own and numbers only, no text of the record), and its topic."""

    text: str
    topic: str


def features(found: Imported) -> list[Feature]:
    """Return the recorded features in a fixed order."""
    facts = [Feature(text, topic) for name, value, text, topic in _FACTS if found.facts.get(name) == value]
    return facts + list(_of_labs(found))


def on_dialysis(found: Imported) -> bool:
    """Whether the record says that the person is on dialysis."""
    return found.facts.get("dialysis") in ("haemodialysis", "peritoneal")


def worth_a_card(found: Imported, seen: list[Feature]) -> bool:
    """Whether to speak at all. A single low albumin in anybody would be an alert that teaches to ignore alerts."""
    return len(seen) >= 2 or (on_dialysis(found) and bool(seen))


def _of_labs(found: Imported) -> Iterator[Feature]:
    by_id = {reading.analyte: reading for reading in found.readings() if reading.status == "ok"}
    for name, side, topic in _LABS:
        reading = by_id.get(name)
        if reading is None or "stale" in found.marks.get(name, ()):
            continue
        if _position(reading, found) == side:
            yield Feature(f"{_words(reading)}, {side} the range", topic)


def _position(reading: LabReading, found: Imported) -> str | None:
    plain = replace(reading, analyte="calcium") if reading.analyte == "corrected_calcium" else reading
    sex = found.facts.get("sex")
    return interpret(plain, catalogue(), sex=str(sex) if sex else None).position


def _words(reading: LabReading) -> str:
    corrected = reading.analyte == "corrected_calcium"
    analyte = catalogue()["calcium" if corrected else reading.analyte]
    name = "Calcium corrected for albumin (laboratory)" if corrected else analyte.display
    decimals = max(analyte.decimals, 1) if reading.unit != analyte.canonical_unit else analyte.decimals
    value = rounded(reading.value, max(decimals, 2 if reading.unit == "mmol/L" else 0)) if reading.value else "0"
    day = f" ({reading.taken.isoformat()})" if reading.taken else ""
    return f"{name} {reading.comparator or ''}{value} {reading.unit}{day}"
