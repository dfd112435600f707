"""Words of the form: what was noted or changed, what could not be used, the choices of a question."""

from __future__ import annotations

from typing import Any

from actions.form_items import item_name, shown, slot_value
from actions.lab_words import implausible_text, unit_question
from actions.reply import Button
from actions.resources import phrases
from actions.turn import Turn
from actions.wording import form_phrase

__all__ = ["noted", "question_buttons", "unusable"]


def noted(turn: Turn) -> list[str]:
    """What this message added, and what it changed, in one line each."""
    lines = []
    older = {r.analyte: r for r in turn.all_readings[: -len(turn.stated) or None]} if turn.stated else {}
    fresh: list[str] = []
    for reading in (r for r in turn.stated if r.status == "ok"):
        before = older.get(reading.analyte)
        if before is not None and before.canonical_value != reading.canonical_value:
            lines.append(
                form_phrase(
                    turn, "changed", item=item_name(reading.analyte), old=slot_value(before), new=slot_value(reading)
                )
            )
        else:
            fresh.append(f"{item_name(reading.analyte)} {slot_value(reading)}")
    stated: dict[str, Any] = dict(turn.parse.get("history") or {}) | dict(turn.chosen.get("set") or {})
    fresh += [f"{item_name(item)}: {shown(value)}" for item, value in stated.items() if value != "unknown"]
    if fresh:
        lines.insert(0, form_phrase(turn, "got", items="; ".join(fresh)))
    return lines


def unusable(turn: Turn, item: str) -> tuple[list[str], list[Button]]:
    """Texts on values of this message that cannot be used as they stand, and the readings offered for `item`."""
    texts: list[str] = []
    offered: list[Button] = []
    for reading in turn.stated:
        if reading.status == "implausible":
            texts.append(implausible_text(reading))
        elif reading.status == "ambiguous":
            question, choices = unit_question(reading)
            texts.append(question)
            if reading.analyte == item or not offered:
                offered = choices
    return texts, offered


def question_buttons(item: str) -> list[Button]:
    """The choices of a question, then skip and stop."""
    question = phrases()["questions"][item]
    made = [Button(c["title"], "fill_form", {"set": {item: c["value"]}}) for c in question.get("choices") or []]
    words = phrases()["buttons"]
    if not any(c.get("value") == "unknown" for c in question.get("choices") or []):
        made.append(Button(words["skip"], "skip", {"declined": [item]}))
    made.append(Button(words["stop"], "cancel"))
    return made
