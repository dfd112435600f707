"""Whose results are these? More than one person in a document is refused; who the person is, is never kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.api.imports.fhir_walk import Entry
from bot.errors import InputError

__all__ = ["check_one_person"]

_RELATIVE = re.compile(
    r"(?:(?P<base>[A-Za-z][\w+.-]*://.+?)/)?(?P<tail>[A-Za-z]+/[A-Za-z0-9.\-]{1,64})(?:/_history/.*)?"
)
_IDENTITY = ("identifier", "name", "birthDate", "gender")
_MIXED = "The results name their patient in different ways; check that they are all of one person."


def check_one_person(entries: Sequence[Entry]) -> list[str]:
    """Return sentences about the subject; raises `InputError` IM113 when the document is about two people, IM114 when
    a result is not about a person."""
    aliases = _aliases(entries)
    keys: dict[str, set[str]] = {}
    bases: dict[str, set[str]] = {}
    for entry in entries:
        for kind, key in _keys(entry, aliases):
            base, _, tail = key.rpartition("|") if kind == "reference" else ("", "", key)
            keys.setdefault(kind, set()).add(tail)
            if base:
                bases.setdefault(tail, set()).add(base)
    # A reference and a Patient entry are the same kind of name; identifiers and names compare only among themselves.
    if any(len(found) > 1 for found in (*keys.values(), *bases.values())):
        raise InputError(
            "The document holds results of more than one person, so none was read.",
            code="IM113",
            field="subject",
            remedy="Send one document for each person.",
        )
    return [_MIXED] if len(keys) > 1 else []


def _aliases(entries: Sequence[Entry]) -> dict[str, str]:
    """Return what else a Patient entry is called: its `fullUrl`."""
    found = {}
    for entry in entries:
        if entry.type == "Patient" and entry.container is None and entry.full_url:
            name = entry.resource.get("id")
            found[entry.full_url] = f"|Patient/{name}" if isinstance(name, str) else f"|{entry.full_url}"
    return found


def _keys(entry: Entry, aliases: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if entry.type == "Patient":
        if entry.container is None:
            name = entry.resource.get("id")
            own = f"|Patient/{name}" if isinstance(name, str) else f"|{entry.full_url or entry.where}"
            yield "reference", own
        return
    for field in ("subject", "patient"):
        stated = entry.resource.get(field)
        if isinstance(stated, dict):
            yield from _of_reference(stated, entry, aliases)


def _of_reference(stated: Mapping[str, Any], entry: Entry, aliases: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    reference, identifier, display = stated.get("reference"), stated.get("identifier"), stated.get("display")
    if isinstance(reference, str) and reference:
        _about_a_person(reference, stated.get("type"), entry)
        if reference.startswith("#"):
            yield "contained", _contained(reference[1:], entry)
        elif reference in aliases:
            yield "reference", aliases[reference]
        else:
            match = _RELATIVE.fullmatch(reference)
            yield "reference", f"{match['base'] or ''}|{match['tail']}" if match else f"|{reference}"
    elif isinstance(identifier, dict):
        yield "identifier", f"{identifier.get('system')} {identifier.get('value')}"
    elif isinstance(display, str) and display:
        yield "display", " ".join(display.casefold().split())


def _about_a_person(reference: str, kind: Any, entry: Entry) -> None:
    match = re.search(r"(?:^|/)(Group|Device|Location|Medication|Substance|Organization)/", reference)
    if match or kind in ("Group", "Device", "Location"):
        raise InputError(
            "A result is about a group, a device or a place, not about a person.",
            code="IM114",
            field=f"{entry.where}.subject",
            remedy="Send only results of one person.",
        )


def _contained(name: str, entry: Entry) -> str:
    """Return who the contained Patient is; the same id inside two resources need not be the same person."""
    holder = entry.container if entry.container is not None else entry.resource
    inside = holder.get("contained")
    for each in inside if isinstance(inside, list) else []:
        if isinstance(each, dict) and each.get("id") == name:
            return repr([each.get(field) for field in _IDENTITY])
    return f"#{name}"
