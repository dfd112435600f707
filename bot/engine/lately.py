"""What the last messages told, for reading the next one: signs of illness, and whether help was called for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from rasa.shared.core.events import Event, UserUttered

__all__ = ["told_lately"]

_MESSAGES = 8  # how long a sign is remembered: a picture told in pieces is told in one go
_JUST = 4
_FELT = 3  # how long a feeling that was told says how the next message is meant
_ALARMS = frozenset({"emergency", "crisis"})
_OF_THE_ALARM = ("reply", "rule", "also")
_FORGETS = frozenset({"restart", "delete_my_data"})


def told_lately(events: Iterable[Event]) -> dict[str, Any]:
    """Return what the dialogue (`bot.language.dialogue`) takes from its last messages, newest only."""
    signs: set[str] = set()
    felt: set[str] = set()
    triaged = alarmed = False
    word = ""
    alarm: dict[str, str] = {}
    for place, turn in enumerate(islice(_turns(reversed(list(events))), _MESSAGES)):
        if turn.get("label") in _FORGETS:
            break
        details = turn.get("details") or {}
        signs.update(() if turn.get("via") == "button" else turn.get("signs") or ())
        triaged = triaged or (place < _JUST and bool(details.get("triage") or details.get("first")))
        alarmed = alarmed or (place < _JUST and turn.get("label") == "emergency")
        felt.update(_felt(details) if place < _FELT else ())
        alarm = _alarm(turn) if place == 0 else alarm
        word = str((details.get("words") or ("",))[0]) if place == 0 else word
    return {
        "signs": frozenset(signs),
        "triaged": triaged,
        "alarmed": alarmed,
        "lately": frozenset(felt),
        "alarm": alarm,
        "word": word,
    }


def _felt(details: Mapping[str, Any]) -> Iterable[str]:
    """The feelings and everyday questions that were answered in a few words."""
    return (str(details[key]) for key in ("short", "kind_word", "and_short") if details.get(key))


def _alarm(turn: Mapping[str, Any]) -> dict[str, str]:
    if turn.get("label") not in _ALARMS:
        return {}
    details = turn.get("details") or {}
    return {key: str(details[key]) for key in _OF_THE_ALARM if details.get(key)}


def _turns(newest_first: Iterable[Event]) -> Iterable[dict[str, Any]]:
    return ((e.parse_data or {}).get("turn") or {} for e in newest_first if isinstance(e, UserUttered))
