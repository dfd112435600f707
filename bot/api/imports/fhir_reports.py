"""What a DiagnosticReport says about its results: that they were withdrawn, or that they were not sent along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.api.imports.dates import When, fhir_when
from bot.api.imports.fhir_walk import Entry

__all__ = ["WITHDRAWN", "Reports", "read_reports", "sentences", "when_of"]

WITHDRAWN = frozenset({"cancelled", "entered-in-error", "registered", "unknown"})


@dataclass(frozen=True, slots=True)
class Reports:
    """By `id()` of an Observation: those that belong only to reports which do not count, and the time of its report."""

    withdrawn: frozenset[int]
    times: Mapping[int, When]


def read_reports(entries: Sequence[Entry]) -> Reports:
    """Return what the DiagnosticReports say about their Observations, referred to or contained."""
    names = _names(entries)
    members = {id(e.resource): _references(e, "hasMember") for e in entries if e.type == "Observation"}
    withdrawn: set[int] = set()
    standing: set[int] = set()
    times: dict[int, When] = {}
    for report in _reports(entries):
        results = _with_members({name for name in _references(report) if name in names}, members, names)
        results |= {id(e.resource) for e in entries if e.container is report.resource and e.type == "Observation"}
        (withdrawn if _withdrawn(report) else standing).update(results)
        when = when_of(report.resource)
        times |= dict.fromkeys(results, when) if when else {}
    return Reports(frozenset(withdrawn - standing), times)


def _with_members(stated: set[str], members: Mapping[int, list[str]], names: Mapping[str, int]) -> set[int]:
    """Return the Observations of these names and, through panels (`hasMember`), everything that belongs to them."""
    found: set[int] = set()
    waiting = [names[name] for name in stated]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += [names[name] for name in members.get(each, ()) if name in names]
    return found


def when_of(resource: Mapping[str, Any]) -> When | None:
    """Return the time of the sample of an Observation or DiagnosticReport, else when it was issued."""
    period = resource.get("effectivePeriod")
    ends = (period.get("end"), period.get("start")) if isinstance(period, dict) else ()
    stated = (resource.get("effectiveDateTime"), resource.get("effectiveInstant"), *ends, resource.get("issued"))
    return next(filter(None, map(fhir_when, stated)), None)


def sentences(entries: Sequence[Entry]) -> list[str]:
    """Return one sentence for each report with a status that does not count, or with results that were not sent."""
    names = _names(entries)
    told = []
    for report in _reports(entries):
        if _withdrawn(report):
            told.append(
                f"{report.where}: the report has the status {report.resource['status']}; its results were not used."
            )
        missing = sum(1 for name in _references(report) if not name.startswith("#") and name not in names)
        if missing:
            told.append(f"{report.where}: {missing} results of the report were not sent along.")
    return told


def _withdrawn(report: Entry) -> bool:
    status = report.resource.get("status")
    return isinstance(status, str) and status in WITHDRAWN


def _reports(entries: Sequence[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if entry.type == "DiagnosticReport")


def _names(entries: Sequence[Entry]) -> dict[str, int]:
    """Return every name by which an Observation of the document can be referred to."""
    found: dict[str, int] = {}
    for entry in entries:
        if entry.type == "Observation" and entry.container is None:
            name = entry.resource.get("id")
            if isinstance(name, str):
                found[f"Observation/{name}"] = id(entry.resource)
            if entry.full_url:
                found[entry.full_url] = id(entry.resource)
    return found


def _references(entry: Entry, field: str = "result") -> list[str]:
    results = entry.resource.get(field)
    stated = (
        [each.get("reference") for each in results if isinstance(each, Mapping)] if isinstance(results, list) else []
    )
    return [_short(reference) for reference in stated if isinstance(reference, str)]


def _short(reference: str) -> str:
    parts: list[Any] = reference.split("/_history/", maxsplit=1)[0].split("/")
    absolute = len(parts) > 2 and parts[-2] == "Observation" and "://" in reference
    return "/".join(parts[-2:]) if absolute else "/".join(parts)
