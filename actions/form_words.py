"""Words of the form: values that could not be used, the question with its progress, the choices."""

from __future__ import annotations

from actions.form_items import progress
from actions.lab_words import implausible_text, unit_question
from actions.reply import Button
from actions.resources import phrases
from actions.turn import Turn
from actions.wording import form_phrase, phrase

__all__ = ["question", "unusable"]


def unusable(turn: Turn) -> list[str]:
    """Name the values of this message that cannot be right."""
    return [implausible_text(reading) for reading in turn.stated if reading.status == "implausible"]


def question(turn: Turn, item: str) -> tuple[str, list[Button]]:
    """Ask for an item, or which reading of it is meant; with the choices, then skip and stop."""
    done, total = progress(turn)
    count = form_phrase(turn, "progress", done=done, total=total)
    unclear = turn.pending.get(item)
    if unclear is not None:
        text, choices = unit_question(unclear)
        return f"{count} {text}", [*choices, _skip(item), _stop()]
    return f"{count} {phrase(turn, 'questions', item)}", _choices(item)


def _choices(item: str) -> list[Button]:
    entry = phrases()["questions"][item]
    rows = entry.get("choices") or []
    made = [Button(row["title"], "fill_form", {"set": {item: row["value"]}}) for row in rows]
    if not any(row.get("value") == "unknown" for row in rows):
        made.append(_skip(item))
    return [*made, _stop()]


def _skip(item: str) -> Button:
    return Button(phrases()["buttons"]["skip"], "fill_form", {"declined": [item], "set": {item: "unknown"}})


def _stop() -> Button:
    return Button(phrases()["buttons"]["stop"], "cancel")
