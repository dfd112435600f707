"""The summary as a FHIR R4 Bundle of type collection: results, derived values, what was said, a clinician's estimate.

Nobody is named. The derived values are computed anew from the results, never taken from what was sent.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot.api.content import catalogue
from bot.api.fhir.common import SUBJECT, checked, instant, provenance
from bot.api.fhir.observations import derived_observations, observation
from bot.api.fhir.risk_assessment import assessment
from bot.api.summary.model import LabRow, Point, Summary
from bot.clinical.labs import LabReading, read_value
from bot.clinical.risk import Profile
from bot.clinical.typed import parse_result
from bot.errors import InputError

__all__ = ["as_bundle"]


def as_bundle(summary: Summary, now: datetime) -> dict[str, Any]:
    """Return the Bundle, checked against the R4 model. A row that is no accepted result is left out."""
    newest = [reading for row in summary.labs if (reading := _of_row(row)) is not None]
    profile = Profile.of(newest, {}, catalogue())
    results = [observation(reading, catalogue()) for reading in profile.labs.values()]
    results += _older(summary, newest)
    derived = derived_observations(profile.derived, profile.labs, catalogue())
    names = [f"#{each['id']}" for each in (*results, *derived)]
    estimates = _estimates(summary, names, now)
    answers = [_answers(summary, now)] if summary.history else []
    made = [_provenance(each, now) for each in (*derived, *estimates)]
    return checked(_bundle([*results, *derived, *answers, *estimates, *made], now))


def _estimates(summary: Summary, basis: list[str], now: datetime) -> list[dict[str, Any]]:
    """Return the estimate for clinicians; patients get theirs in words, on paper."""
    risk = summary.estimate.risk if summary.estimate else None
    if risk is None or summary.audience != "clinician":
        return []
    return [assessment(risk.model_dump(), basis, now=now) | {"id": "estimate"}]


def _provenance(resource: dict[str, Any], now: datetime) -> dict[str, Any]:
    rests_on = resource.get("derivedFrom") or resource.get("basis") or []
    sources = [each["reference"] for each in rests_on]
    made = provenance(f"#{resource['id']}", sources, now, "computed from the values in this Bundle")
    return made | {"id": f"provenance-{resource['id']}"}


def _bundle(resources: list[dict[str, Any]], now: datetime) -> dict[str, Any]:
    urls = {f"#{each['id']}": f"urn:uuid:{uuid.uuid4()}" for each in resources}
    entries = [{"fullUrl": urls[f"#{each['id']}"], "resource": _linked(each, urls)} for each in resources]
    return {"resourceType": "Bundle", "type": "collection", "timestamp": instant(now), "entry": entries}


def _linked(value: Any, urls: Mapping[str, str]) -> Any:
    """Return the resource with every `#id` replaced by the address of its entry."""
    if isinstance(value, dict):
        return {
            key: urls.get(inner, inner) if key == "reference" and isinstance(inner, str) else _linked(inner, urls)
            for key, inner in value.items()
        }
    return [_linked(inner, urls) for inner in value] if isinstance(value, list) else value


def _older(summary: Summary, newest: list[LabReading]) -> Iterator[dict[str, Any]]:
    """Yield the other values of each series; one that equals the newest says nothing new."""
    current = {(reading.analyte, reading.canonical_value) for reading in newest}
    for analyte, points in summary.series.items():
        for number, point in enumerate(points):
            reading = _of_point(analyte, point)
            if reading and (analyte, reading.canonical_value) not in current:
                made = observation(reading, catalogue())
                yield made | {"id": f"{made['id']}-{number}"}


def _of_row(row: LabRow) -> LabReading | None:
    if row.status != "ok":
        return None
    return _reading(row.analyte, row.typed, row.value, row.unit, row.taken)


def _of_point(analyte: str, point: Point) -> LabReading | None:
    return _reading(analyte, point.typed, point.value, point.unit, point.taken)


def _reading(analyte: str, typed: str, value: float | None, unit: str | None, taken: str | None) -> LabReading | None:
    """Return the reading as typed, else as its canonical value; None when neither is a result of the analyte."""
    known = catalogue().get(analyte)
    if known is None:
        return None
    fallback = known.canonical_unit if known.canonical_unit == "1" else None
    try:
        day = date.fromisoformat(taken) if taken else None
        comparator, number, stated = parse_result(typed, analyte)
        reading = read_value(known, number, stated or fallback, comparator=comparator, taken=day, origin="api")
    except (InputError, ValueError):
        return None if value is None or unit is None else _canonical(analyte, value, unit)
    return reading if reading.status == "ok" else None


def _canonical(analyte: str, value: float, unit: str) -> LabReading | None:
    reading = read_value(catalogue()[analyte], Decimal(str(value)), unit, origin="api")
    return reading if reading.status == "ok" else None


def _answers(summary: Summary, now: datetime) -> dict[str, Any]:
    items = [
        {"linkId": str(number), "text": said.label, "answer": [{"valueString": said.value or "–"}]}
        for number, said in enumerate(summary.history, start=1)
    ]
    return {
        "resourceType": "QuestionnaireResponse",
        "id": "stated-history",
        "status": "completed",
        "subject": SUBJECT,
        "authored": instant(now),
        "item": items,
    }
