"""What the last messages told, for reading the next one: signs of illness, and whether help was called for."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from rasa.shared.core.events import Event, UserUttered

__all__ = ["told_lately"]

_MESSAGES = 8  # how long a sign is remembered: a picture told in pieces is told in one go
_JUST = 4
_FORGETS = frozenset({"restart", "delete_my_data"})


def told_lately(events: Iterable[Event]) -> dict[str, Any]:
    """Return `signs`, `triaged` and `alarmed` of the dialogue (`bot.language.dialogue`), newest messages only."""
    signs: set[str] = set()
    triaged = alarmed = False
    for place, turn in enumerate(islice(_turns(reversed(list(events))), _MESSAGES)):
        if turn.get("label") in _FORGETS:
            break
        details = turn.get("details") or {}
        signs.update(() if turn.get("via") == "button" else turn.get("signs") or ())
        triaged = triaged or (place < _JUST and bool(details.get("triage") or details.get("first")))
        alarmed = alarmed or (place < _JUST and turn.get("label") == "emergency")
    return {"signs": frozenset(signs), "triaged": triaged, "alarmed": alarmed}


def _turns(newest_first: Iterable[Event]) -> Iterable[dict[str, Any]]:
    return ((e.parse_data or {}).get("turn") or {} for e in newest_first if isinstance(e, UserUttered))
