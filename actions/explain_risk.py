"""Why the estimate is what it is: in words for patients, as the table for clinicians."""

from __future__ import annotations

import re

from actions.answering import canned, remembered
from actions.base import CalciAction
from actions.estimate import MISSING, compute
from actions.form_items import item_name
from actions.reply import Reply
from actions.resources import phrases
from actions.risk_clinician import clinician_texts
from actions.risk_patient import patient_reasons, verdict_texts
from actions.risk_reply import estimate_reply, number_offer
from actions.risk_words import effects, refusal_texts, words
from actions.turn import Turn
from actions.wording import Citations, buttons
from bot.clinical.risk import RiskEstimate
from bot.clinical.risk.display import of_thousand

__all__ = ["ExplainRisk", "explained", "verdict"]

_STRONGEST = 3
_MODIFIABLE = re.compile(r"\bmodif\w+|\bchange\w*", re.I)
_GIVEN = ("age", "sex", "diabetes", "dialysis_years")  # nobody chooses these


class ExplainRisk(CalciAction):
    action = "action_explain_risk"

    def answer(self, turn: Turn) -> Reply:
        if turn.details.get("verdict") and turn.slot("estimate"):
            return verdict(turn)
        return explained(turn)


def verdict(turn: Turn, label: str = "explain_risk") -> Reply:
    """What the estimate amounts to, in a few words: against the average, how many get it, how sure it is."""
    result, citations = compute(turn), Citations()
    offer = buttons(["explain_risk", "what_if", "prevention", "questions_for_doctor"])
    if result.refused:
        texts = refusal_texts(result, turn)
    elif isinstance(turn.details.get("verdict"), str):
        texts = _to_the_question(str(turn.details["verdict"]), result, turn, citations)
    elif turn.is_clinician:
        texts = [*clinician_texts(result, turn, citations)[:2], words(turn, "how_sure")]
    else:
        texts = verdict_texts(result, turn)
    reply = estimate_reply(Reply(texts, offer), result, turn, label, citations)
    reply.slots |= remembered("explain_risk", None, citations.ids)
    return reply


def _to_the_question(asked: str, result: RiskEstimate, turn: Turn, citations: Citations) -> list[str]:
    """One question about the estimate: its answer, and the estimate in one line where that helps."""
    answer = str(phrases()["risk"][turn.audience]["asked"][asked])
    low, high = (of_thousand(value) for value in result.interval or (0.0, 0.0))
    if asked == "which":
        left = _GIVEN if _MODIFIABLE.search(str(turn.parse.get("text") or "")) else ()
        known = [c for c in effects(result) if c.value is not None and c.factor not in left][:_STRONGEST]
        answer = answer.format(items=", ".join(item_name(c.factor, turn.audience) for c in known))
    if asked == "count":
        return [answer.format(low=low, high=high), words(turn, "how_sure")]
    first = clinician_texts(result, turn, citations)[:1] if turn.is_clinician and asked in ("wide", "interval") else []
    return [answer, *first]


def explained(turn: Turn, label: str = "explain_risk") -> Reply:
    """The explanation of the last estimate, or of what was told so far towards one; else the offer to make one."""
    result, citations = compute(turn), Citations()
    given = bool(turn.slot("estimate"))
    if not given and result.refusals[:1] == (MISSING,):
        return canned("explain_none", turn)
    if result.refused:
        reply = Reply(refusal_texts(result, turn), buttons(["assess_risk", "risk_factors"]))
    elif turn.is_clinician:
        reply = Reply(clinician_texts(result, turn, citations), buttons(["what_if", "risk_factors", "visit_summary"]))
    else:
        offer = [] if turn.slot("acknowledged") else number_offer(turn)
        reply = Reply(patient_reasons(result, turn), [*offer, *buttons(["what_if", "risk_factors", "prevention"])])
    if not given and not result.refused:
        reply.texts = [words(turn, "so_far"), *reply.texts]
    reply = estimate_reply(reply, result, turn, label, citations)
    reply.slots |= remembered("explain_risk", None, citations.ids)  # "more" and "simpler" stay with the estimate
    return reply
