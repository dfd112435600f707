"""When to call whom: whole answers, and the words that stand in front of another answer."""

from __future__ import annotations

from actions.answering import canned, remembered
from actions.reply import Reply
from actions.resources import knowledge
from actions.turn import Turn
from actions.wording import buttons, phrase, source_entries
from bot.library.current import document
from bot.library.helplines import numbers

__all__ = ["when_to_call", "with_first_words"]

_WITH_SIGNS = frozenset({"when_to_call", "wake", "same_day", "help_now"})  # what was told is said back in front
_NEXT = {"drowsy_check": ("analgesia_in_kidney_failure", "emergency_department", "human_handoff")}
_STEPS = ("emergency_department", "sepsis", "wound_care", "human_handoff")
_CLINICAL = ("emergency_department", "sepsis", "pain_management", "differential_diagnosis")


def when_to_call(turn: Turn) -> Reply | None:
    """The answer that the decision chose instead of a page; None where it chose a page."""
    family = str(turn.details.get("triage") or "")
    if not family:
        return None
    reply = canned(family, turn, **numbers())
    reply.texts = [*_told(turn, family), *reply.texts]
    sources = _sources(family)
    reply.part = {"sources": source_entries(sources)}
    reply.slots = remembered(turn.label, None if turn.label == "help" else turn.label, sources)
    reply.slots |= {"expects_yes": "emergency"} if family == "help_now" else {}
    reply.buttons = reply.buttons or buttons(_CLINICAL if turn.is_clinician else _NEXT.get(family, _STEPS))
    reply.health = True
    return reply


def with_first_words(reply: Reply, turn: Turn) -> Reply:
    """The reply with what must be said before it, where the decision found a reason."""
    family = str(turn.details.get("first") or "")
    if not family or not reply.texts:
        return reply
    reply.texts = [*canned(family, turn, **numbers()).texts, *reply.texts]
    cited = list(reply.part.get("sources") or ())
    known = {entry["id"] for entry in cited}
    reply.part["sources"] = [*cited, *(e for e in source_entries(_sources(family)) if e["id"] not in known)]
    reply.health = True
    return reply


def _told(turn: Turn, family: str) -> list[str]:
    """The signs that were told, said back, so that it is seen what the advice rests on."""
    signs = document("triage")["signs"]
    named = [signs[sign]["names"][turn.audience] for sign in signs if sign in (turn.details.get("signs") or ())
             and "names" in signs[sign]]  # fmt: skip
    return [phrase(turn, "signs_told", signs="; ".join(named))] if named and family in _WITH_SIGNS else []


def _sources(family: str) -> list[str]:
    found = knowledge().reply(family, "patient")
    return list(found.sources) if found else []
