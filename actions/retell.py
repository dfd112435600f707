"""The answer before, in simpler words or with more detail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.answering import canned
from actions.base import CalciAction
from actions.explain_risk import explained, verdict
from actions.parts import part_of, retold
from actions.reply import Reply
from actions.resources import knowledge
from actions.short import short_answer, told_again
from actions.turn import Turn
from actions.wording import phrase
from bot.library.helplines import numbers
from bot.library.model import Topic

__all__ = ["SayMore", "SaySimpler"]

_AGAIN = "again"
_WISHES = frozenset({"again", "brief", "full"})
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
    again = turn.details["short"] == _AGAIN
    if again and not _page_before(turn):
        return _once_more(reply, wish, turn)
    nothing = _last_topic(turn) is None and _last_label(turn) not in _ABOUT_THE_ESTIMATE
    reply.texts = [*wish.texts, *([] if nothing else reply.texts)]
    reply.slots |= {"short": wish.slots["short"]}
    return reply


def _page_before(turn: Turn) -> bool:
    """Whether the last answer was a page, which has shorter words of its own."""
    before = turn.before
    details = before.get("details") or {}
    if details.get("short") in _WISHES:  # "shorter please", which told the page again
        return _last_topic(turn) is not None
    own_words = details.keys() & {"short", "triage"}
    return not own_words and knowledge().topic(str(before.get("label") or "")) is not None


def _once_more(reply: Reply, wish: Reply, turn: Turn) -> Reply:
    """Prepared words once more; an answer that was put together stands above; before any, what to explain is asked."""
    before = turn.before
    details: Mapping[str, Any] = before.get("details") or {}
    if not before:
        return canned("simpler_none", turn)
    prepared = str(details.get("triage") or details.get("reply") or before.get("label") or "")
    told = told_again(turn, str(details.get("short") or ""))
    if told is None and knowledge().reply(prepared, turn.audience):
        told = canned(prepared, turn, **numbers())
    if told is None:
        return canned("stands_above", turn)
    slots = {name: turn.slot(name) for name in ("label", "expects_yes") if turn.slot(name)}
    texts = [phrase(turn, "once_more"), *told.texts]
    return Reply(texts, reply.buttons, told.part, {**slots, "short": wish.slots["short"]})


def _last_label(turn: Turn) -> str:
    return str((turn.slot("answered") or {}).get("label") or "")


def _last_topic(turn: Turn) -> Topic | None:
    return knowledge().topic(str((turn.slot("answered") or {}).get("topic") or turn.slot("topic") or ""))
