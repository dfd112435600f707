"""Finding every resource of a document: entries, Bundles inside Bundles, and contained resources, within limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.api.imports.result import MAX_ENTRIES, Fault
from bot.errors import InputError

__all__ = ["MAX_NESTING", "Entry", "walk"]

MAX_NESTING = 4
_TYPE = re.compile(r"[A-Z][A-Za-z]{2,40}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One resource: its place (`entry[3]`), its type, its content, its `fullUrl`, and the resource that contains it."""

    where: str
    type: str
    resource: Mapping[str, Any]
    full_url: str = ""
    container: Mapping[str, Any] | None = None


def walk(resource: Mapping[str, Any]) -> tuple[list[Entry], list[Fault]]:
    """Return all resources in document order, and a fault for each entry that is none.

    Raises `InputError` IM111 for more than 500 resources, IM112 for resources more than four deep.
    """
    entries: list[Entry] = []
    faults: list[Fault] = []
    for found in _resources(resource, "", "", None, 1):
        if isinstance(found, Fault):
            faults.append(found)
        else:
            entries.append(found)
        if len(entries) + len(faults) > MAX_ENTRIES:
            raise InputError(
                f"The document has more than {MAX_ENTRIES} entries.",
                code="IM111",
                field="entry",
                remedy="Send only the laboratory results that matter, for example the last year's.",
            )
    return entries, faults


def _resources(
    resource: Any, where: str, full_url: str, container: Mapping[str, Any] | None, depth: int
) -> Iterator[Entry | Fault]:
    name = resource.get("resourceType") if isinstance(resource, dict) else None
    if not isinstance(name, str) or not _TYPE.fullmatch(name):
        yield Fault(where or "resourceType", "This is not a FHIR resource.", "Leave it out, or give its resourceType.")
        return
    if depth > MAX_NESTING + 1:
        raise InputError(
            f"Resources are nested more than {MAX_NESTING} deep.",
            code="IM112",
            field=where,
            remedy="Send one Bundle with all results in it.",
        )
    if name != "Bundle" or depth > 1:
        yield Entry(where or name, name, resource, full_url, container)
    prefix = f"{where}." if where else ""
    if name == "Bundle":
        yield from _of_bundle(resource, prefix, depth)
    else:
        for place, inner in enumerate(_list(resource.get("contained"))):
            yield from _resources(inner, f"{prefix}contained[{place}]", "", resource, depth + 1)


def _of_bundle(bundle: Mapping[str, Any], prefix: str, depth: int) -> Iterator[Entry | Fault]:
    entries = bundle.get("entry", [])
    if not isinstance(entries, list):
        yield Fault(f"{prefix}entry", "The entries of a Bundle must be a list.", "Send entry as a list.")
        return
    newer: set[str] | None = set() if bundle.get("type") == "history" else None
    for place, entry in enumerate(entries):
        where = f"{prefix}entry[{place}]"
        if not isinstance(entry, dict):
            yield Fault(where, "This is not an entry.", "Send an object with a resource in it.")
        elif _counts(entry, newer) and "resource" in entry:
            url = entry.get("fullUrl")
            yield from _resources(entry["resource"], where, url if isinstance(url, str) else "", None, depth + 1)


def _counts(entry: Mapping[str, Any], newer: set[str] | None) -> bool:
    """Whether an entry tells of the present: it is no deletion and, in a history, the newest of its resource.

    `newer`: the resources that stand before it in a history (the newest come first), else None.
    """
    request = entry.get("request")
    asked = request if isinstance(request, dict) else {}
    if newer is not None:
        name = "/".join(str(entry.get("fullUrl") or asked.get("url") or "").split("/_history/")[0].split("/")[-2:])
        if name in newer:
            return False
        newer |= {name} - {""}
    return asked.get("method") != "DELETE"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
