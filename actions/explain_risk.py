"""Why the estimate is what it is: in words for patients, as the table for clinicians."""

from __future__ import annotations

from actions.answering import canned, remembered
from actions.base import CalciAction
from actions.estimate import MISSING, compute
from actions.reply import Reply
from actions.risk_clinician import clinician_texts
from actions.risk_patient import patient_reasons, verdict_texts
from actions.risk_reply import estimate_reply, number_offer
from actions.risk_words import refusal_texts, words
from actions.turn import Turn
from actions.wording import Citations, buttons

__all__ = ["ExplainRisk", "explained", "verdict"]


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
    elif turn.is_clinician:
        texts = [*clinician_texts(result, turn, citations)[:2], words(turn, "how_sure")]
    else:
        texts = verdict_texts(result, turn)
    reply = estimate_reply(Reply(texts, offer), result, turn, label, citations)
    reply.slots |= remembered("explain_risk", None, citations.ids)
    return reply


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
