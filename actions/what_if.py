"""The same person with one thing different, compared by the multipliers on the same random numbers."""

from __future__ import annotations

import re
from typing import Any

from actions.answering import canned
from actions.base import CalciAction
from actions.estimate import MISSING, model, profile, risk_part
from actions.form_items import item_name, shown
from actions.lab_words import capital, implausible_text, unit_question, value_text
from actions.reply import Reply
from actions.resources import catalogue, phrases
from actions.risk import ratio_words
from actions.risk_reply import estimate_reply
from actions.risk_words import category_text, refusal_texts, words
from actions.supposed import Supposed, supposed, unread
from actions.turn import Turn
from actions.wording import buttons
from bot.clinical.risk import Comparison, RiskEstimate, changed, what_if
from bot.clinical.risk.display import shown as figures

__all__ = ["WhatIf"]

_RELATIVE = re.compile(
    r"^\W*(?:(?:and|but|so|now|ok(?:ay)?|what|how|about|for|if)\W+)*(?:my|our|his|her)\W+(?:\w+\W+)??(?:mum|mom|"
    r"mother|dad|father|"
    r"husband|wife|partner|sister|brother|son|daughter|friend|aunt|uncle|gran\w*|neighbour|neighbor|cousin)\b",
    re.I,
)
_SAME = 0.05  # a ratio this near 1 is said as "hardly any change"


class WhatIf(CalciAction):
    action = "action_what_if"

    def answer(self, turn: Turn) -> Reply:
        assumed = _with_earlier(supposed(turn), turn)
        if _of_another(turn, assumed):
            return Reply(
                [words(turn, "another_person")], buttons(["explain_risk", "risk_factors"]), {"label": "what_if"}
            )
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
            return canned("what_if_first", turn)
        reply = _compared(both, assumed, turn)
        reply.slots["answered"] = {**reply.slots.get("answered", {}), "supposed": [*_earlier(turn), assumed.as_dict()]}
        return reply


def _earlier(turn: Turn) -> list[dict[str, Any]]:
    """What was supposed just before, oldest first; nothing once something else was spoken of."""
    return list((turn.slot("answered") or {}).get("supposed") or []) if turn.slot("label") == "what_if" else []


def _with_earlier(assumed: Supposed, turn: Turn) -> Supposed:
    """ "And phosphate 4.5 as well": with the change before; "both together": with all that were supposed in a row."""
    before = [Supposed.from_dict(row) for row in _earlier(turn)]
    if turn.details.get("as_well"):
        before = before[-1:]
    elif not turn.details.get("together"):
        before = []
    for each in reversed(before):
        assumed = assumed.beside(each)
    return assumed


def _compared(both: Comparison, assumed: Supposed, turn: Turn) -> Reply:
    offer = buttons(["explain_risk", "prevention", "visit_summary"])
    refused = both.after if both.after.refused else both.before
    if both.ratio is None:
        reply = estimate_reply(Reply(refusal_texts(refused, turn), offer), refused, turn, "what_if")
    else:
        key = "what_if" if abs(both.ratio - 1) >= _SAME else "what_if_same"
        text = words(turn, key, changes=_named(assumed, turn.audience), ratio=ratio_words(both.ratio, turn))
        missed = [item_name(item, turn.audience) for item in unread(turn, assumed)]
        also = [words(turn, "not_taken", items=", ".join(missed))] if missed else []
        texts = [f"{text} {_then(both.after, turn)}", *also, words(turn, "caution")]
        reply = estimate_reply(Reply(texts, offer), both.after, turn, "what_if")
        reply.part["what_if"] = {"ratio": both.ratio, "before": risk_part(both.before, turn)}
    reply.slots["estimate"] = turn.slot("estimate") or risk_part(both.before, turn)  # the person has not changed
    return reply


def _then(after: RiskEstimate, turn: Turn) -> str:
    """Where the supposed estimate would lie: the word for a patient, the figures and the word for a clinician."""
    seen = figures(after)
    if turn.is_clinician and seen:
        return words(turn, "then", interval=seen.interval, median=seen.median, category=category_text(after, turn))
    text = str(phrases()["risk"][turn.audience]["then"][after.category])
    always = [after.model.messages["always_with_well_below"].text(turn.audience)]  # "well below" never stands alone
    return " ".join([text, *(always if after.category == "well_below" else [])])


def _of_another(turn: Turn, assumed: Supposed) -> bool:
    """ "And for my mum, she is 85": other facts of somebody else, of whom nothing else is known."""
    age, text = assumed.facts.get("age"), str(turn.parse.get("text") or "")
    return bool(turn.slot("estimate")) and age not in (None, turn.history.get("age")) and bool(_RELATIVE.match(text))


def _named(assumed: Supposed, audience: str) -> str:
    if audience == "patient":
        return _in_words(assumed)
    labs = [f"{item_name(r.analyte, audience)} {value_text(r)}" for r in assumed.readings if r.status == "ok"]
    facts = [f"{item_name(item, audience)}: {shown(value)}" for item, value in assumed.facts.items()]
    return ", ".join([*labs, *facts])


_FACT_WORDS = {
    "age": "at age {value}",
    "sex": "with {value} sex",
    "dialysis": "on {value}",
    "bmi": "with a BMI of {value}",
    "dialysis_years": "after {value} years on dialysis",
}


def _in_words(assumed: Supposed) -> str:
    """ "With phosphate 1.4 mmol/L, without warfarin, at age 85": as a sentence begins."""
    labs = [f"with {item_name(r.analyte)} {value_text(r)}" for r in assumed.readings if r.status == "ok"]
    facts = [_fact_words(item, value) for item, value in assumed.facts.items()]
    return capital(", ".join([*labs, *facts]))


def _fact_words(item: str, value: Any) -> str:
    if isinstance(value, bool):
        return f"{'with' if value else 'without'} {item_name(item)}"
    shape = _FACT_WORDS.get(item)
    return shape.format(value=shown(value)) if shape else f"with {item_name(item)}: {shown(value)}"
