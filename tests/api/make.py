"""FHIR resources for tests, made by hand."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
CALCIUM, CALCIUM_SI, PHOSPHATE, PHOSPHATE_SI = "17861-6", "2000-8", "2777-1", "14879-1"
PTH, ALBUMIN = "2731-8", "1751-7"
IONIZED_CALCULATED, IONIZED, CORRECTED, INR, BMI = "13959-2", "1995-0", "46099-8", "6301-6", "39156-5"
CREATININE_SI = "14682-9"


def ago(days: int) -> str:
    """The day so many days ago, so that no test grows old."""
    return (datetime.now(UTC).date() - timedelta(days=days)).isoformat()


def observation(loinc: str, value: Any = None, unit: str | None = None, **more: Any) -> dict[str, Any]:
    """A final Observation of ten days ago about Patient/1; keywords replace or (None) remove elements."""
    made: dict[str, Any] = {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": LOINC, "code": loinc}]},
        "subject": {"reference": "Patient/1"},
        "effectiveDateTime": ago(10),
    }
    if value is not None:
        made["valueQuantity"] = {"value": value} | ({"unit": unit, "system": UCUM, "code": unit} if unit else {})
    return {key: content for key, content in (made | more).items() if content is not None}


def bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": each} for each in resources]}


def sent(resource: Any) -> bytes:
    return json.dumps(resource).encode()
