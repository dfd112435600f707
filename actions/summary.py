"""A page for the next visit: only what the person said, what was discussed, and questions to ask."""

from __future__ import annotations

from typing import Any

from actions.base import CalciAction
from actions.estimate import numbers_allowed
from actions.form_items import item_name, shown
from actions.lab_table import finding, lab_table
from actions.lab_words import value_text
from actions.reply import Reply
from actions.resources import knowledge, labs, phrases
from actions.summary_words import summary_texts
from actions.turn import Turn
from actions.wording import buttons, disclaimer, source_entries
from bot.library.model import Topic

__all__ = ["MakeSummary"]

_MOST_SOURCES = 12
_QUESTIONS = (3, 4)  # at most, of topics and of values


class MakeSummary(CalciAction):
    action = "action_visit_summary"

    def answer(self, turn: Turn) -> Reply:
        words = phrases()["summary"][turn.audience]
        discussed = [t for t in (knowledge().topic(i) for i in turn.slot("discussed") or []) if t is not None]
        if not (turn.readings or turn.history or discussed):
            return Reply(texts=[words["nothing"]], buttons=buttons(["assess_risk", "interpret_labs", "definition"]))
        summary: dict[str, Any] = {
            "title": words["title"],
            "labs": lab_table([finding(reading, turn) for reading in turn.readings.values()]),
            "series": _series(turn),
            "history": [
                {"label": item_name(item, turn.audience), "value": shown(value)} for item, value in turn.history.items()
            ],
            "discussed": [{"id": t.id, "title": t.title, "url": f"/topics/{t.id}"} for t in discussed],
            "estimate": _estimate(turn),
            "questions": _questions(turn, discussed),
            "sources": source_entries(_sources(turn, discussed)),
            "disclaimer": disclaimer(turn),
        }
        return Reply(
            texts=summary_texts(words, summary),
            buttons=buttons(["questions_for_doctor", "assess_risk", "delete_my_data"]),
            part={"summary": summary, "lab_table": summary["labs"]},
            slots={"label": "visit_summary"},
            health=True,
        )


def _series(turn: Turn) -> dict[str, list[dict[str, Any]]]:
    """Every usable value told, by analyte in the order told, for trends."""
    series: dict[str, list[dict[str, Any]]] = {}
    for r in turn.all_readings:
        if r.canonical_value is not None:
            taken = r.taken.isoformat() if r.taken else None
            row = {"value": float(r.canonical_value), "unit": r.canonical_unit, "taken": taken, "typed": value_text(r)}
            series.setdefault(r.analyte, []).append(row)
    return series


def _sources(turn: Turn, discussed: list[Topic]) -> list[str]:
    """What the page rests on: the main sources of the topics, then those of an estimate that was given."""
    ids: dict[str, None] = {}
    for topic in discussed:
        voice = topic.clinician if turn.is_clinician else topic.patient
        ids |= dict.fromkeys(voice.gist.sources)
    ids |= dict.fromkeys(each["source"] for each in (turn.slot("estimate") or {}).get("contributions") or ())
    return [each for each in ids if each][:_MOST_SOURCES]


def _questions(turn: Turn, discussed: list[Topic]) -> list[str]:
    meaning = labs()["meaning"]
    key = "open" if turn.is_clinician else "ask"
    about_values = [str(meaning[a][key]) for a in turn.readings if (meaning.get(a) or {}).get(key)]
    return [*(t.ask for t in discussed[: _QUESTIONS[0]]), *about_values[: _QUESTIONS[1]]]


def _estimate(turn: Turn) -> dict[str, Any] | None:
    """The estimate as this person has seen it: its word, and figures only where they were shown."""
    risk = turn.slot("estimate")
    if not risk or risk.get("category") is None:
        return None
    seen = turn.is_clinician or (numbers_allowed(turn) and bool(turn.slot("acknowledged")))
    return {
        "words": phrases()["risk"][turn.audience]["category"][risk["category"]],
        "risk": risk if seen else None,
        "disclaimer": phrases()["risk_disclaimer"]["full"],
    }
