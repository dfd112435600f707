"""`POST /api/risk`: what is known about a person in, the estimate of the contract out."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.api.bodies import FHIR_JSON, JSON, answer, as_problems, json_object, preferred
from bot.api.content import catalogue, risk_model
from bot.api.critical import critical_texts
from bot.api.fhir.risk_assessment import risk_assessment
from bot.api.imports import Fault, Imported
from bot.api.imports.fhir import read_resource
from bot.api.imports.result import clean
from bot.clinical.facts import Fact, left_open
from bot.clinical.labs import LabReading
from bot.clinical.risk import Profile, RiskEstimate, contradictions, estimate, read_profile
from bot.errors import InputError
from bot.web.problems import Problem

__all__ = ["Asked", "add", "of_import"]

_MOST_FIELDS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What an estimate is asked for: the profile, everything that was wrong, and sentences to go with the answer."""

    profile: Profile
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()
    not_recognised: tuple[dict[str, str], ...] = ()


def add(routes: Blueprint) -> None:
    """Add the route."""

    @routes.post("/api/risk")
    async def risk(request: Request) -> HTTPResponse:
        body = json_object(request)
        with as_problems():
            asked = await asyncio.to_thread(_asked, body, _of_query(request.args))
        if asked.faults:
            errors = [each.as_problem() for each in asked.faults]
            told: dict[str, Any] = {"accepted": _accepted(asked)}
            told |= {"notes": list(asked.notes)} if asked.notes else {}
            raise Problem(422, _told(asked.faults), errors=errors, **told)
        result = await asyncio.to_thread(estimate, asked.profile, risk_model())
        if preferred(request, (JSON, FHIR_JSON)) == FHIR_JSON:
            made = risk_assessment(result, asked.profile, catalogue(), now=datetime.now(UTC), notes=asked.notes)
            return answer(made, kind=FHIR_JSON)
        return answer(_contract(result, asked))


def of_import(found: Imported, stated: Mapping[str, Any]) -> Asked:
    """Return the question that a document asks, with what was stated beside it (contract ids), which counts before it.

    A value that was found but is unclear is a fault: nothing is computed while it is silently left out.
    """
    profile, errors = read_profile(stated, catalogue())
    open_readings = (_unclear(r) for r in found.readings() if r.status != "ok" and r.analyte not in profile.labs)
    labs: dict[str, LabReading] = {r.analyte: r for r in found.readings() if r.status == "ok"}
    facts: dict[str, Fact] = dict(found.facts)
    merged = Profile.of([*(labs | dict(profile.labs)).values()], facts | dict(profile.facts), catalogue())
    faults = [*found.faults, *open_readings, *_of_errors((*errors, *contradictions(merged)))]
    notes = (*found.notes, *left_open(stated), *_critical(merged), *_overruled(labs, facts, profile))
    return Asked(merged, tuple(faults), notes, tuple(each.as_dict() for each in found.not_recognised))


def _asked(body: Mapping[str, Any], stated: Mapping[str, Any]) -> Asked:
    if "resourceType" in body:
        return of_import(read_resource(body, catalogue()), stated)
    twice = sorted(name for name in body.keys() & stated.keys() if str(body[name]) != str(stated[name]))
    if twice:
        raise _two_values(twice[0], "in the address and in the body")
    both = {**body, **stated}
    if len(both) > _MOST_FIELDS:
        message = f"More than {_MOST_FIELDS} fields were sent."
        raise InputError(message, code="IM151", field="body", remedy="Send only ids of the contract.")
    profile, errors = read_profile(both, catalogue())
    faults = _of_errors((*errors, *contradictions(profile)))
    return Asked(profile, tuple(faults), (*left_open(both), *_critical(profile)))


def _of_query(query: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return each field of the address once; raises `InputError` when one is there with two values."""
    for name, values in query.items():
        if len(set(values)) > 1:
            raise _two_values(name, "in the address")
    return {name: values[-1] for name, values in query.items()}


def _critical(profile: Profile) -> tuple[str, ...]:
    return critical_texts(profile.labs.values(), profile.facts, catalogue())


def _two_values(name: str, where: str) -> InputError:
    field = clean(name, 60)
    message = f"{field} has two different values {where}."
    return InputError(message, code="IM152", field=field, remedy="Send it once.")


def _overruled(labs: Mapping[str, LabReading], facts: Mapping[str, Fact], stated: Profile) -> list[str]:
    """Return a sentence for everything the document says otherwise than the address, which counts."""
    said = [(name, value, stated.facts[name]) for name, value in facts.items() if name in stated.facts]
    said += [(name, _short(labs[name]), _short(stated.labs[name])) for name in labs if name in stated.labs]
    return [
        f"{name}: the document says {_word(old)}, the address {_word(new)}; the address was taken."
        for name, old, new in said
        if old != new
    ]


def _short(reading: LabReading) -> str:
    unit = "" if reading.unit in (None, "1") else f" {reading.unit}"
    return f"{reading.comparator or ''}{reading.value}{unit}"


def _word(value: Fact) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _of_errors(errors: Sequence[InputError]) -> list[Fault]:
    return [Fault.of(error, error.field or "body") for error in errors]


def _unclear(reading: LabReading) -> Fault:
    if reading.status == "implausible":
        message = "This value cannot be right."
    elif reading.reason == "two_values":
        message = "Different values, and nothing tells which is newer."
    else:
        message = "It is not clear which unit is meant."
    return Fault(reading.analyte, message, "Correct it, or leave it out.")


def _contract(result: RiskEstimate, asked: Asked) -> dict[str, Any]:
    body = result.as_contract()
    if asked.notes:
        body["notes"] = list(asked.notes)
    if asked.not_recognised:
        body["not_recognised"] = list(asked.not_recognised)
    return body


def _accepted(asked: Asked) -> dict[str, Any]:
    profile, wrong = asked.profile, {each.field for each in asked.faults}
    labs = {
        name: {"value": float(r.value), "unit": r.unit, "comparator": r.comparator}
        for name, r in profile.labs.items()
        if r.value is not None
    }
    return {name: value for name, value in (labs | dict(profile.facts)).items() if name not in wrong}


def _told(faults: Sequence[Fault]) -> str:
    named = ", ".join(dict.fromkeys(each.field for each in faults[:10]))
    return f"{len(faults)} of the fields cannot be used: {named}. The others are valid."
