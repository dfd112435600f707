"""The risk form between two questions: when it ends early, and messages that were meant for it but told nothing."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.base import CalciAction
from actions.estimate import certainly_refused
from actions.form_items import FORM_ITEMS
from actions.form_words import unusable
from actions.news import noted
from actions.reply import Reply
from actions.turn import Turn
from actions.wording import buttons, form_phrase, phrase

__all__ = ["FillForm", "ValidateForm"]


class ValidateForm(CalciAction):
    """Ends the form early when a number is ruled out; turns to an ambiguous value before anything else."""

    action = "validate_risk_form"
    may_be_silent = True

    def answer(self, turn: Turn) -> Reply:
        if certainly_refused(turn):
            return Reply(events=[SlotSet("requested_slot", None)])
        unclear = next((r.analyte for r in turn.stated if r.status == "ambiguous" and r.analyte in FORM_ITEMS), None)
        if unclear and turn.slot(unclear) is None:
            return Reply(events=[SlotSet("requested_slot", unclear)])
        return Reply()


class FillForm(CalciAction):
    """Runs when the form found nothing in a message: says so, unless that needs no words. The form then asks again."""

    action = "action_fill_form"
    may_be_silent = True

    def answer(self, turn: Turn) -> Reply:
        if turn.details.get("why"):
            return Reply(texts=[form_phrase(turn, "why")])
        if turn.details.get("explain") and turn.requested:
            return Reply(texts=[phrase(turn, "questions", turn.requested, "help")])
        if not turn.in_form:  # a button of questions that were stopped meanwhile
            return Reply(
                texts=[*noted(turn), form_phrase(turn, "closed")],
                buttons=buttons(["assess_risk", "help"]),
                part={"label": "assess_risk"},
            )
        understood = (
            turn.chosen or turn.pending or unusable(turn) or turn.details.get("resume") or turn.details.get("rest")
        ) or noted(turn)
        return Reply(texts=[] if understood else [form_phrase(turn, "ask_again")])
