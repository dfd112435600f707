"""The estimate at the end of the form."""

from __future__ import annotations

from actions.base import CalciAction
from actions.estimate import MISSING, compute, ratio_to_last
from actions.form_words import unusable
from actions.lab_words import unit_question
from actions.news import noted
from actions.reply import Reply
from actions.risk_clinician import clinician_texts
from actions.risk_patient import patient_texts
from actions.risk_reply import estimate_reply, number_offer
from actions.risk_words import plain_ratio, refusal_texts, words
from actions.turn import Turn
from actions.wording import Citations, buttons
from bot.clinical.risk import RiskEstimate
from bot.clinical.risk.display import effect

__all__ = ["GiveEstimate", "ratio_words"]

_AFTER_REFUSAL = {
    "lesions_present": ["lesion_appearance", "diagnosis_overview", "emergency_department"],
    "past_calciphylaxis": ["recurrence", "prevention", "monitoring"],
    MISSING: ["assess_risk", "risk_factors", "prevention"],
}
_AFTER_ANY = ["risk_factors", "prevention", "uremic_vs_nonuremic"]


class GiveEstimate(CalciAction):
    """Words first for a patient, the number with its interval first for a clinician; or why there is none."""

    action = "action_risk_result"

    def answer(self, turn: Turn) -> Reply:
        said = [*_asked_again(turn), *noted(turn), *unusable(turn)]
        unclear = next((r for r in turn.stated if r.status == "ambiguous"), None)
        if unclear:  # after an estimate: with the old value it would look as if the new one had been used
            question, choices = unit_question(unclear, "assess_risk")
            return Reply([*said, question], choices)
        result = compute(turn)
        if result.refused:
            return _refused(said, result, turn)
        citations = Citations()
        if turn.is_clinician:
            texts = clinician_texts(result, turn, citations)
            offer = buttons(["explain_risk", "what_if", "prevention", "visit_summary"])
        else:
            texts = patient_texts(result, turn)
            offer = [*number_offer(turn), *buttons(["explain_risk", "what_if", "prevention"])]
        return estimate_reply(Reply([*said, *texts, *_change(result, turn)], offer), result, turn, citations=citations)


def _asked_again(turn: Turn) -> list[str]:
    """Back from a supposition, or the estimate once more: whose values it is made of."""
    key = next((key for key in ("undo", "again") if turn.details.get(key) and turn.slot("estimate")), None)
    return [words(turn, key)] if key else []


def _refused(said: list[str], result: RiskEstimate, turn: Turn) -> Reply:
    reason = result.refusals[0]
    reply = Reply([*said, *refusal_texts(result, turn)], buttons(_AFTER_REFUSAL.get(reason, _AFTER_ANY)))
    if reason == MISSING:  # skipped before: asked again when the person comes back to the estimate
        reply.slots = {item: None for item in ("dialysis", "age", "sex") if turn.slot(item) == "unknown"}
    return estimate_reply(reply, result, turn)


def _change(result: RiskEstimate, turn: Turn) -> list[str]:
    """How this estimate compares with the last one, when something was changed since."""
    ratio = ratio_to_last(result, turn)
    return [words(turn, "since_last", ratio=ratio_words(ratio, turn))] if ratio and abs(ratio - 1) >= 0.005 else []


def ratio_words(ratio: float, turn: Turn) -> str:
    """A ratio of two multipliers: two decimals for a clinician, words for a patient."""
    return effect(ratio) if turn.is_clinician else plain_ratio(ratio)
