"""Results of several people in one message: shown by person, kept only when one of them is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from actions.answering import canned
from actions.form_items import item_name
from actions.lab_words import value_text
from actions.reply import Button, Reply
from actions.resources import catalogue
from actions.turn import Turn
from actions.wording import phrase
from bot.clinical.labs import LabReading, read_value

__all__ = ["chosen_person", "of_several_people"]

_MOST = 4


def of_several_people(turn: Turn) -> Reply:
    """Say what was read of whom and that one person can be taken in; a button a person takes theirs."""
    people = [
        (str(row["name"]), [LabReading.from_dict(r) for r in row["labs"]]) for row in turn.parse.get("people") or []
    ]
    reply = canned("interpret_several", turn)
    if not people:
        return reply
    rows = [f"• {name}: {_values(labs, turn)}" for name, labs in people]
    reply.texts = [phrase(turn, "people", "one"), "\n".join(rows), phrase(turn, "people", "whose")]
    reply.buttons = [
        Button(
            phrase(turn, "people", "take", name=name),
            "interpret_labs",
            {"take": [_packed(r) for r in labs if r.value is not None]},
        )
        for name, labs in people[:_MOST]
    ]
    return reply


def chosen_person(rows: Sequence[Sequence[Any]]) -> tuple[LabReading, ...]:
    """The values that the button of one person carries."""
    return tuple(
        read_value(catalogue()[analyte], Decimal(value), unit, comparator=comparator)
        for analyte, value, unit, comparator in rows
    )


def _packed(reading: LabReading) -> list[str | None]:
    return [reading.analyte, str(reading.value), reading.unit, reading.comparator]


def _values(labs: Sequence[LabReading], turn: Turn) -> str:
    return ", ".join(f"{item_name(reading.analyte, turn.audience)} {value_text(reading)}" for reading in labs)
