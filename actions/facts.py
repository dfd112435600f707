"""Remember what a message states: runs before every answer, in and out of the form (Rasa's slot mapping hook)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.base import CalciAction
from actions.findings_told import findings_of, kept
from actions.form_items import FORM_ITEMS
from actions.lab_words import value_text
from actions.news import news
from actions.reply import Reply
from actions.told import Told, read
from actions.turn import Turn
from bot.clinical.labs import LabReading, read_back

__all__ = ["StoreFacts"]


class StoreFacts(CalciAction):
    """Sets `labs`, `history`, `told`, `pending` and the slots of the form from this message. Says nothing itself."""

    action = "action_validate_slot_mappings"
    may_be_silent = True

    def answer(self, turn: Turn) -> Reply:
        if turn.told:  # Rasa runs this again when the message opens the form: nothing is new the second time
            return Reply()
        told = read(turn)
        usable = [r for r in told.readings if r.status == "ok"]
        slots: dict[str, Any] = {"expects_yes": None, "offered": None}  # they held for this message only
        if usable or told.wrong & turn.readings.keys() or told.removed:
            slots["labs"] = _labs(turn, usable, told)
        known = {k: v for k, v in told.facts.items() if v != "unknown"}
        if told.facts:
            slots["history"] = {k: v for k, v in turn.history.items() if k not in told.facts} | known
        if told.removed:
            slots["history"] = {k: v for k, v in turn.history.items() if k not in told.removed}
        found = findings_of(turn, known) if not told.removed else {}
        if found:
            slots["findings"] = kept(turn.slot("findings") or {}, found)
        slots |= _form_slots(turn, usable, told) | _emptied(told, slots)
        slots["told"] = _told(turn, told)
        slots["pending"] = _pending(turn, told)
        slots["asks_for"] = next((r.analyte for r in told.readings if r.status == "ambiguous"), None)
        part = {"labs": [r.as_contract() for r in told.readings], "history": known} if told.resolved else {}
        return Reply(slots=slots, part=part)


def _labs(turn: Turn, usable: list[LabReading], told: Told) -> list[dict[str, Any]]:
    """Everything told, oldest first; a value that was a mistake does not stay as though it were an older result."""
    dropped = {a: r for a, r in turn.readings.items() if a in told.wrong}
    rows = [r.as_dict() for r in _kept(turn, told.removed) if dropped.get(r.analyte) != r]
    for reading in usable:
        rows += [earlier.as_dict() for earlier in reversed(reading.earlier)]
        rows.append(reading.as_dict())
    return rows


def _kept(turn: Turn, removed: Mapping[str, str | None]) -> list[LabReading]:
    """The values told before, without those that are taken out: all of an analyte, its newest, or its oldest."""
    kept = list(turn.all_readings)
    for analyte, which in removed.items():
        places = [place for place, reading in enumerate(kept) if reading.analyte == analyte]
        gone = {"last": places[-1:], "first": places[:1]}.get(str(which), places)
        kept = [reading for place, reading in enumerate(kept) if place not in gone]
    return kept


def _emptied(told: Told, slots: Mapping[str, Any]) -> dict[str, Any]:
    """The slots of the form for what was taken out: the value before it, or open again."""
    left = {reading.analyte: value_text(reading) for reading in read_back(slots.get("labs"))}
    return {item: left.get(item) for item in told.removed if item in FORM_ITEMS}


def _form_slots(turn: Turn, usable: list[LabReading], told: Told) -> dict[str, Any]:
    reopened = {r.analyte: None for r in told.readings if r.status == "ambiguous" and r.analyte in told.wrong}
    slots: dict[str, Any] = {k: v for k, v in reopened.items() if k in FORM_ITEMS}
    slots |= {r.analyte: value_text(r) for r in usable if r.analyte in FORM_ITEMS}
    slots |= {item: value for item, value in told.facts.items() if item in FORM_ITEMS}
    return {item: "unknown" for item in told.declined if turn.slot(item) is None} | slots


def _told(turn: Turn, told: Told) -> dict[str, Any]:
    """What is said of this message later in the turn, and the last thing told, for "I meant 5.9"."""
    rows = news(turn, told)
    last = rows[-1]["item"] if rows else (turn.slot("told") or {}).get("last")
    labs = [r.as_dict() for r in told.readings]
    before = {} if told.readings or told.facts else turn.slot("told") or {}
    wrong = next((r for r in reversed(told.readings) if r.status == "implausible"), None)
    refused = {"analyte": wrong.analyte, "value": str(wrong.value), "unit": wrong.unit} if wrong else None
    return {
        "id": turn.message_id,
        "labs": labs,
        "news": rows,
        "declined": list(told.declined),
        "last": last,
        "wrong": sorted(told.wrong),
        "removed": sorted(told.removed),
        "refused": refused or before.get("refused"),
    }


def _pending(turn: Turn, told: Told) -> list[dict[str, Any]] | None:
    """Values whose unit is still open; one that was settled, or skipped, or told anew is not.

    Outside the form the question outlives one message about something else.
    """
    named = {r.analyte for r in told.readings} | set(told.declined) | set(told.removed)
    if not turn.in_form and not told.readings and not turn.slot("asks_for"):
        return None
    kept = [r.as_dict() for a, r in turn.pending.items() if a not in named]
    return [*kept, *(r.as_dict() for r in told.readings if r.status == "ambiguous")] or None
