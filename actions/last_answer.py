"""Sources, simpler words, more detail: what a person may ask of the answer before."""

from __future__ import annotations

from typing import Any

from actions import topics
from actions.answering import canned
from actions.base import CalciAction
from actions.reply import Reply
from actions.resources import knowledge, phrases
from actions.turn import Turn
from actions.wording import Citations, buttons, disclaimer, source_entries, with_disclaimer
from bot.library.model import Topic

__all__ = ["SayMore", "SaySimpler", "ShowSources"]


def _last(turn: Turn) -> Topic | None:
    answered: dict[str, Any] = turn.slot("answered") or {}
    return knowledge().topic(str(answered.get("topic") or turn.slot("topic") or ""))


class ShowSources(CalciAction):
    action = "action_show_sources"

    def answer(self, turn: Turn) -> Reply:
        answered: dict[str, Any] = turn.slot("answered") or {}
        topic = _last(turn)
        if not answered.get("sources"):
            return canned("show_sources_none", turn)
        levels = {}
        for statement in topic.statements() if topic else ():
            for source in statement.sources:
                levels.setdefault(source, statement.evidence)
        entries = source_entries(answered["sources"], levels)
        words = phrases()["evidence"]
        lines = [
            f"{n}. {entry['citation']}" + (f" ({words[entry['evidence_level']]})" if entry["evidence_level"] else "")
            for n, entry in enumerate(entries, 1)
        ]
        return Reply(
            texts=["\n".join(lines)],
            buttons=buttons([*(topic.suggest if topic else ()), "more_detail"]),
            part={"sources": entries, "disclaimer": disclaimer(turn)},
        )


class SaySimpler(CalciAction):
    action = "action_simpler"

    def answer(self, turn: Turn) -> Reply:
        topic = _last(turn)
        return _retold(turn, topic, topic.patient.simpler) if topic else canned("simpler_none", turn)


class SayMore(CalciAction):
    action = "action_more_detail"

    def answer(self, turn: Turn) -> Reply:
        topic = _last(turn)
        if topic is None:
            return canned("more_none", turn)
        voice = topic.voice(turn.audience)
        return _retold(turn, topic, (*voice.more, *voice.unknown) or topic.clinician.body)


def _retold(turn: Turn, topic: Topic, statements: tuple[Any, ...]) -> Reply:
    citations = Citations()
    texts = topics.short_texts(statements, citations)
    return Reply(
        texts=with_disclaimer(turn, texts),
        buttons=buttons(topic.suggest),
        part={"sources": citations.entries(), "disclaimer": disclaimer(turn)},
        slots={"answered": {"topic": topic.id, "sources": citations.ids}, "topic": topic.id},
    )
