"""A decision or a dose declined to a health professional: what is published on it, and what can be discussed."""

from __future__ import annotations

from actions.answering import canned, named_in, points_reply
from actions.pinpoint import to_the_point
from actions.pointed import Pointed, of_another, pages_on, pointed
from actions.reply import Reply
from actions.resources import knowledge
from actions.turn import Turn
from actions.wording import Citations, buttons, phrase, source_entries
from bot.library.helplines import numbers
from bot.library.model import Statement, Topic

__all__ = ["declined"]

_LIKELY = 0.2  # from which a topic that the question does not name is still what it is about
_MOST = 3
_OVERALL = "treatment_overview"  # where no option is named: what is done as a rule
_PATIENTS = frozenset({"questions_for_doctor", "caregivers", "support_organisations", "self_care", "emotional_support"})
_DOSE = " dose"
_WITH_REGIMENS = ("sodium_thiosulfate", "vitamin_k", "pain_management")
_TREATMENTS = "treatment"


def declined(turn: Turn) -> Reply:
    """Why there is no decision and no dose, the published statements nearest to the question, and what to discuss."""
    why = canned(turn.label, turn, **numbers())
    dose = turn.label == "dosing_request"
    topic = _about(turn, dose=dose) or (None if dose else knowledge().topic(_OVERALL))
    told = _published(topic, turn, dose=dose) if topic else ()
    if topic is None or not told:
        found = knowledge().reply(turn.label, turn.audience)
        why.health, why.part = True, {"sources": source_entries(found.sources if found else ())}
        why.buttons = why.buttons or buttons(_WITH_REGIMENS)
        return why
    reply = points_reply(topic, turn, Pointed(told), Citations())
    first, *rest = why.texts
    reply.texts = [first, f"{phrase(turn, 'guidance')}\n{reply.texts[0]}", *rest]
    reply.part |= {"also_answered": [topic.id]}
    reply.slots |= {"label": turn.label}
    return reply


def _about(turn: Turn, *, dose: bool) -> Topic | None:
    """The topic that the question names, or is likely to be about; nothing that is written for patients.

    A dose is one of a medicine: only a page on a treatment has any.
    """
    rows = turn.parse.get("alternatives") or []
    pages = pages_on(turn.text)
    named = named_in(turn.text) | {page.id for page in pages}
    likely = [row["label"] for row in rows if row["label"] in named or row["confidence"] >= _LIKELY]
    found = [topic for label in likely if label not in _PATIENTS and (topic := knowledge().topic(label))]
    treatments = sorted((*found, *pages), key=lambda topic: topic.group != _TREATMENTS)
    return next((topic for topic in treatments if topic.group == _TREATMENTS or not dose), None)


def _published(topic: Topic, turn: Turn, *, dose: bool) -> tuple[Statement, ...]:
    question = turn.question
    if dose:
        found = pointed(topic, question + _DOSE)
        return tuple(s for s in found.statements if not of_another(s, question)) if found and not found.missing else ()
    near, fits = to_the_point(topic, "clinician", question)
    told = near if fits else list(topic.clinician.body)
    return tuple(dict.fromkeys((topic.clinician.gist, *told)))[:_MOST]
