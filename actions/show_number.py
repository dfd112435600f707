"""The percentage for a patient: only on request, and after saying that it is understood to be for learning."""

from __future__ import annotations

from actions.answering import canned
from actions.base import CalciAction
from actions.estimate import compute, numbers_allowed
from actions.reply import Button, Reply
from actions.resources import phrases
from actions.risk_reply import estimate_reply
from actions.risk_words import refusal_texts, words
from actions.turn import Turn
from actions.wording import buttons
from bot.clinical.risk import RiskEstimate
from bot.clinical.risk.display import shown as figures

__all__ = ["ShowNumber"]

_LABEL = "explain_risk"
_AFTER_REFUSAL = ["risk_factors", "prevention", "questions_for_doctor"]


class ShowNumber(CalciAction):
    action = "action_show_number"

    def answer(self, turn: Turn) -> Reply:
        if not turn.slot("estimate"):
            return canned("explain_none", turn)
        if not numbers_allowed(turn):
            return Reply([words(turn, "number_off")], buttons(["explain_risk", "what_if"]), {"label": _LABEL})
        result = compute(turn)
        if result.refused:
            return estimate_reply(Reply(refusal_texts(result, turn), buttons(_AFTER_REFUSAL)), result, turn, _LABEL)
        agreed = turn.slot("acknowledged") or turn.chosen.get("acknowledged") or turn.details.get("acknowledged")
        return _number(result, turn) if turn.is_clinician or agreed else _acknowledge(turn)


def _number(result: RiskEstimate, turn: Turn) -> Reply:
    seen = figures(result)
    assert seen is not None  # refusals were answered before
    low_high, _, more = seen.interval.partition(" ")
    text = words(turn, "number", interval=low_high, more=f" {more}" if more else "", median=seen.median)
    reply = Reply([text], buttons(["explain_risk", "what_if", "prevention", "visit_summary"]))
    reply = estimate_reply(reply, result, turn, _LABEL)
    reply.part["risk"]["shown"] = "number"
    reply.slots["acknowledged"] = True
    return reply


def _acknowledge(turn: Turn) -> Reply:
    title = phrases()["buttons"]
    offer = [
        Button(title["acknowledge"], "show_number", {"acknowledged": True}),
        Button(title["no_number"], "explain_risk"),
    ]
    return Reply([words(turn, "acknowledge")], offer, {"label": _LABEL}, {"expects_yes": "show_number"})
