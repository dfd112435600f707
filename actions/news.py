"""What a message added or changed, as rows that can be said later in the turn."""

from __future__ import annotations

from typing import Any

from actions.form_items import item_name, shown
from actions.lab_words import value_text
from actions.told import GUESSED, Told
from actions.turn import Turn
from actions.wording import form_phrase
from bot.clinical.labs import FUTURE, LabReading

__all__ = ["news", "noted", "put_right", "remembered"]


def news(turn: Turn, told: Told) -> list[dict[str, Any]]:
    """Rows `{item, new, old, unit, check}`; `old` is None for what was not known, `unit` names an inferred unit."""
    rows = [_value(turn, r) for r in told.readings if r.status == "ok"]
    for item, value in told.facts.items():
        before = turn.history.get(item)
        if value not in ("unknown", before):
            rows.append({"item": item, "new": shown(value), "old": None if before is None else shown(before)})
    return rows


def _value(turn: Turn, reading: LabReading) -> dict[str, Any]:
    before = turn.readings.get(reading.analyte)
    changed = before is not None and before.canonical_value != reading.canonical_value
    guessed = reading.unit_source in GUESSED and reading.unit not in (None, "1")
    return {
        "item": reading.analyte,
        "new": value_text(reading),
        "old": value_text(before) if before is not None and changed else None,
        "unit": reading.unit if guessed else None,
        "check": reading.check and not guessed,
        "future": reading.reason == FUTURE,
        "value": True,
    }


def noted(turn: Turn) -> list[str]:
    """What this message added, what it changed, and what of it should be checked: short lines for a person."""
    rows = turn.told.get("news") or []
    fresh = [_fresh(row, turn) for row in rows if row["old"] is None]
    lines = [form_phrase(turn, "got", items="; ".join(fresh))] if fresh else []
    lines += [
        form_phrase(turn, "changed", item=item_name(row["item"], turn.audience), old=row["old"], new=row["new"])
        for row in rows
        if row["old"] is not None
    ]
    lines += [
        form_phrase(turn, "check", item=item_name(row["item"], turn.audience)) for row in rows if row.get("check")
    ]
    lines += [
        form_phrase(turn, "future", item=item_name(row["item"], turn.audience)) for row in rows if row.get("future")
    ]
    skipped = [
        item_name(item, turn.audience) for item in turn.told.get("declined") or [] if item in ("dialysis", "age", "sex")
    ]
    return [*lines, *([form_phrase(turn, "needed", item=skipped[0])] if skipped else [])]


def put_right(turn: Turn) -> list[str]:
    """What a correction changed, said before what the new value means."""
    wrong = turn.told.get("wrong") or []
    return [
        form_phrase(turn, "changed", item=item_name(row["item"], turn.audience), old=row["old"], new=row["new"])
        for row in turn.told.get("news") or []
        if row["item"] in wrong and row["old"] is not None
    ]


def remembered(turn: Turn) -> list[str]:
    """One line with every value and fact that counts from messages before this one; none if nothing does."""
    rows = turn.told.get("news") or []
    new = {row["item"] for row in rows}
    known = {item: f"{item_name(item, turn.audience)} {value_text(r)}" for item, r in turn.readings.items()}
    known |= {item: f"{item_name(item, turn.audience)}: {shown(value)}" for item, value in turn.history.items()}
    old = [text for item, text in known.items() if item not in new]
    return [form_phrase(turn, "remembered", items="; ".join(old))] if old else []


def _fresh(row: dict[str, Any], turn: Turn) -> str:
    name = item_name(row["item"], turn.audience)
    text = f"{name} {row['new']}" if row.get("value") else f"{name}: {row['new']}"
    return f"{text} {form_phrase(turn, 'unit', unit=row['unit'])}" if row.get("unit") else text
