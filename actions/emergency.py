"""An emergency: what to do now in the first line, then why, then the question that came with it."""

from __future__ import annotations

from actions.answering import canned, topic_reply
from actions.base import CalciAction
from actions.helplines import helpline_card, numbers
from actions.reply import Reply
from actions.turn import Turn
from actions.wording import source_entries

__all__ = ["HelpInCrisis", "HelpNow"]


class HelpNow(CalciAction):
    action = "action_emergency"

    def answer(self, turn: Turn) -> Reply:
        return _urgent(turn, "emergency")


class HelpInCrisis(CalciAction):
    action = "action_crisis"

    def answer(self, turn: Turn) -> Reply:
        return _urgent(turn, "crisis")


def _urgent(turn: Turn, label: str) -> Reply:
    details = turn.parse.get("details") or {}
    family = str(details.get("reply") or label)
    reply = canned(family, turn, **numbers())
    if not reply.texts:
        reply = canned(label, turn, **numbers())
    reply.part = {label: True, "helplines": helpline_card(), "sources": source_entries(_sources(family))}
    if details.get("also"):  # an emergency told together with a crisis
        reply.texts += canned(str(details["also"]), turn, **numbers()).texts
        reply.part["emergency"] = True
    also = details.get("also_topic")
    if also:  # the question that came along is answered after the urgent words, not instead of them
        second = topic_reply(str(also), turn)
        reply.texts += second.texts
        reply.buttons = second.buttons
        reply.part["also_answered"] = [also]
        reply.part["sources"] = [*reply.part["sources"], *second.part.get("sources", [])]
        reply.part["disclaimer"] = second.part.get("disclaimer")
        reply.slots |= second.slots
    return reply


def _sources(reply_id: str) -> tuple[str, ...]:
    from actions.resources import knowledge

    found = knowledge().reply(reply_id, "patient")
    return found.sources if found else ()
