"""The items of the risk form: their order, what is known of them, how they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.resources import catalogue, phrases
from actions.turn import Turn
from bot.clinical.labs import LabReading

__all__ = ["FORM_ITEMS", "item_name", "overview", "progress", "shown", "slot_value", "stops_early"]

FORM_ITEMS = (
    "dialysis", "lesions", "age", "sex", "calcium", "phosphate", "albumin", "pth", "bmi", "diabetes", "warfarin",
)  # fmt: skip

_REFUSING: Mapping[str, frozenset[Any]] = {
    "lesions": frozenset({"plaques", "ulcers"}),
    "dialysis": frozenset({"none", "transplant"}),
    "past_calciphylaxis": frozenset({True}),
    "acute_kidney_injury": frozenset({True}),
    "pregnancy": frozenset({True}),
}
_YOUNGEST = 22


def item_name(item: str) -> str:
    """What an item is called in a sentence."""
    if item in catalogue():
        return str(catalogue()[item].patient_words)
    return str(phrases()["items"].get(item, item.replace("_", " ")))


def slot_value(reading: LabReading) -> str:
    """A reading as its slot holds it: as typed, with its unit."""
    unit = "" if reading.unit in (None, "1") else f" {reading.unit}"
    return f"{reading.comparator or ''}{reading.value}{unit}"


def shown(value: Any) -> str:
    """A slot's value in words."""
    key = str(value).lower() if isinstance(value, bool) else str(value)
    return str(phrases()["values"].get(key, value))


def progress(turn: Turn) -> tuple[int, int]:
    """Items settled (answered or skipped), and all items."""
    return sum(turn.slot(item) is not None for item in FORM_ITEMS), len(FORM_ITEMS)


def overview(turn: Turn) -> list[dict[str, Any]]:
    """The envelope's `form.items`."""
    rows = []
    for item in FORM_ITEMS:
        value = turn.slot(item)
        status = "open" if value is None else "skipped" if value == "unknown" else "given"
        rows.append(
            {"id": item, "label": item_name(item), "value": None if value is None else shown(value), "status": status}
        )
    return rows


def stops_early(history: Mapping[str, Any]) -> bool:
    """Whether what is known already rules a number out: then nothing more is asked."""
    age = history.get("age")
    if isinstance(age, int | float) and age < _YOUNGEST:
        return True
    return any(history.get(item) in values for item, values in _REFUSING.items())
