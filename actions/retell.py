"""The answer before, in simpler words or with more detail."""

from __future__ import annotations

from typing import Any

from actions import topics
from actions.answering import canned, remembered
from actions.base import CalciAction
from actions.explain_risk import explained, verdict
from actions.reply import Reply
from actions.resources import knowledge
from actions.turn import Turn
from actions.wording import Citations, buttons, cited
from bot.library.model import Statement, Topic

__all__ = ["SayMore", "SaySimpler"]

_AT_ONCE = {"patient": 5, "clinician": 8}  # statements: more of them nobody reads at once
_ABOUT_THE_ESTIMATE = frozenset({"assess_risk", "explain_risk", "what_if"})


class SaySimpler(CalciAction):
    action = "action_simpler"

    def answer(self, turn: Turn) -> Reply:
        if _last_label(turn) in _ABOUT_THE_ESTIMATE:
            turn.metadata = {"audience": "patient"}  # the words for a patient are the simpler ones
            return verdict(turn, "simpler") if turn.slot("estimate") else explained(turn, "simpler")
        topic = _last_topic(turn)
        if topic is None:
            return canned("simpler_none", turn)
        return _retold(turn, topic, topic.patient.simpler or (topic.patient.gist,), numbered=False)


class SayMore(CalciAction):
    action = "action_more_detail"

    def answer(self, turn: Turn) -> Reply:
        if _last_label(turn) in _ABOUT_THE_ESTIMATE:
            return explained(turn, "more_detail")
        topic = _last_topic(turn)
        if topic is None:
            return canned("more_none", turn)
        voice = topic.voice(turn.audience)
        return _part_of(turn, topic, (*voice.more, *voice.unknown) or topic.clinician.body)


def _part_of(turn: Turn, topic: Topic, statements: tuple[Statement, ...]) -> Reply:
    """A few statements at a time, and the next few when more is asked for again; then that there is no more."""
    answered: dict[str, Any] = turn.slot("answered") or {}
    begun = int(answered.get("more") or 0) if answered.get("topic") == topic.id else 0
    at_once = _AT_ONCE[turn.audience]
    left = statements[begun:]
    told = left if len(left) <= at_once + 1 else left[:at_once]
    if not told:
        end = canned("more_end", turn)
        return Reply(texts=end.texts, buttons=buttons(topic.suggest), slots={"answered": answered | {"more": 0}})
    reply = _retold(turn, topic, told, numbered=turn.is_clinician)
    reply.slots["answered"] = reply.slots["answered"] | {"more": begun + len(told)}
    if begun + len(told) < len(statements):
        reply.buttons = buttons(["more_detail", *topic.suggest])
    return reply


def _last_label(turn: Turn) -> str:
    return str((turn.slot("answered") or {}).get("label") or "")


def _last_topic(turn: Turn) -> Topic | None:
    return knowledge().topic(str((turn.slot("answered") or {}).get("topic") or turn.slot("topic") or ""))


def _retold(turn: Turn, topic: Topic, statements: tuple[Statement, ...], *, numbered: bool) -> Reply:
    citations = Citations()
    if numbered:
        text = "\n".join(f"• {cited(statement, turn, citations)}" for statement in statements)
    else:
        text = topics.joined(statements, citations)
    answered = remembered(topic.id, topic.id, citations.ids, citations.levels)
    answered.pop("topic")  # told again, it is no new subject
    return Reply(
        texts=[text],
        buttons=buttons(topic.suggest),
        part={"sources": citations.entries()},
        slots=answered,
        health=True,
    )
