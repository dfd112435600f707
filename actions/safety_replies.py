"""The limits of the assistant: treatment decisions, doses, reaching a person, privacy, other diseases."""

from __future__ import annotations

import re

from actions.answering import canned, with_also
from actions.base import CalciAction
from actions.declined import declined
from actions.finding_words import urgent
from actions.lab_table import finding
from actions.nearby import covered
from actions.points import known_point
from actions.reply import Reply
from actions.resources import knowledge
from actions.stored import do_not_store, stored
from actions.told_apart import named_look_alike
from actions.turn import Turn
from actions.wording import buttons, source_entries
from bot.library.helplines import bare_numbers, numbers

__all__ = ["DeclineDecision", "ExplainScope", "ReplySafely"]


class DeclineDecision(CalciAction):
    """Decline, say why, and give what can be given: facts to a clinician, questions to ask to a patient."""

    action = "action_limit"

    def answer(self, turn: Turn) -> Reply:
        why = turn.details.get("reply")
        if why:
            return canned(str(why), turn)
        return with_also(_urgent_first(declined(turn) if turn.is_clinician else _declined(turn), turn), turn)


def _urgent_first(reply: Reply, turn: Turn) -> Reply:
    """Before a request is declined: whom to call about a value told with it that lies past an urgent limit."""
    past = [each for each in (finding(reading, turn) for reading in turn.stated) if each.critical]
    if past:
        reply.texts = [*(urgent(each, turn) for each in past), *reply.texts]
        reply.part |= {"urgent": True}
    return reply


def _declined(turn: Turn) -> Reply:
    """To a patient: why not, who can, and what to ask them."""
    reply = canned(turn.label, turn, **numbers())
    if not _about_medicine(turn):  # who may be told, who pays: no word on blood thinners there
        reply.texts = [text for text in reply.texts if "blood thinner" not in text]
    if not _about_dialysis(turn):
        reply.texts = [text for text in reply.texts if "shorten dialysis" not in text]
    reply.health = True
    found = knowledge().reply(turn.label, turn.audience)
    reply.part = {"sources": source_entries(found.sources if found else ())}
    near = next((a["label"] for a in turn.parse.get("alternatives") or [] if knowledge().topic(a["label"])), None)
    if near:  # "and what is usual then?" is about this
        reply.slots |= {"topic": near}
    reply.buttons = buttons([*([near] if near else []), "questions_for_doctor", "care_team", "human_handoff"], limit=3)
    return reply


_MEDICINE = re.compile(
    r"\b(?:warfarin|coumadin|thinn\w*|anticoag\w*|vka|doac\w*|noac\w*|apixaban|eliquis|rivaroxaban|xarelto|"
    r"heparin|phenprocoumon|marcumar|"
    r"acenocoumarol|inr|clot\w*|medicines?|medications?|meds?|tablets?|pills?|drugs?|capsules?|tak(?:e|ing)|"
    r"prescri\w+)\b",
    re.I,
)
_DIALYSED = re.compile(r"\b(?:dialys\w*|h?hd|pd|sessions?|machine|treatments?|runs?|hours?)\b", re.I)


def _about_medicine(turn: Turn) -> bool:
    about = turn.slot("topic") in ("stopping_warfarin", "warfarin_risk", "vitamin_k")
    return about or bool(_MEDICINE.search(turn.text)) or "warfarin" in (turn.parse.get("history") or {})


def _about_dialysis(turn: Turn) -> bool:
    about = turn.slot("topic") in ("dialysis_changes", "withdrawing_dialysis", "dialysis_type")
    return about or bool(_DIALYSED.search(turn.text)) or "dialysis" in turn.history


class ReplySafely(CalciAction):
    action = "action_safety_reply"

    def answer(self, turn: Turn) -> Reply:
        if turn.details.get("reply") == "do_not_store":
            return do_not_store(turn)
        reply = canned(turn.label, turn, **numbers(), stored=stored(turn))
        reply.buttons = reply.buttons or buttons(["help", "support_organisations"])
        return reply


class ExplainScope(CalciAction):
    """Another disease, by its name where it is known, or something else altogether."""

    action = "action_out_of_scope"

    def answer(self, turn: Turn) -> Reply:
        language = str(turn.details.get("reply") or "")
        if knowledge().reply(language, turn.audience):  # a message in another language is answered in it
            return canned(language, turn, **bare_numbers())
        known = known_point(turn)
        if known:
            return known
        condition = str(turn.details.get("condition") or named_look_alike(turn.text) or "")
        reply = canned(turn.label, turn, condition=condition or "that")
        fallback = [] if reply.buttons else ["definition", "symptoms", "differential_diagnosis", "help"]
        ours = [str(turn.details["ours"])] if turn.details.get("ours") else []  # where only our words were meant
        reply.buttons = [*buttons([*ours, *covered(turn), *fallback]), *reply.buttons][:4]
        return reply
