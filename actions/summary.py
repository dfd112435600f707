"""A page for the next visit: only what the person said, what was discussed, and questions to ask."""

from __future__ import annotations

from typing import Any

from actions.base import CalciAction
from actions.form_items import item_name, shown
from actions.interpret import _finding, lab_table
from actions.lab_words import value_text
from actions.reply import Reply
from actions.resources import knowledge, phrases
from actions.turn import Turn
from actions.wording import buttons, disclaimer

__all__ = ["MakeSummary"]


class MakeSummary(CalciAction):
    action = "action_visit_summary"

    def answer(self, turn: Turn) -> Reply:
        words = phrases()["summary"][turn.audience]
        discussed = [t for t in (knowledge().topic(i) for i in turn.slot("discussed") or []) if t is not None]
        facts = [(item_name(k), shown(v)) for k, v in turn.history.items()]
        if not (turn.readings or facts or discussed):
            return Reply(texts=[words["nothing"]], buttons=buttons(["assess_risk", "interpret_labs", "definition"]))
        findings = [_finding(reading, turn) for reading in turn.readings.values()]
        questions = [t.ask for t in discussed][:3] + _asks(turn)
        summary: dict[str, Any] = {
            "title": words["title"],
            "labs": lab_table(findings),
            "series": _series(turn),
            "history": [{"label": name, "value": value} for name, value in facts],
            "discussed": [{"id": t.id, "title": t.title, "url": f"/topics/{t.id}"} for t in discussed],
            "estimate": _estimate(turn),
            "questions": questions,
            "disclaimer": disclaimer(turn),
        }
        return Reply(
            texts=_texts(turn, words, summary),
            buttons=buttons(["questions_for_doctor", "delete_my_data"]),
            part={"summary": summary, "disclaimer": disclaimer(turn), "lab_table": summary["labs"]},
            slots={"label": "visit_summary"},
        )


def _series(turn: Turn) -> dict[str, list[dict[str, Any]]]:
    """Every usable value told, by analyte in the order told, for trends."""
    series: dict[str, list[dict[str, Any]]] = {}
    for r in turn.all_readings:
        if r.canonical_value is not None:
            taken = r.taken.isoformat() if r.taken else None
            series.setdefault(r.analyte, []).append(
                {"value": float(r.canonical_value), "unit": r.canonical_unit, "taken": taken, "typed": value_text(r)}
            )
    return series


def _asks(turn: Turn) -> list[str]:
    from bot.library.current import document

    meaning = document("labs")["meaning"]
    return [str(meaning[a]["ask"]) for a in turn.readings if (meaning.get(a) or {}).get("ask")][:4]


def _estimate(turn: Turn) -> dict[str, Any] | None:
    risk = turn.slot("estimate")
    if not risk or risk.get("category") is None:
        return None
    words = phrases()["risk"][turn.audience]["category"][risk["category"]]
    numbers = turn.is_clinician or bool(turn.slot("acknowledged"))
    return {"words": words, "risk": risk if numbers else None, "disclaimer": phrases()["risk_disclaimer"]}


def _texts(turn: Turn, words: dict[str, str], summary: dict[str, Any]) -> list[str]:
    lines = [f"{words['title']} – {words['intro']}"]
    sections = [
        (
            "labs",
            [
                f"{row['label']}: {row['typed']}" + (f" ({row['taken']})" if row["taken"] else "")
                for row in summary["labs"]
            ],
        ),
        ("history", [f"{row['label']}: {row['value']}" for row in summary["history"]]),
        ("discussed", [row["title"] for row in summary["discussed"]]),
        ("estimate", [summary["estimate"]["words"], summary["estimate"]["disclaimer"]] if summary["estimate"] else []),
        ("questions", summary["questions"]),
    ]
    texts = ["\n".join(lines)]
    for key, rows in sections:
        if rows:
            texts.append("\n".join([words[key], *(f"• {row}" for row in rows)]))
    return [*texts, str(phrases()["disclaimer"][turn.audience]["short"])]
