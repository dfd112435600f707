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
_NAMED = re.compile(r"(?:^|/)[A-Z][A-Za-z]{2,40}/[^/]+$")  # a type with an id behind it


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
    newer = _Newer() if bundle.get("type") == "history" else None
    for place, entry in enumerate(entries):
        where = f"{prefix}entry[{place}]"
        if not isinstance(entry, dict):
            yield Fault(where, "This is not an entry.", "Send an object with a resource in it.")
        elif newer is not None and newer.may_hold(entry):
            message = "It cannot be told from what was deleted later in this history."
            yield Fault(where, message, "Send fullUrl, or the id of the resource, with each entry.")
        elif _counts(entry, newer) and "resource" in entry:
            url = entry.get("fullUrl")
            yield from _resources(entry["resource"], where, url if isinstance(url, str) else "", None, depth + 1)


class _Newer:
    """The resources that stand before an entry of a history, where the newest come first."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._gone: set[str] = set()  # the types of which one was deleted or withdrawn

    def has(self, entry: Mapping[str, Any]) -> bool:
        """Whether a newer version of an entry stands before it; it is noted for those behind it."""
        names = _names(entry)
        known = not self._names.isdisjoint(names)
        self._names |= names
        resource = entry.get("resource")
        withdrawn = isinstance(resource, dict) and resource.get("status") == "entered-in-error"
        if not known and (withdrawn or _method(entry) == "DELETE"):
            self._gone |= {name.split("/")[0] for name in names}
        return known

    def may_hold(self, entry: Mapping[str, Any]) -> bool:
        """Whether an entry without any name may be what was deleted later."""
        resource = entry.get("resource")
        kind = resource.get("resourceType") if isinstance(resource, dict) else None
        return not _names(entry) and kind in self._gone


def _names(entry: Mapping[str, Any]) -> set[str]:
    """What an entry of a history calls its resource, without server and version: `Observation/a`."""
    resource, request, response = entry.get("resource"), entry.get("request"), entry.get("response")
    asked = request.get("url") if isinstance(request, dict) else None
    given = response.get("location") if isinstance(response, dict) else None
    stated = [each for each in (asked, given) if isinstance(each, str)]
    if isinstance(resource, dict) and isinstance(resource.get("id"), str):
        stated.append(f"{resource.get('resourceType')}/{resource['id']}")
    named = [each for each in map(_bare, stated) if _NAMED.search(each)]
    full = entry.get("fullUrl")
    if isinstance(full, str) and full and not _TYPE.fullmatch(full.split("/")[-1]):
        named.append(_bare(full))
    return {"/".join(each.split("/")[-2:]) for each in named}


def _bare(url: str) -> str:
    return url.split("/_history/", maxsplit=1)[0].rstrip("/")


def _counts(entry: Mapping[str, Any], newer: _Newer | None) -> bool:
    """Whether an entry tells of the present: it is no deletion and, in a history, the newest of its resource."""
    if newer is not None and newer.has(entry):
        return False
    return _method(entry) != "DELETE"


def _method(entry: Mapping[str, Any]) -> object:
    request = entry.get("request")
    return request.get("method") if isinstance(request, dict) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
