"""Remember what a message states: runs before every answer, in and out of the form (Rasa's slot mapping hook)."""

from __future__ import annotations

from typing import Any

from actions.base import CalciAction
from actions.form_items import FORM_ITEMS, slot_value
from actions.reply import Reply
from actions.resources import catalogue
from actions.turn import Turn
from bot.clinical.labs import LabReading, confirm

__all__ = ["StoreFacts"]


class StoreFacts(CalciAction):
    """Sets `labs`, `history` and the slots of the form from this message. Says nothing itself."""

    action = "action_validate_slot_mappings"
    may_be_silent = True

    def answer(self, turn: Turn) -> Reply:
        readings = [r for r in (*turn.stated, *_picked(turn)) if r.status == "ok"]
        history = dict(turn.parse.get("history") or {}) | dict(turn.chosen.get("set") or {})
        slots: dict[str, Any] = {}
        if readings:
            slots["labs"] = [*(turn.slot("labs") or []), *(_flat(readings))]
        known = {k: v for k, v in history.items() if v != "unknown"}
        if known:
            slots["history"] = turn.history | known
        slots |= {r.analyte: slot_value(r) for r in readings if r.analyte in FORM_ITEMS}
        slots |= {item: value for item, value in history.items() if item in FORM_ITEMS}
        slots |= {item: "unknown" for item in _declined(turn) if item in FORM_ITEMS and item not in slots}
        slots["asks_for"] = _open_question(turn)
        return Reply(slots=slots)


def _flat(readings: list[LabReading]) -> list[dict[str, Any]]:
    """Older values of the same message first, so that the newest stands last."""
    rows = []
    for reading in readings:
        rows += [earlier.as_dict() for earlier in reversed(reading.earlier)]
        rows.append(reading.as_dict())
    return rows


def _picked(turn: Turn) -> list[LabReading]:
    """A reading that a person chose by button from the two that were offered."""
    picked = turn.chosen.get("pick")
    if picked is None:
        return []
    reading = LabReading.from_dict(turn.chosen["reading"])
    return [confirm(reading, reading.choices[int(picked)], catalogue())]


def _declined(turn: Turn) -> list[str]:
    details = turn.parse.get("details") or {}
    return [item for item in (*(turn.parse.get("declined") or []), *(details.get("declined") or [])) if item]


def _open_question(turn: Turn) -> str | None:
    """Outside the form: the analyte whose unit must be asked, if any."""
    return next((r.analyte for r in turn.stated if r.status == "ambiguous"), None)
