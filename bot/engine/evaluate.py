"""Measure understanding on labelled questions: the whole pipeline, each line a conversation of its own."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.engine.agent import CalciAgent, say
from bot.errors import InputError

__all__ = ["Example", "Report", "evaluate", "judged", "read_examples", "taken_for"]

_OUTSIDE = frozenset({"out_of_scope_medical", "out_of_scope_other"})


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    label: str
    also_ok: frozenset[str] = frozenset()
    style: str = ""


@dataclass(slots=True)
class Report:
    """Counts over all examples; rates are computed from them."""

    rows: list[dict[str, Any]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        rows = self.rows
        inside = [r for r in rows if r["label"] not in _OUTSIDE]
        outside = [r for r in rows if r["label"] in _OUTSIDE]
        return {
            "n": len(rows),
            "accuracy": _share(r["right"] for r in rows),
            "right_or_offered": _share(r["right"] or r["offered"] for r in rows),
            "in_first_three": _share(r["in_first_three"] for r in rows),
            "macro_f1": _macro_f1(rows),
            "clarified": _share(bool(r["clarify"]) for r in inside),
            "right_among_offered": _share(r["offered"] for r in rows if r["clarify"]),
            "out_of_scope_recall": _share(r["said"] in _OUTSIDE for r in outside),
            "false_refusals": _share(r["said"] in _OUTSIDE for r in inside),
            "by_style": {
                s: _share(r["right"] for r in rows if r["style"] == s) for s in sorted({r["style"] for r in rows})
            },
            "by_label": {
                label: {
                    "n": sum(r["label"] == label for r in rows),
                    "right": _share(r["right"] for r in rows if r["label"] == label),
                }
                for label in sorted({r["label"] for r in rows})
            },
            "confused": [
                {"label": a, "said": b, "n": n}
                for (a, b), n in Counter((r["label"], taken_for(r)) for r in rows if not r["right"]).most_common(40)
            ],
            "calibration_error": _calibration_error(rows),
        }


def read_examples(path: Path) -> list[Example]:
    """Read `{"text", "label", "also_ok"?}` lines; `InputError` names the line that is wrong."""
    examples = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            examples.append(
                Example(row["text"], row["label"], frozenset(row.get("also_ok") or ()), str(row.get("style", "")))
            )
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"Line {number} of {path.name} is not an example ({type(error).__name__}).",
                code="IN201",
                field=f"line {number}",
                remedy='Write {"text": "…", "label": "…"} on each line.',
            ) from error
    return examples


def evaluate(agent: CalciAgent, examples: Iterable[Example]) -> Report:
    """Run every example through the whole assistant."""
    return asyncio.run(_evaluate(agent, list(examples)))


async def _evaluate(agent: CalciAgent, examples: list[Example]) -> Report:
    report = Report()
    for example in examples:
        messages = await say(agent, example.text, sender=f"evaluation-{uuid.uuid4().hex}")
        turn = messages[-1]["custom"]
        others = [other["label"] for other in turn["alternatives"]]
        report.rows.append(
            judged(example, turn["label"], confidence=turn["confidence"], clarify=turn["clarify"], others=others)
        )
    return report


def judged(
    example: Example,
    said: str | None,
    *,
    confidence: float = 0.0,
    clarify: Sequence[str] | None = None,
    others: Sequence[str] = (),
) -> dict[str, Any]:
    """One counted answer.

    Args:
        said: the label answered, None when none was.
        clarify: the labels offered when it was asked back.
        others: further candidates, best first; with them the first three are looked at.
    """
    wanted = {example.label} | example.also_ok
    right = said in wanted or ("informational" in wanted and said not in _SAFETY)
    first = [label for label in dict.fromkeys([said, *(clarify or ()), *others]) if label is not None][:3]
    return {
        "text": example.text,
        "label": example.label,
        "said": said,
        "right": right,
        "offered": bool(wanted & set(clarify or ())),
        "in_first_three": right or bool(wanted & set(first)),
        "clarify": clarify,
        "confidence": confidence,
        "style": example.style,
    }


def taken_for(row: Mapping[str, Any]) -> str:
    """What a counted message was taken for, in words where it has no label."""
    return str(row["said"] or ("asked back" if row["clarify"] else "no answer"))


_SAFETY = frozenset({"emergency", "crisis", "personal_treatment_decision", "dosing_request", *_OUTSIDE, None})


def _share(values: Iterable[bool]) -> float | None:
    found = list(values)
    return round(sum(found) / len(found), 4) if found else None


def _macro_f1(rows: list[dict[str, Any]]) -> float | None:
    scores = []
    for label in {r["label"] for r in rows}:
        hit = sum(r["label"] == label and r["right"] for r in rows)
        missed = sum(r["label"] == label and not r["right"] for r in rows)
        wrong = sum(r["said"] == label and not r["right"] for r in rows)
        scores.append(2 * hit / (2 * hit + missed + wrong))
    return round(sum(scores) / len(scores), 4) if scores else None


def _calibration_error(rows: list[dict[str, Any]], bins: int = 10) -> float | None:
    """Expected calibration error over the answers given (questions asked back are left out)."""
    given = [r for r in rows if r["said"] is not None]
    total = 0.0
    for place in range(bins):
        low, high = place / bins, (place + 1) / bins
        inside = [r for r in given if low < r["confidence"] <= high or (place == 0 and r["confidence"] == 0)]
        if inside:
            gap = sum(r["right"] for r in inside) / len(inside) - sum(r["confidence"] for r in inside) / len(inside)
            total += abs(gap) * len(inside)
    return round(total / len(given), 4) if given else None
