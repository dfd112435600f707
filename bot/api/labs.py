"""`POST /api/labs`: a laboratory report in, the values as the assistant understands them out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.api.bodies import JSON_TYPES, answer, as_problems, content_type
from bot.api.content import catalogue
from bot.api.critical import critical_of
from bot.api.imports import Imported, read_csv, read_fhir, read_text
from bot.clinical.labs import LabReading
from bot.web.problems import Problem

__all__ = ["add", "imported_body"]

_READERS: Mapping[str, Callable[[bytes], Imported]] = MappingProxyType(
    {
        **dict.fromkeys(JSON_TYPES, lambda body: read_fhir(body, catalogue())),
        "text/csv": lambda body: read_csv(body, catalogue()),
        "text/plain": lambda body: read_text(body, catalogue()),
    }
)


def add(routes: Blueprint) -> None:
    """Add the route."""

    @routes.post("/api/labs")
    async def labs(request: Request) -> HTTPResponse:
        read = _READERS[content_type(request, tuple(_READERS))]
        with as_problems():
            found = await asyncio.to_thread(partial(read, request.body or b""))
        body = imported_body(found)
        if found.faults:
            raise Problem(422, _told(found), errors=[each.as_problem() for each in found.faults], **body)
        return answer(body)


def imported_body(found: Imported) -> dict[str, Any]:
    """Return the answer's fields: the labs of the contract with `taken`, `reference`, marks and older values."""
    labs = [_lab(reading, found) for reading in found.labs]
    corrected = None if found.corrected is None else _lab(found.corrected, found)
    urgent = [each["critical"]["text"] for each in (*labs, corrected or {}) if each.get("critical")]
    body: dict[str, Any] = {
        "labs": labs,
        "not_recognised": [each.as_dict() for each in found.not_recognised],
        "notes": [*urgent, *found.notes],
        "history": dict(found.facts),
    }
    return body if corrected is None else body | {"corrected_calcium": corrected}


def _lab(reading: LabReading, found: Imported) -> dict[str, Any]:
    marks = found.marks.get(reading.analyte, ())
    return _plain(reading) | {
        "marks": list(marks),
        "check": reading.check,
        "reason": reading.reason,
        "choices": [
            {"value": float(choice.value), "unit": choice.unit, "analyte": choice.analyte or reading.analyte}
            for choice in reading.choices
        ],
        "critical": None if "stale" in marks else critical_of(reading, found.facts, catalogue()),
        "earlier": [_plain(older) for older in reading.earlier],
    }


def _plain(reading: LabReading) -> dict[str, Any]:
    return reading.as_contract() | {"taken": _day(reading.taken), "reference": _reference(reading)}


def _reference(reading: LabReading) -> dict[str, Any] | None:
    if reading.reference is None:
        return None
    low, high, unit = reading.reference
    return {
        "low": None if low is None else float(low),
        "high": None if high is None else float(high),
        "unit": unit or reading.unit,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _told(found: Imported) -> str:
    """Return one plain sentence or two: how much could not be used, and what."""
    few = "; ".join(f"{each.field}: {each.message.rstrip('.')}" for each in found.faults[:3])
    count = len(found.faults)
    more = f"; and {count - 3} more" if count > 3 else ""
    kept = f" The other {len(found.labs)} were read." if found.labs else ""
    return f"{count} of the entries could not be used: {few}{more}.{kept}"
