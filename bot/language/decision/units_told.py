"""Several units in one message and nothing else: "mmol/L, pmol/L for the PTH, g/L"."""

from __future__ import annotations

import re
from typing import Any

from bot.language.decision.removal import analyte_called

__all__ = ["units_told"]

_UNIT = r"(?:[mµunp]?(?:mol|g|eq|iu)|iu|u)\s*(?:/|per)\s*[dm]?l"
_FIRST = re.compile(
    rf"(?P<unit>{_UNIT})\b(?:\s+(?:for|is|was|in case of)\s+(?:the\s+|my\s+)?(?P<name>[a-z0-9 ]{{1,20}}))?", re.I
)
_LAST = re.compile(rf"(?P<name>[a-z0-9 ]{{1,20}}?)\s*(?:[:=]|\bis\b|\bin\b|\bwas\b)?\s*(?P<unit>{_UNIT})\b", re.I)
_PARTS = re.compile(r"\s*(?:,|;|\band\b|\bthe (?:others?|rest)\b(?: (?:is|are|in))?)\s*", re.I)
_FILLING = re.compile(
    r"^\W*(?:(?:it'?s|its|it is|they'?re|they are|in|all|sorry|the units? (?:is|are)|units?)\W+)*", re.I
)


def units_told(text: str) -> list[dict[str, Any]]:
    """Rows `{unit, analyte}` (the analyte that is named with it, or None) where a message is two or more such
    parts."""
    if re.search(r"\d", text):
        return []
    parts = [part for part in _PARTS.split(_FILLING.sub("", text).strip(" .!?")) if part]
    rows = [_row(part) for part in parts]
    told = [row for row in rows if row is not None]
    return told if len(told) == len(parts) and (len(told) > 1 or any(row["analyte"] for row in told)) else []


def _row(part: str) -> dict[str, Any] | None:
    for shape in (_FIRST, _LAST):
        found = shape.fullmatch(part.strip())
        if found is None:
            continue
        name = analyte_called(found["name"]) if found["name"] else None
        if name or not found["name"]:
            return {"unit": re.sub(r"\s+", "", found["unit"].lower().replace(" per ", "/")), "analyte": name}
    return None
