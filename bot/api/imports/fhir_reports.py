"""What a DiagnosticReport says about its results: that they were withdrawn, or that they were not sent along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.api.imports.fhir_walk import Entry

__all__ = ["WITHDRAWN", "results_of_withdrawn", "sentences"]

WITHDRAWN = frozenset({"cancelled", "entered-in-error", "registered", "unknown"})


def results_of_withdrawn(entries: Sequence[Entry]) -> frozenset[int]:
    """Return the ids (`id()`) of the Observations that belong only to reports which do not count."""
    names = _names(entries)
    withdrawn: set[int] = set()
    standing: set[int] = set()
    for report in _reports(entries):
        into = withdrawn if _withdrawn(report) else standing
        into.update(names[name] for name in _references(report) if name in names)
        into.update(id(e.resource) for e in entries if e.container is report.resource and e.type == "Observation")
    return frozenset(withdrawn - standing)


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


def _references(report: Entry) -> list[str]:
    results = report.resource.get("result")
    stated = (
        [each.get("reference") for each in results if isinstance(each, Mapping)] if isinstance(results, list) else []
    )
    return [_short(reference) for reference in stated if isinstance(reference, str)]


def _short(reference: str) -> str:
    parts: list[Any] = reference.split("/_history/", maxsplit=1)[0].split("/")
    absolute = len(parts) > 2 and parts[-2] == "Observation" and "://" in reference
    return "/".join(parts[-2:]) if absolute else "/".join(parts)
