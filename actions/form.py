"""The risk form: what to ask next, how to ask it, and how to leave it."""

from __future__ import annotations

from typing import Any, ClassVar

from rasa_sdk.events import SlotSet

from actions.answering import canned, topic_reply
from actions.base import CalciAction
from actions.form_items import FORM_ITEMS, item_name, overview, progress, shown, stops_early
from actions.form_words import noted, question_buttons, unusable
from actions.reply import Reply
from actions.resources import knowledge
from actions.turn import Turn
from actions.wording import form_phrase, phrase

__all__ = ["CancelForm", "FillForm", "FormStatus", "SkipNothing", "ValidateForm"]


class ValidateForm(CalciAction):
    """Ends the form early when a number is ruled out; turns to an ambiguous value before anything else."""

    action = "validate_risk_form"
    may_be_silent = True

    def answer(self, turn: Turn) -> Reply:
        if stops_early(turn.history):
            return Reply(events=[SlotSet("requested_slot", None)])
        unclear = next((r.analyte for r in turn.stated if r.status == "ambiguous" and r.analyte in FORM_ITEMS), None)
        if unclear and turn.slot(unclear) is None:
            return Reply(events=[SlotSet("requested_slot", unclear)])
        return Reply()


class _Ask(CalciAction):
    """Ask for one item: what was noted, what else was asked, how far we are, the question, its choices."""

    item: ClassVar[str] = ""

    def answer(self, turn: Turn) -> Reply:
        done, total = progress(turn)
        texts: list[str] = []
        reply = Reply()
        fresh = turn.parse.get("via") != "form" and turn.label == "assess_risk" and turn.requested is None
        if fresh:
            texts.append(form_phrase(turn, "intro", total=total))
        texts += noted(turn)
        for label in turn.parse.get("also") or []:
            if turn.parse.get("via") == "form" and knowledge().topic(label):
                second = topic_reply(label, turn)
                texts += second.texts
                reply.part |= second.part
                reply.part["also_answered"] = [label]
                reply.slots |= second.slots
        problems, offered = unusable(turn, self.item)
        question = phrase(turn, "questions", self.item)
        asked = problems or [f"{form_phrase(turn, 'progress', done=done, total=total)} {question}"]
        reply.texts = [*texts, *asked]
        reply.buttons = offered or question_buttons(self.item)
        reply.part |= {"form": {"done": done, "total": total, "items": overview(turn)}, "asks_for": self.item}
        reply.part.setdefault("label", None if turn.parse.get("via") == "classifier" else turn.parse.get("label"))
        return reply


for _item in FORM_ITEMS:  # Rasa looks for one asking action a slot
    _name = f"Ask{_item.capitalize()}"
    globals()[_name] = type(
        _name, (_Ask,), {"action": f"action_ask_risk_form_{_item}", "item": _item, "__module__": __name__}
    )


class FillForm(CalciAction):
    """The message was meant for the form but held no usable answer."""

    action = "action_fill_form"

    def answer(self, turn: Turn) -> Reply:
        problems, _ = unusable(turn, turn.requested or "")
        if not turn.in_form:
            return canned("help", turn)
        return Reply(texts=[] if problems else [form_phrase(turn, "ask_again")], part={"label": "assess_risk"})

    may_be_silent = True


class SkipNothing(CalciAction):
    action = "action_skip"

    def answer(self, turn: Turn) -> Reply:
        return Reply(texts=[form_phrase(turn, "expired")])


class CancelForm(CalciAction):
    action = "action_cancel_form"

    def answer(self, turn: Turn) -> Reply:
        if not turn.in_form:
            return Reply(texts=[form_phrase(turn, "expired")])
        left: list[dict[str, Any]] = [
            {"event": "active_loop", "timestamp": None, "name": None},
            SlotSet("requested_slot", None),
        ]
        from actions.wording import buttons

        return Reply(
            texts=[form_phrase(turn, "stopped")],
            buttons=buttons(["assess_risk", "risk_factors", "help"]),
            part={"label": "assess_risk", "asks_for": None},
            events=left,
        )


class FormStatus(CalciAction):
    """A look back: what was told, what is open."""

    action = "action_form_status"

    def answer(self, turn: Turn) -> Reply:
        told = [f"{item_name(i)} {shown(turn.slot(i))}" for i in FORM_ITEMS if turn.slot(i) is not None]
        still = [item_name(i) for i in FORM_ITEMS if turn.slot(i) is None]
        done, total = progress(turn)
        texts = [form_phrase(turn, "overview", items="; ".join(told)) if told else form_phrase(turn, "nothing")]
        if still:
            texts.append(form_phrase(turn, "missing", items=", ".join(still)))
        return Reply(
            texts=texts, part={"form": {"done": done, "total": total, "items": overview(turn)}, "label": "assess_risk"}
        )
