"""Answer a topic; the first words for an emergency instead where one is only supposed."""

from __future__ import annotations

from actions.answering import canned, points_reply, remembered, topic_reply, with_also
from actions.base import CalciAction
from actions.next_answer import next_answer
from actions.pointed import Pointed
from actions.points import known_point
from actions.reply import Reply
from actions.resources import knowledge
from actions.short import short_answer
from actions.told_apart import told_apart_first
from actions.triage import when_to_call
from actions.turn import Turn
from actions.unheard import unheard_medicine
from actions.wording import Citations, buttons, phrase, source_entries
from actions.words import words_told
from bot.library.helplines import numbers

__all__ = ["AnswerTopic"]


_FIRST = 2  # what to do, and why; the rest of an urgent reply speaks to somebody to whom it happens


class AnswerTopic(CalciAction):
    action = "action_topic"

    def answer(self, turn: Turn) -> Reply:
        calls = when_to_call(turn)
        if calls:
            return calls
        told = words_told(turn) or short_answer(turn)
        if told:
            return with_also(told, turn)
        known = None if turn.details.get("if_it_happens") else known_point(turn) or _unstudied(turn)
        reply = next_answer(turn) or known or topic_reply(turn.label, turn)
        if turn.label == "differential_diagnosis" and not turn.chosen and known is None:
            reply = told_apart_first(reply, turn)
        supposed = turn.details.get("if_it_happens")
        if supposed:
            found = knowledge().reply(str(supposed), turn.audience)
            first = canned(str(supposed), turn, **numbers()).texts[:_FIRST]
            reply.texts = [phrase(turn, "if_it_happens"), *first]
            sources = list(found.sources) if found else []
            reply.part = {"sources": source_entries(sources)}
            reply.slots |= remembered(turn.label, turn.label, sources)
            reply.buttons = buttons(["emergency_department", "human_handoff", "self_care"])
        return with_also(reply, turn)


def _unstudied(turn: Turn) -> Reply | None:
    """That nothing is on file on the medicine named, and what the likeliest page amounts to."""
    topic, name = knowledge().topic(turn.label), None if turn.chosen else unheard_medicine(turn)
    if topic is None or name is None:
        return None
    lead = phrase(turn, "no_study", what=f"study of {name}")
    return points_reply(topic, turn, Pointed((topic.clinician.gist,)), Citations(), lead)
