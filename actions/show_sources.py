"""The sources of the last answer, with how strong the evidence is."""

from __future__ import annotations

from typing import Any

from actions.answering import canned
from actions.base import CalciAction
from actions.reply import Reply
from actions.resources import knowledge, phrases
from actions.turn import Turn
from actions.wording import buttons, disclaimer, source_entries
from bot.library.model import Topic

__all__ = ["ShowSources"]


class ShowSources(CalciAction):
    action = "action_show_sources"

    def answer(self, turn: Turn) -> Reply:
        answered: dict[str, Any] = turn.slot("answered") or {}
        if not answered.get("sources"):
            return canned("show_sources_none", turn)
        topic = knowledge().topic(str(answered.get("topic") or ""))
        entries = source_entries(answered["sources"], _levels(topic))
        suggested = topic.suggest if topic else ("explain_risk",)
        return Reply(
            texts=["\n".join(_line(number, entry) for number, entry in enumerate(entries, 1))],
            buttons=buttons([*suggested, "more_detail"]),
            part={"sources": entries, "disclaimer": disclaimer(turn)},
        )


def _levels(topic: Topic | None) -> dict[str, str | None]:
    levels: dict[str, str | None] = {}
    for statement in topic.statements() if topic else ():
        for source in statement.sources:
            levels.setdefault(source, statement.evidence)
    return levels


def _line(number: int, entry: dict[str, Any]) -> str:
    level = entry["evidence_level"]
    return f"{number}. {entry['citation']}" + (f" ({phrases()['evidence'][level]})" if level else "")
