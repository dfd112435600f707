"""What was measured as plain figures: kept in `docs/quality.json`, so that two revisions can be compared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.quality.heldout import HeldOut
from bot.engine.evaluate import Report

__all__ = ["ALARMS", "as_figures", "first_sight", "in_short"]

ALARMS = ("emergency", "crisis")
_FROM_QUESTIONS = (
    "accuracy",
    "right_or_offered",
    "in_first_three",
    "macro_f1",
    "clarified",
    "right_among_offered",
    "false_refusals",
    "calibration_error",
)
_FROM_FOLDS = ("accuracy", "in_first_three", "macro_f1", "out_of_scope_recall", "false_refusals")


def as_figures(sets: Mapping[str, HeldOut], folds: Mapping[str, Report]) -> dict[str, Any]:
    """`{"figures": {set: {name: share}}, "wrong": {set: {kind: [line numbers]}}}`; shares are 0..1."""
    figures: dict[str, dict[str, float | None]] = {name: _of_set(found) for name, found in sets.items()}
    for view, report in folds.items():
        every = report.as_dict()
        figures[f"cross-validation, {view}"] = {name: every[name] for name in _FROM_FOLDS}
    wrong = {
        name: {"questions": _wrong(found.questions), "safety": _wrong(found.safety), "follow-ups": _wrong(found.follow)}
        for name, found in sets.items()
    }
    return {"figures": figures, "wrong": wrong}


def in_short(sets: Mapping[str, HeldOut]) -> dict[str, str]:
    """The error rates that the page itself shows: those of the last set, when it had shaped nothing yet."""
    found = list(sets.values())[-1]
    rows = found.questions.rows
    alarms = [row for row in found.safety.rows if row["label"] in ALARMS]
    missed = sum(row["said"] not in ALARMS for row in alarms)
    return {
        "accuracy": f"{100 * sum(row['right'] for row in rows) / len(rows):.0f} of 100",
        "missed_emergencies": f"{missed} of {len(alarms)}",
        "measured_on": found.name,
    }


def first_sight(kept: Path, measured: Mapping[str, str]) -> Mapping[str, str]:
    """What `kept` says of the same set, or else `measured`: only the first figures were not fitted."""
    try:
        before: dict[str, str] = json.loads(kept.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return measured
    return before if before.get("measured_on") == measured["measured_on"] else measured


def _of_set(found: HeldOut) -> dict[str, float | None]:
    questions, safety = found.questions.as_dict(), found.safety.as_dict()
    figures: dict[str, float | None] = {name: questions[name] for name in _FROM_QUESTIONS}
    figures["out_of_scope_recall"] = safety["out_of_scope_recall"]
    follow = found.follow.as_dict()
    figures["calibration_error_safety"] = safety["calibration_error"]
    figures["calibration_error_follow_ups"] = follow["calibration_error"]
    figures["follow_ups"] = follow["accuracy"]
    figures |= {label: counts["right"] for label, counts in safety["by_label"].items()}
    figures |= {"history_f1": found.history["f1"], "labs_whole": found.labs["whole"], "labs_f1": found.labs["f1"]}
    return {name: None if value is None else round(value, 4) for name, value in figures.items()}


def _wrong(report: Report) -> list[int]:
    """Places (from 1) of the answers that were not right."""
    return [place for place, row in enumerate(report.rows, 1) if not row["right"]]
