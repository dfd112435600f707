"""The sources of the last answer, with how strong the evidence is."""

from __future__ import annotations

from typing import Any

from actions.answering import canned
from actions.base import CalciAction
from actions.reply import Reply
from actions.resources import knowledge, phrases
from actions.turn import Turn
from actions.wording import buttons, disclaimer, phrase, source_entries

__all__ = ["ShowSources"]


class ShowSources(CalciAction):
    action = "action_show_sources"

    def answer(self, turn: Turn) -> Reply:
        answered: dict[str, Any] = turn.slot("answered") or {}
        if not answered.get("sources"):
            return canned("show_sources_none", turn)
        topic = knowledge().topic(str(answered.get("topic") or ""))
        entries = source_entries(answered["sources"], answered.get("levels"))
        suggested = topic.suggest if topic else ("explain_risk",)
        lines = [f"{number}. {_line(entry, turn)}" for number, entry in enumerate(entries, 1)]
        return Reply(
            texts=["\n".join(lines), phrase(turn, "sources", "key")],
            buttons=buttons([*suggested, "more_detail"]),
            part={"sources": entries, "disclaimer": disclaimer(turn)},
        )


def _line(entry: dict[str, Any], turn: Turn) -> str:
    """A source with what kind it is and, said apart, how certain what rests on it here is."""
    level = entry["evidence_level"]
    behind = [entry["kind_label"]]
    if turn.is_clinician:
        behind.append(entry["seen_label"])
        behind += [f"PMID {entry['pmid']}"] if entry["pmid"] else []
    behind += [phrase(turn, "sources", "level", level=_level(level, turn))] if level else []
    return f"{entry['citation']} ({'; '.join(behind)})"


def _level(level: str, turn: Turn) -> str:
    return level if turn.is_clinician else str(phrases()["evidence"][level])
