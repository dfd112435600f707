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
from bot.api.fhir.risk_assessment import risk_assessment
from bot.api.imports import Fault, Imported
from bot.api.imports.fhir import read_resource
from bot.clinical.facts import Fact
from bot.clinical.labs import LabReading
from bot.clinical.risk import Profile, RiskEstimate, estimate, read_profile
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
        stated = {name: values[-1] for name, values in request.args.items()}
        with as_problems():
            asked = await asyncio.to_thread(_asked, body, stated)
        if asked.faults:
            errors = [each.as_problem() for each in asked.faults]
            raise Problem(422, _told(asked.faults), errors=errors, accepted=_accepted(asked.profile))
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
    faults = [*found.faults, *(_unclear(r) for r in found.readings() if r.status != "ok"), *_of_errors(errors)]
    labs: dict[str, LabReading] = {r.analyte: r for r in found.readings() if r.status == "ok"}
    facts: dict[str, Fact] = dict(found.facts)
    merged = Profile.of([*(labs | dict(profile.labs)).values()], facts | dict(profile.facts), catalogue())
    return Asked(merged, tuple(faults), found.notes, tuple(each.as_dict() for each in found.not_recognised))


def _asked(body: Mapping[str, Any], stated: Mapping[str, Any]) -> Asked:
    if "resourceType" in body:
        return of_import(read_resource(body, catalogue()), stated)
    both = {**body, **stated}
    if len(both) > _MOST_FIELDS:
        message = f"More than {_MOST_FIELDS} fields were sent."
        raise InputError(message, code="IM151", field="body", remedy="Send only ids of the contract.")
    profile, errors = read_profile(both, catalogue())
    return Asked(profile, tuple(_of_errors(errors)))


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


def _accepted(profile: Profile) -> dict[str, Any]:
    labs = {
        name: {"value": float(r.value), "unit": r.unit, "comparator": r.comparator}
        for name, r in profile.labs.items()
        if r.value is not None
    }
    return labs | dict(profile.facts)


def _told(faults: Sequence[Fault]) -> str:
    named = ", ".join(dict.fromkeys(each.field for each in faults[:10]))
    return f"{len(faults)} of the fields cannot be used: {named}. The others are valid."
