"""The items of the risk form: their order, what is known of them, how they are shown."""

from __future__ import annotations

from typing import Any

from actions.resources import catalogue, phrases
from actions.turn import Turn
from bot.language.decision.form.form import FORM_ITEMS

__all__ = ["FORM_ITEMS", "form_part", "item_name", "progress", "shown"]


def item_name(item: str, audience: str = "patient") -> str:
    """What an item is called in a sentence, in the words of the reader."""
    short = phrases()["items_clinician"].get(item) if audience == "clinician" else None
    if short:
        return str(short)
    if item in catalogue():
        return str(catalogue()[item].patient_words)
    words = phrases()
    return str(words["items"].get(item) or words["derived"].get(item) or item.replace("_", " "))


def shown(value: Any) -> str:
    """A fact in words; a number without digits that nobody typed (36, not 36.0)."""
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    key = str(value).lower() if isinstance(value, bool) else str(value)
    return str(phrases()["values"].get(key, value))


def progress(turn: Turn) -> tuple[int, int]:
    """Items settled (answered or skipped), and all items."""
    return sum(turn.slot(item) is not None for item in FORM_ITEMS), len(FORM_ITEMS)


def form_part(turn: Turn) -> dict[str, Any]:
    """The envelope's `form`: how far we are, and each item with its value and whether it is open, given or skipped."""
    done, total = progress(turn)
    return {"form": {"done": done, "total": total, "items": [_row(turn, item) for item in FORM_ITEMS]}}


def _row(turn: Turn, item: str) -> dict[str, Any]:
    value = turn.slot(item)
    status = "open" if value is None else "skipped" if value == "unknown" else "given"
    return {
        "id": item,
        "label": item_name(item, turn.audience),
        "value": None if value is None else shown(value),
        "status": status,
    }
