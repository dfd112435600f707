"""The turn envelope (`calci.turn/1`): one machine-readable object after the messages of each answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.library.ids import STANDS_FOR

__all__ = ["PART", "SCHEMA", "build", "merge_parts"]

SCHEMA = "calci.turn/1"
PART = "calci"  # the key under which an action leaves its part in a message's `custom`

_Json = dict[str, Any]
_LISTS = frozenset({"sources", "also_answered"})


def merge_parts(parts: Sequence[Mapping[str, Any]]) -> _Json:
    """Join the parts that the actions of one turn left: lists grow without repeats, later scalars win."""
    merged: _Json = {}
    for part in parts:
        for key, value in part.items():
            if key in _LISTS:
                known = merged.setdefault(key, [])
                known.extend(item for item in value if item not in known)
            elif value is not None or key not in merged:
                merged[key] = value
    return merged


def build(
    parse: Mapping[str, Any], parts: Sequence[Mapping[str, Any]], *, audience: str, asks_for: str | None
) -> _Json:
    """Make the envelope of one turn.

    Args:
        parse: Rasa's parse data of the message, with our key `turn`.
        parts: what the actions contributed, in order.
        audience: register in which it was answered, `patient` or `clinician`.
        asks_for: what the assistant now waits for: an analyte or history id, or None.
    """
    turn: Mapping[str, Any] = parse.get("turn") or {}
    merged = merge_parts(parts)
    clarify = merged.pop("clarify", None)
    label = merged.pop("label", None) or turn.get("label")
    envelope: _Json = {
        "schema": SCHEMA,
        "label": None if clarify else STANDS_FOR.get(str(label), label),
        "confidence": round(float((parse.get("intent") or {}).get("confidence") or 0.0), 4),
        "alternatives": turn.get("alternatives") or [],
        "clarify": clarify,
        "also_answered": [],
        "audience": audience,
        "sources": [],
        "disclaimer": None,
        "emergency": (turn.get("safety") or {}).get("label") == "emergency",
        "crisis": (turn.get("safety") or {}).get("label") == "crisis",
        "labs": [reading["contract"] for reading in turn.get("labs") or []],
        "history": turn.get("history") or {},
        "asks_for": asks_for,
        "risk": None,
        "prognosis": None,
    }
    return envelope | merged
