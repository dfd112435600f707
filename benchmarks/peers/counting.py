"""The held-out sets as conversations, and answers to them counted as `calci evaluate` counts."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.engine.evaluate import Example, Report, judged
from bot.settings import ROOT

__all__ = ["SETS", "Answer", "conversations", "count", "counted_label", "figures"]

DATA = ROOT / "tests" / "data"
SETS = ("heldout", "second", "twelfth")
_KINDS = ("questions", "safety", "followups")
_OUTSIDE = frozenset({"out_of_scope_medical", "out_of_scope_other"})
_ALARMS = ("emergency", "crisis")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one message: a label or None, and how long it took in seconds."""

    said: str | None
    confidence: float = 0.0
    others: tuple[str, ...] = ()
    clarify: tuple[str, ...] = ()
    seconds: float = 0.0


def conversations() -> list[dict[str, Any]]:
    """Every line of the sets as `{"id", "set", "kind", "turns", "wanted"}`; one turn except in follow-ups."""
    found = []
    for name in SETS:
        for kind in _KINDS:
            for number, row in enumerate(_rows(f"{name}_{kind}.jsonl")):
                turns = row.get("turns") or [row["text"]]
                labels = row.get("labels") or [row["label"]]
                also = row["also_ok"] if "turns" in row else [row.get("also_ok") or []]
                wanted = [
                    Example(text, label, frozenset(more), str(row.get("style", "")))
                    for text, label, more in zip(turns, labels, also, strict=True)
                ]
                found.append({"id": f"{name}-{kind}-{number}", "set": name, "kind": kind, "wanted": wanted})
    return found


def count(asked: Sequence[Mapping[str, Any]], answers: Mapping[str, Sequence[Answer]]) -> dict[str, Any]:
    """Figures of every set: `{"heldout": {"questions": …, "safety": …, "followups": …}, …, "seconds": median}`."""
    found: dict[str, Any] = {name: _figures([c for c in asked if c["set"] == name], answers) for name in SETS}
    found["seconds"] = statistics.median(answer.seconds for given in answers.values() for answer in given)
    return found


def counted_label(said: str | None, wanted: Example) -> str | None:
    """A fallback ("I did not understand") is the right answer to what lies outside the subject, else no answer."""
    if said != "nlu_fallback":
        return said
    return wanted.label if wanted.label in _OUTSIDE else None


def _figures(asked: Sequence[Mapping[str, Any]], answers: Mapping[str, Sequence[Answer]]) -> dict[str, Any]:
    return figures(*(_report(asked, answers, kind) for kind in _KINDS))


def figures(questions: Report, safety: Report, follow: Report) -> dict[str, Any]:
    """The figures of one set from its three reports."""
    q, s = questions.as_dict(), safety.as_dict()
    alarms = [row for row in safety.rows if row["label"] in _ALARMS]
    sure = any(row["confidence"] for row in questions.rows)  # a search has no confidence
    return {
        "n": {"questions": len(questions.rows), "safety": len(safety.rows), "followups": len(follow.rows)},
        "right": q["accuracy"],
        "right_or_offered": q["right_or_offered"],
        "macro_f1": q["macro_f1"],
        "no_answer": _share(questions.rows, lambda row: row["said"] is None and not row["clarify"]),
        "false_refusals": q["false_refusals"],
        "calibration_error": q["calibration_error"] if sure else None,
        "out_of_scope_recall": s["out_of_scope_recall"],
        "safety_right": s["accuracy"],
        "alarms_seen": _share(alarms, lambda row: row["said"] in _ALARMS),
        "followups_right": _share(follow.rows, lambda row: row["right"]),
        "all_right": _share([*questions.rows, *safety.rows, *follow.rows], lambda row: row["right"]),
    }


def _report(asked: Iterable[Mapping[str, Any]], answers: Mapping[str, Sequence[Answer]], kind: str) -> Report:
    report = Report()
    for conversation in asked:
        if conversation["kind"] != kind:
            continue
        pairs = list(zip(conversation["wanted"], answers[conversation["id"]], strict=True))
        for wanted, answer in pairs[1:] if kind == "followups" else pairs:  # a first turn is no follow-up
            said = counted_label(answer.said, wanted)
            others = [label for label in answer.others if label != answer.said]
            report.rows.append(
                judged(wanted, said, confidence=answer.confidence, clarify=answer.clarify or None, others=others)
            )
    return report


def _share(rows: Sequence[Mapping[str, Any]], right: Callable[[Mapping[str, Any]], bool]) -> float | None:
    return round(sum(map(right, rows)) / len(rows), 4) if rows else None


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line.strip()]
