"""Whether a resource states a fact: FHIR also holds what is proposed, suspected, over, forbidden or meant otherwise.

Only what is known to count counts. Everything else is left out, with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.api.imports.dates import fhir_when

__all__ = ["codings", "not_a_fact", "not_understood"]

_ORDERED = frozenset({"order", "original-order", "instance-order", "filler-order", "reflex-order"})
_PRESENT = frozenset({"active", "recurrence", "relapse"})
_OVER = frozenset({"inactive", "remission", "resolved"})
_UNSURE = frozenset({"unconfirmed", "provisional", "differential", "refuted", "entered-in-error"})
_FHIR = ("http://terminology.hl7.org/", "http://hl7.org/fhir/")
_MODIFIED = "it carries a modifier that is not understood here"


def not_understood(resource: Mapping[str, Any]) -> str | None:
    """Why a resource must not be processed: it says that it means something else than its elements do. Or None."""
    return _MODIFIED if resource.get("modifierExtension") or resource.get("implicitRules") else None


def not_a_fact(kind: str, resource: Mapping[str, Any], today: date) -> str | None:
    """Why a Condition or a medicine does not tell of the person as they are now; None where it does."""
    modified = not_understood(resource)
    if modified:
        return modified
    if kind == "Condition":
        return _diagnosis(resource, today)
    if resource.get("status") != "active":
        return "it is not active"
    if resource.get("doNotPerform", False) is not False:
        return "it says not to give the medicine"
    if kind == "MedicationRequest":
        return _time_of_order(resource, today) if resource.get("intent") in _ORDERED else "it is no order"
    return _time_of_taking(resource, today)


def codings(concept: Any) -> list[tuple[str, str]]:
    """The (system, code) pairs of a CodeableConcept."""
    rows = concept.get("coding") if isinstance(concept, dict) else None
    given = [each for each in rows if isinstance(each, dict)] if isinstance(rows, list) else []
    return [(str(each.get("system")), each["code"]) for each in given if isinstance(each.get("code"), str)]


def _diagnosis(resource: Mapping[str, Any], today: date) -> str | None:
    if not _says(resource.get("verificationStatus"), frozenset({"confirmed"})):
        return "it is not confirmed"
    if not _says(resource.get("clinicalStatus"), _PRESENT):
        return "it is not active"
    if _ahead(resource.get("onsetDateTime"), today) or _ahead(_part(resource.get("onsetPeriod"), "start"), today):
        return "it lies ahead"
    ends = [value for key, value in resource.items() if key.startswith("abatement") and value not in (None, "", False)]
    return "it is over" if any(not _ahead(_last(end), today) for end in ends) else None


def _last(end: Any) -> Any:
    """When an end is complete: of a period, at its end."""
    return (end.get("end") or end.get("start")) if isinstance(end, dict) else end


def _part(period: Any, name: str) -> Any:
    return period.get(name) if isinstance(period, dict) else None


def _says(status: Any, wanted: frozenset[str]) -> bool:
    """Whether a status is not stated at all, or is one that counts. A status in words alone may say anything.

    Codes of FHIR count before those that a hospital adds, unless these say the contrary.
    """
    given = codings(status)
    codes = {code for _, code in given}
    official = {code for system, code in given if system.startswith(_FHIR)} or codes
    return not status or (bool(codes) and official <= wanted and codes.isdisjoint(_OVER | _UNSURE))


def _time_of_order(resource: Mapping[str, Any], today: date) -> str | None:
    """An order holds while any of its instructions does; what may no longer be given out is over."""
    rows = resource.get("dosageInstruction")
    bounds = [_bounds(row) for row in rows] if isinstance(rows, list) else []
    periods = [period for period in bounds if period] if all(bounds) else []
    whys = {_time_of_period(period, today) for period in periods} or {None}
    if None not in whys:
        return sorted(filter(None, whys))[0]
    if _ahead(resource.get("authoredOn"), today):
        return "it lies ahead"
    dispense = resource.get("dispenseRequest")
    return _time_of_period(_part(dispense, "validityPeriod"), today)


def _bounds(row: Any) -> dict[str, Any] | None:
    """The period of one instruction for taking a medicine, where it states one."""
    period = _part(_part(_part(row, "timing"), "repeat"), "boundsPeriod")
    return period if isinstance(period, dict) else None


def _time_of_taking(resource: Mapping[str, Any], today: date) -> str | None:
    if _ahead(resource.get("effectiveDateTime"), today):
        return "it lies ahead"
    return _time_of_period(resource.get("effectivePeriod"), today)


def _time_of_period(period: Any, today: date) -> str | None:
    if not isinstance(period, dict):
        return None
    if period.get("end") and not _ahead(period["end"], today, same_day=True):
        return "it is over"
    return "it lies ahead" if _ahead(period.get("start"), today) else None


def _ahead(stated: Any, today: date, *, same_day: bool = False) -> bool:
    """Whether a stated time lies ahead; `same_day`: or is today's, or its month's or year's where no day is given."""
    when = fhir_when(stated)
    if when is None:
        return False
    if same_day and when.rounded:
        given = str(stated).strip()
        return given >= today.isoformat()[: len(given)]
    return when.day > today or (same_day and when.day == today)
