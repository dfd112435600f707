"""The same person with one thing different, compared by the multipliers on the same random numbers."""

from __future__ import annotations

from actions.answering import canned
from actions.base import CalciAction
from actions.estimate import MISSING, model, profile, risk_part
from actions.form_items import item_name, shown
from actions.lab_words import implausible_text, unit_question, value_text
from actions.reply import Reply
from actions.resources import catalogue
from actions.risk import ratio_words
from actions.risk_reply import estimate_reply
from actions.risk_words import refusal_texts, words
from actions.supposed import Supposed, supposed
from actions.turn import Turn
from actions.wording import buttons
from bot.clinical.risk import Comparison, changed, what_if

__all__ = ["WhatIf"]

_SAME = 0.05  # a ratio this near 1 is said as "hardly any change"


class WhatIf(CalciAction):
    action = "action_what_if"

    def answer(self, turn: Turn) -> Reply:
        assumed = supposed(turn)
        impossible = [implausible_text(r) for r in assumed.readings if r.status == "implausible"]
        if impossible:
            return Reply(impossible, buttons(["explain_risk", "assess_risk"]))
        unclear = next((r for r in assumed.readings if r.status == "ambiguous"), None)
        if unclear:
            question, choices = unit_question(unclear, "what_if")
            return Reply([question], choices)
        labs = [r for r in assumed.readings if r.status == "ok"]
        if not labs and not assumed.facts:
            ask = canned("what_if_none", turn)
            return Reply([words(turn, "none_changed")], buttons(["explain_risk"])) if turn.slot("estimate") else ask
        both = what_if(profile(turn), changed(profile(turn), labs, assumed.facts, catalogue()), model())
        if both.before.refusals[:1] == (MISSING,):
            return canned("what_if_none", turn)
        return _compared(both, assumed, turn)


def _compared(both: Comparison, assumed: Supposed, turn: Turn) -> Reply:
    offer = buttons(["explain_risk", "prevention", "visit_summary"])
    refused = both.after if both.after.refused else both.before
    if both.ratio is None:
        reply = estimate_reply(Reply(refusal_texts(refused, turn), offer), refused, turn, "what_if")
    else:
        key = "what_if" if abs(both.ratio - 1) >= _SAME else "what_if_same"
        text = words(turn, key, changes=_named(assumed, turn.audience), ratio=ratio_words(both.ratio, turn))
        reply = estimate_reply(Reply([text, words(turn, "caution")], offer), both.after, turn, "what_if")
        reply.part["what_if"] = {"ratio": both.ratio, "before": risk_part(both.before, turn)}
    reply.slots["estimate"] = turn.slot("estimate") or risk_part(both.before, turn)  # the person has not changed
    return reply


def _named(assumed: Supposed, audience: str) -> str:
    labs = [f"{item_name(r.analyte, audience)} {value_text(r)}" for r in assumed.readings if r.status == "ok"]
    facts = [f"{item_name(item, audience)}: {shown(value)}" for item, value in assumed.facts.items()]
    return ", ".join([*labs, *facts])
