"""A decision or a dose declined to a health professional: what is published on it, and what can be discussed."""

from __future__ import annotations

from actions.answering import canned, named_in, points_reply
from actions.pinpoint import to_the_point
from actions.pointed import Pointed, about_medicine, medicines_in, of_another, pages_on, pointed
from actions.points import known_point
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
_UNKNOWN = "unknown"  # what nobody knows answers no decision
_WITH_REGIMENS = ("sodium_thiosulfate", "vitamin_k", "pain_management")
_TREATMENTS = "treatment"
_THINNERS = frozenset({"stopping_warfarin", "warfarin_risk", _OVERALL})
_TO_BE_NAMED = ("Name the ",)  # how the lines begin that ask for a name
_OF_THINNERS = "Anticoagulant "


def declined(turn: Turn) -> Reply:
    """Why there is no decision and no dose, the published statements nearest to the question, and what to discuss."""
    why = canned(turn.label, turn, **numbers())
    dose = turn.label == "dosing_request"
    topic = _about(turn, dose=dose) or (None if dose else knowledge().topic(_OVERALL))
    named = ", ".join(medicines_in(turn.question))
    why.texts = _fitting(why.texts, topic, named=bool(named))
    known = known_point(turn)
    told = _published(topic, turn, dose=dose) if topic else ()
    if known:
        reply = known
    elif topic is None or not told:
        if dose and named:
            why.texts.insert(1, phrase(turn, "no_dose", what=named))
        found = knowledge().reply(turn.label, turn.audience)
        why.health, why.part = True, {"sources": source_entries(found.sources if found else ())}
        why.buttons = why.buttons or buttons(_WITH_REGIMENS)
        return why
    else:
        missing = (
            phrase(turn, "no_study", what=f"dose of {named}") if dose and named and not _doses(topic, turn) else ""
        )
        reply = points_reply(topic, turn, Pointed(told), Citations(), missing or phrase(turn, "guidance"))
    first, *rest = why.texts
    reply.texts = [first, *reply.texts[:1], *rest]
    reply.part |= {"also_answered": [str(reply.part.pop("label", None) or (topic.id if topic else ""))]}
    reply.slots |= {"label": turn.label}
    return reply


def _fitting(lines: list[str], topic: Topic | None, *, named: bool) -> list[str]:
    """The lines of the refusal without those that do not fit: a name asked for that was given, other medicines."""
    kept = [line for line in lines if not (named and line.startswith(_TO_BE_NAMED))]
    return [line for line in kept if not (line.startswith(_OF_THINNERS) and topic and topic.id not in _THINNERS)]


def _about(turn: Turn, *, dose: bool) -> Topic | None:
    """The topic of the medicine that the question names, or what it is likely to be about; no page for patients.

    A medicine of this message stands before whatever was spoken of. A dose is one of a medicine: only a page on a
    treatment has any.
    """
    rows = turn.parse.get("alternatives") or []
    pages = pages_on(turn.question)
    named = named_in(turn.text) | {page.id for page in pages}
    likely = [row["label"] for row in rows if row["label"] in named or row["confidence"] >= _LIKELY]
    found = [topic for label in likely if label not in _PATIENTS and (topic := knowledge().topic(label))]
    own = {page.id for page in pages}
    treatments = sorted(
        dict.fromkeys((*found, *pages)),
        key=lambda topic: (topic.id not in own, topic.group != _TREATMENTS),
    )
    return next((topic for topic in treatments if topic.group == _TREATMENTS or not dose or topic.id in own), None)


def _published(topic: Topic, turn: Turn, *, dose: bool) -> tuple[Statement, ...]:
    question = turn.question
    if dose:
        return _doses(topic, turn) or ((topic.clinician.gist,) if medicines_in(question) else ())
    of_it = about_medicine(topic, question)
    near, fits = to_the_point(topic, "clinician", question)
    current = [s for s in (near if fits else ()) if not s.dated and s.role != _UNKNOWN]
    return tuple(dict.fromkeys((topic.clinician.gist, *of_it, *current, *topic.clinician.body)))[:_MOST]


def _doses(topic: Topic, turn: Turn) -> tuple[Statement, ...]:
    """What the page says of doses of the medicine named; nothing where only other medicines have one there."""
    found = pointed(topic, turn.question + _DOSE)
    if found is None or found.missing:
        return ()
    return tuple(statement for statement in found.statements if not of_another(statement, turn.question))
