"""What every answer about the estimate carries: the envelope's `risk`, its sources, disclaimers, and memory of it."""

from __future__ import annotations

from actions.answering import remembered
from actions.estimate import numbers_allowed, risk_part
from actions.form_items import form_part
from actions.reply import Button, Reply
from actions.resources import phrases
from actions.teaching_case import rounded_in_the_file
from actions.turn import Turn
from actions.wording import Citations, disclaimer
from bot.clinical.risk import RiskEstimate

__all__ = ["estimate_reply", "number_offer"]


def estimate_reply(
    reply: Reply, result: RiskEstimate, turn: Turn, label: str = "assess_risk", citations: Citations | None = None
) -> Reply:
    """Complete a reply about `result`. The disclaimer of the estimate is said once in full, then as a reminder."""
    citations = citations or Citations()
    for source in (*(c.source for c in result.contributions), *result.model.baseline.sources):
        citations.number(source)
    case = rounded_in_the_file(turn)
    if case:
        citations.number(case[1])
    part = risk_part(result, turn)
    full = str(phrases()["risk_disclaimer"]["full"])
    if not result.refused:
        said = (turn.slot("estimate") or {}).get("category")
        reply.texts = [*reply.texts, str(phrases()["risk_disclaimer"]["short"]) if said else full]
    reply.part |= form_part(turn) | {
        "label": label,
        "risk": part | {"shown": "number" if turn.is_clinician else "words"},
        "sources": citations.entries(),
        "disclaimer": f"{full} {disclaimer(turn)}",
    }
    reply.slots = {"estimate": part} | remembered(label, None, citations.ids) | reply.slots
    reply.health = True
    return reply


def number_offer(turn: Turn) -> list[Button]:
    """The button that leads to the number, where this person may see it."""
    return [Button(phrases()["buttons"]["show_number"], "show_number")] if numbers_allowed(turn) else []
