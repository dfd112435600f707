"""The answer before, in simpler words or with more detail."""

from __future__ import annotations

from actions.answering import canned
from actions.base import CalciAction
from actions.explain_risk import explained, verdict
from actions.parts import part_of, retold
from actions.reply import Reply
from actions.resources import knowledge
from actions.short import short_answer
from actions.turn import Turn
from bot.library.model import Topic

__all__ = ["SayMore", "SaySimpler"]

_ABOUT_THE_ESTIMATE = frozenset({"assess_risk", "explain_risk", "what_if"})


class SaySimpler(CalciAction):
    action = "action_simpler"

    def answer(self, turn: Turn) -> Reply:
        return with_wish(self._retold(turn), turn)

    def _retold(self, turn: Turn) -> Reply:
        if _last_label(turn) in _ABOUT_THE_ESTIMATE:
            turn.metadata = {"audience": "patient"}  # the words for a patient are the simpler ones
            return verdict(turn, "simpler") if turn.slot("estimate") else explained(turn, "simpler")
        topic = _last_topic(turn)
        if topic is None:
            return canned("simpler_none", turn)
        return retold(turn, topic, topic.patient.simpler or (topic.patient.gist,), numbered=False)


class SayMore(CalciAction):
    action = "action_more_detail"

    def answer(self, turn: Turn) -> Reply:
        return with_wish(self._more(turn), turn)

    def _more(self, turn: Turn) -> Reply:
        if _last_label(turn) in _ABOUT_THE_ESTIMATE:
            return explained(turn, "more_detail")
        topic = _last_topic(turn)
        if topic is None:
            return canned("more_none", turn)
        voice = topic.voice(turn.audience)
        return part_of(turn, topic, (*voice.more, *voice.unknown) or topic.clinician.body)


def with_wish(reply: Reply, turn: Turn) -> Reply:
    """ "Shorter please", "again": what is promised from now on stands in front, and is remembered."""
    wish = short_answer(turn) if turn.details.get("short") else None
    if wish is None:
        return reply
    nothing = _last_topic(turn) is None and _last_label(turn) not in _ABOUT_THE_ESTIMATE
    reply.texts = [*wish.texts, *([] if nothing else reply.texts)]
    reply.slots |= {"short": wish.slots["short"]}
    return reply


def _last_label(turn: Turn) -> str:
    return str((turn.slot("answered") or {}).get("label") or "")


def _last_topic(turn: Turn) -> Topic | None:
    return knowledge().topic(str((turn.slot("answered") or {}).get("topic") or turn.slot("topic") or ""))
