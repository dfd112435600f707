"""Values at or past a critical limit: said with whatever else is answered, never left to the reader to notice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.api.content import phrases
from bot.api.imports.result import CORRECTED
from bot.clinical.analytes import Catalogue
from bot.clinical.facts import Fact
from bot.clinical.labs import LabReading
from bot.clinical.urgency import critical, critical_while_open

__all__ = ["critical_of", "critical_texts"]

_ON_DIALYSIS: Mapping[Fact, bool] = {"haemodialysis": True, "peritoneal": True, "none": False, "transplant": False}


def critical_of(reading: LabReading, facts: Mapping[str, Fact], catalogue: Catalogue) -> dict[str, Any] | None:
    """Return what makes a reading critical, or None.

    `side` (`low`, `high`), `urgency` (`emergency`, `same_day`), `limit` with `unit`, `sources` (ids) and `text`;
    `patient` says the same to the person concerned, and what to do. The
    limits are the telephone limits of laboratories; those for dialysis where it is known. An unclear unit does not
    hide a value that is critical in every unit in which it could be meant.
    """
    if reading.analyte == CORRECTED:
        reading = replace(reading, analyte="calcium")
    dialysis = _ON_DIALYSIS.get(facts.get("dialysis", ""))
    found = critical(reading, catalogue, dialysis=dialysis) or critical_while_open(
        reading, catalogue, dialysis=dialysis
    )
    if found is None:
        return None
    value = f"{reading.comparator or ''}{reading.value} {reading.unit or ''}".strip()
    words = phrases()["interpret"]
    said = {"name": catalogue[reading.analyte].display, "value": value}
    return {
        "side": found.side,
        "urgency": found.urgency,
        "limit": float(found.limit),
        "unit": found.unit,
        "sources": list(found.sources),
        "text": str(words["clinician"][found.urgency]).format(**said),
        "patient": str(words["patient"][found.urgency]).format(**said),
    }


def critical_texts(readings: Iterable[LabReading], facts: Mapping[str, Fact], catalogue: Catalogue) -> tuple[str, ...]:
    """Return the sentence of each critical reading."""
    found = (critical_of(reading, facts, catalogue) for reading in readings)
    return tuple(each["text"] for each in found if each)
