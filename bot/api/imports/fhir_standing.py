"""Whether a resource states a fact: FHIR also holds what is proposed, suspected, over, forbidden or meant otherwise.

Only what is known to count counts. Everything else is left out, with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.api.imports.dates import fhir_when

__all__ = ["codings", "not_a_fact", "not_understood"]

_ORDERED = frozenset({"order", "original-order", "instance-order"})
_PRESENT = frozenset({"active", "recurrence", "relapse"})
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
        return None if resource.get("intent") in _ORDERED else "it is no order"
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
    ends = [value for key, value in resource.items() if key.startswith("abatement") and value not in (None, "", False)]
    return "it is over" if any(not _ahead(end, today) for end in ends) else None


def _says(status: Any, wanted: frozenset[str]) -> bool:
    """Whether a status is not stated at all, or is one that counts. A status in words alone may say anything."""
    codes = {code for _, code in codings(status)}
    return not status or (bool(codes) and codes <= wanted)


def _time_of_taking(resource: Mapping[str, Any], today: date) -> str | None:
    period = resource.get("effectivePeriod")
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
