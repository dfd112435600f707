"""FHIR R4 resources → readings and facts. Names, identifiers and narrative are looked at only to tell people apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.api.imports.fhir_facts import FACT_TYPES, facts_of
from bot.api.imports.fhir_observation import Outcome, read_observation
from bot.api.imports.fhir_reports import read_reports, sentences
from bot.api.imports.fhir_subjects import check_one_person
from bot.api.imports.fhir_walk import Entry, walk
from bot.api.imports.pick import pick
from bot.api.imports.result import Imported
from bot.api.imports.strict_json import loads
from bot.clinical.analytes import Catalogue
from bot.errors import InputError

__all__ = ["ACCEPTED", "read_fhir", "read_resource"]

ACCEPTED = ("Bundle", "Observation", "DiagnosticReport")
_SILENT = FACT_TYPES | {"Bundle", "Observation", "DiagnosticReport", "OperationOutcome"}


def read_fhir(body: bytes, catalogue: Catalogue, *, today: date | None = None) -> Imported:
    """Read the JSON of a FHIR R4 Bundle, Observation or DiagnosticReport. Raises as `loads` and `read_resource`."""
    return read_resource(loads(body), catalogue, today=today)


def read_resource(resource: Any, catalogue: Catalogue, *, today: date | None = None) -> Imported:
    """Read a parsed resource (fractions as `Decimal`).

    What is wrong with single entries is returned as faults. Raises `InputError` for the whole document: IM110 not one
    of the three resources, IM111 too many entries, IM112 resources nested too deeply, IM113 results of two people.
    """
    if not isinstance(resource, dict) or resource.get("resourceType") not in ACCEPTED:
        raise InputError(
            "This is not a FHIR Bundle, Observation or DiagnosticReport.",
            code="IM110",
            field="resourceType",
            remedy="Send one of these three, as FHIR R4 JSON.",
        )
    entries, faults = walk(resource)
    notes = check_one_person(entries)
    reports = read_reports(entries)
    outcome = Outcome(faults=faults)
    for entry in entries:
        if entry.type == "Observation":
            outcome.merge(read_observation(entry, catalogue, reports))
    picked = pick(outcome.candidates, catalogue, today or datetime.now(UTC).date())
    facts, told = facts_of(entries, outcome.bmi, today or datetime.now(UTC).date())
    return Imported(
        labs=tuple(picked.labs),
        corrected=picked.corrected,
        facts=facts,
        marks=picked.marks,
        not_recognised=tuple(outcome.not_recognised),
        notes=(
            *notes,
            *outcome.notes,
            *picked.notes,
            *told,
            *sentences(entries),
            *_not_read(entries),
            *_not_whole(resource),
        ),
        faults=(*outcome.faults, *picked.faults),
    )


def _not_whole(resource: Mapping[str, Any]) -> list[str]:
    """A sentence where the document is only a page of what was found."""
    links, total = resource.get("link"), resource.get("total")
    rows = links if isinstance(links, list) else []
    following = any(isinstance(each, dict) and each.get("relation") == "next" for each in rows)
    entries = resource.get("entry")
    sent = sum(map(_is_match, entries)) if isinstance(entries, list) else 0
    if following or (resource.get("type") == "searchset" and isinstance(total, int) and total > sent):
        return ["This is one page of several: newer results may stand on another."]
    return []


def _is_match(entry: Any) -> bool:
    """Whether an entry counts among the `total` of a search: what is only sent beside it, or tells of it, does not."""
    search = entry.get("search") if isinstance(entry, dict) else None
    return not isinstance(search, dict) or search.get("mode", "match") == "match"


def _not_read(entries: Sequence[Entry]) -> list[str]:
    others = Counter(entry.type for entry in entries if entry.type not in _SILENT)
    if not others:
        return []
    listed = ", ".join(f"{count} × {name}" for name, count in sorted(others.items()))
    return [f"Not read, because no result stands in them: {listed}."]
