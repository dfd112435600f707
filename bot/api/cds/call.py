"""Reading one call of the service: context and prefetch, with the ways in which prefetch is allowed to disappoint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.api.content import catalogue
from bot.api.imports import Fault, Imported
from bot.api.imports.fhir import read_resource
from bot.errors import InputError
from bot.web.problems import Problem

__all__ = ["Call", "read_call"]

_KEYS = ("patient", "labs", "conditions", "medications")
_CLINICIANS = ("Practitioner/", "PractitionerRole/")


@dataclass(frozen=True, slots=True)
class Call:
    """A call for a clinician. `given`: prefetch keys that came; `paged`: those of which only a first page came."""

    found: Imported
    given: tuple[str, ...]
    paged: tuple[str, ...]


def read_call(body: Mapping[str, Any]) -> Call | None:
    """Return the call, or None when no clinician is looking (then there is no card).

    Raises `Problem`: 422 for a wrong hook or context, for another person's data, and for too much of it; 412 when the
    laboratory results were not prefetched, because nothing is fetched from the caller's server.
    """
    patient = _checked_context(body)
    user = body["context"]["userId"]
    if not user.startswith(_CLINICIANS):
        return None
    prefetch = body.get("prefetch")
    given = {key: value for key in _KEYS if (value := _resource(prefetch, key)) is not None}
    if "labs" not in given:
        raise Problem(
            412, "The laboratory results (prefetch key `labs`) are missing, and nothing is fetched from here."
        )
    try:
        found = read_resource(_together(given, patient), catalogue())
    except InputError as error:
        field = _renamed(Fault.of(error, error.field or "prefetch"), tuple(given)).as_problem()
        raise Problem(422, error.message, errors=[field], code=error.code) from error
    faults = tuple(_renamed(each, tuple(given)) for each in found.faults)
    return Call(replace(found, faults=faults), tuple(given), tuple(key for key in given if _paged(given[key])))


def _checked_context(body: Mapping[str, Any]) -> str:
    context = body.get("context")
    errors = []
    if body.get("hook") != "patient-view":
        errors.append(Fault("hook", "This service answers patient-view only.", "Call it with hook patient-view."))
    if not isinstance(body.get("hookInstance"), str) or not body["hookInstance"]:
        errors.append(Fault("hookInstance", "It is missing.", "Send the UUID of this call."))
    for name in ("userId", "patientId"):
        value = context.get(name) if isinstance(context, dict) else None
        if not isinstance(value, str) or not value or len(value) > 200:
            errors.append(Fault(f"context.{name}", "It is missing.", "Send it as text."))
    if errors:
        raise Problem(422, "The call is not one of CDS Hooks.", errors=[each.as_problem() for each in errors])
    return str(body["context"]["patientId"]).removeprefix("Patient/")


def _resource(prefetch: Any, key: str) -> Any:
    """Return what was prefetched under `key`; null, a failed query (OperationOutcome) and nothing are the same."""
    value = prefetch.get(key) if isinstance(prefetch, dict) else None
    failed = isinstance(value, dict) and value.get("resourceType") == "OperationOutcome"
    return None if failed else value


def _together(given: Mapping[str, Any], patient: str) -> dict[str, Any]:
    """Return one Bundle of everything. The person of the context is in it, so that anyone else's data are refused."""
    entries: list[dict[str, Any]] = [{"resource": resource} for resource in given.values()]
    entries.append({"resource": {"resourceType": "Patient", "id": patient}})
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _renamed(fault: Fault, keys: tuple[str, ...]) -> Fault:
    """Return the fault with its place under `prefetch` in place of the place in the joined Bundle."""
    for place, key in enumerate(keys):
        fault = (
            replace(fault, field=fault.field.replace(f"entry[{place}]", f"prefetch.{key}", 1))
            if (fault.field.startswith(f"entry[{place}]"))
            else fault
        )
    return fault


def _paged(resource: Any) -> bool:
    links = resource.get("link") if isinstance(resource, dict) else None
    return isinstance(links, list) and any(isinstance(each, dict) and each.get("relation") == "next" for each in links)
