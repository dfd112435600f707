"""Leaving the form, looking back at it, and buttons of it that come too late."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet

from actions.base import CalciAction
from actions.form_items import FORM_ITEMS, form_part, item_name, shown
from actions.lab_words import value_text
from actions.reply import Reply
from actions.turn import Turn
from actions.wording import buttons, form_phrase

__all__ = ["CancelForm", "FormStatus", "SkipNothing", "left_form"]

_AFTER = {
    "has_it": ["treatment_overview", "wound_care", "questions_for_doctor", "visit_summary"],
    "upset": ["emotional_support", "human_handoff", "assess_risk"],
}


def left_form(turn: Turn) -> list[dict[str, Any]]:
    """Events that close the form without forgetting what was told; none when it is not open."""
    if not turn.in_form:
        return []
    return [{"event": "active_loop", "timestamp": None, "name": None}, SlotSet("requested_slot", None)]


class SkipNothing(CalciAction):
    action = "action_skip"

    def answer(self, turn: Turn) -> Reply:
        left_out = turn.details.get("left_out")  # asked outside the form: which unit is meant
        if not left_out:
            return _nothing_open(turn)
        reply = _nothing_open(turn)
        reply.texts = [form_phrase(turn, "left_out", item=item_name(str(left_out), turn.audience))]
        return reply


class CancelForm(CalciAction):
    action = "action_cancel_form"

    def answer(self, turn: Turn) -> Reply:
        if not turn.in_form:
            return _nothing_open(turn)
        why = str(turn.details.get("why") or "")
        return Reply(
            texts=[form_phrase(turn, why or "stopped")],
            buttons=buttons(_AFTER.get(why, ["assess_risk", "risk_factors", "help"])),
            part={"label": "assess_risk", "asks_for": None},
            events=left_form(turn),
        )


class FormStatus(CalciAction):
    """A look back: what was told, what is open."""

    action = "action_form_status"

    def answer(self, turn: Turn) -> Reply:
        if turn.details.get("look_back") or turn.details.get("remove"):
            return _everything(turn)
        told = [f"{item_name(i, turn.audience)}: {shown(turn.slot(i))}" for i in FORM_ITEMS if turn.slot(i) is not None]
        still = [item_name(i, turn.audience) for i in FORM_ITEMS if turn.slot(i) is None]
        texts = [form_phrase(turn, "overview", items="; ".join(told)) if told else form_phrase(turn, "nothing")]
        if still:
            texts.append(form_phrase(turn, "missing", items=", ".join(still)))
        part = form_part(turn) | {"label": "assess_risk"}
        follow = [] if turn.in_form else buttons(["assess_risk", "visit_summary"])  # else the open question follows
        return Reply(texts=texts, part=part, buttons=follow)


def _everything(turn: Turn) -> Reply:
    """All that was told, in or out of the form, after what was taken out of it just now."""
    taken = [item_name(str(each), turn.audience) for each in turn.told.get("removed") or []]
    texts = [form_phrase(turn, "taken_out", items=", ".join(taken))] if taken else []
    if turn.details.get("remove") and not taken:
        texts = [form_phrase(turn, "not_there")]
    values = [f"{item_name(r.analyte, turn.audience)}: {value_text(r)}" for r in turn.readings.values()]
    facts = [f"{item_name(item, turn.audience)}: {shown(value)}" for item, value in turn.history.items()]
    rows = [*values, *facts]
    texts.append(form_phrase(turn, "overview", items="; ".join(rows)) if rows else form_phrase(turn, "nothing_told"))
    part = (form_part(turn) if turn.in_form else {}) | {"label": "assess_risk" if turn.in_form else "interpret_labs"}
    follow = [] if turn.in_form else buttons(["interpret_labs", "assess_risk", "visit_summary"] if rows else ["help"])
    return Reply(texts=texts, part=part, buttons=follow, slots={"label": part["label"]})


def _nothing_open(turn: Turn) -> Reply:
    return Reply(
        texts=[form_phrase(turn, "expired")],
        buttons=buttons(["assess_risk", "help"]),
        part={"label": "assess_risk"},
    )
