"""The held-out sets of `tests/data`: questions, safety, follow-ups through the whole assistant; labs and history."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.engine.evaluate import Example, Report, evaluate, judged, read_examples
from bot.settings import ROOT

__all__ = ["DATA", "SETS", "HeldOut", "follow_ups", "history", "measure"]

DATA = ROOT / "tests" / "data"
SETS = (
    "heldout",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twentyfirst",
    "twentysecond",
    "twentythird",
    "twentyfourth",
    "twentyfifth",
    "twentysixth",
    "twentyseventh",
    "twentyeighth",
)
_WRITTEN = date(2026, 11, 22)  # what goes on `since 2019` had gone on for seven years then
_EXACT = 1e-3  # two canonical values are one when they differ by less than this share


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Everything measured on one set; `follow` has one row a turn after the first of its dialogue."""

    name: str
    questions: Report
    safety: Report
    follow: Report
    history: Mapping[str, float]
    labs: Mapping[str, float]


def measure(agent: Any, name: str, folder: Path = DATA) -> HeldOut:
    """Ask every line of one set."""
    return HeldOut(
        name,
        evaluate(agent, read_examples(folder / f"{name}_questions.jsonl")),
        evaluate(agent, read_examples(folder / f"{name}_safety.jsonl")),
        follow_ups(agent, folder / f"{name}_followups.jsonl"),
        history(folder / f"{name}_history.jsonl"),
        _labs(_rows(folder / f"{name}_labs.jsonl")),
    )


def follow_ups(agent: Any, path: Path) -> Report:
    """Every dialogue of a file in a conversation of its own; one row a turn after the first."""
    return asyncio.run(_follow_ups(agent, _rows(path)))


def history(path: Path) -> dict[str, float]:
    """Precision, recall and F1 of the history facts of a file, and the share of messages read whole (0..1)."""
    return _history(_rows(path))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


async def _follow_ups(agent: Any, dialogues: Sequence[Mapping[str, Any]]) -> Report:
    """Every dialogue asked in its own conversation; its first turn is no follow-up and is not counted."""
    from bot.engine.agent import say

    report = Report()
    for number, dialogue in enumerate(dialogues):
        turns = zip(dialogue["turns"], dialogue["labels"], dialogue["also_ok"], strict=True)
        for place, (text, label, also) in enumerate(turns):
            turn = (await say(agent, text, sender=f"follow-up-{id(dialogues)}-{number}"))[-1]["custom"]
            others = [other["label"] for other in turn["alternatives"]]
            if place:
                example = Example(text, label, frozenset(also))
                sure, clarify = turn["confidence"], turn["clarify"]
                report.rows.append(judged(example, turn["label"], confidence=sure, clarify=clarify, others=others))
    return report


def _extractor() -> Any:
    from bot.clinical.analytes import Catalogue
    from bot.language.extraction import Extractor
    from bot.library.current import document

    return Extractor(Catalogue.from_dict(document("labs")), document("lexicon"), document("context_rules"))


def _history(rows: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Precision, recall and F1 of history facts; optional facts count neither way."""
    extractor = _extractor()
    hit = wrong = missed = whole = 0
    for row in rows:
        found = dict(extractor.extract(row["text"], today=_WRITTEN).history)
        wanted, optional = row["facts"], row.get("optional") or {}
        good = sum(found.get(k) == v for k, v in wanted.items())
        extra = sum(1 for k, v in found.items() if wanted.get(k) != v and optional.get(k) != v)
        hit, missed, wrong = hit + good, missed + len(wanted) - good, wrong + extra
        whole += good == len(wanted) and not extra
    return _scores(hit, wrong, missed) | {"whole": whole / len(rows)}


def _labs(rows: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Whole message right, and F1 of single values (analyte and canonical value)."""
    extractor = _extractor()
    hit = wrong = missed = whole = 0
    for row in rows:
        found = {r.analyte: (r.as_contract()["canonical_value"], r.status) for r in extractor.extract(row["text"]).labs}
        good = sum(_same(item, row, found) for item in row["canonical"])
        extra = len(set(found) - {item["analyte"] for item in row["canonical"]})
        hit, missed, wrong = hit + good, missed + len(row["canonical"]) - good, wrong + extra
        whole += good == len(row["canonical"]) and not extra
    return _scores(hit, wrong, missed) | {"whole": whole / len(rows)}


def _same(item: Mapping[str, Any], row: Mapping[str, Any], found: Mapping[str, tuple[float | None, str]]) -> bool:
    """Whether the value read is one of the allowed; where none may be taken, whether the reason is the right one."""
    value, status = found.get(item["analyte"], (None, "missing"))
    allowed = [item["value"], *((row.get("also_ok") or {}).get(item["analyte"]) or [])]
    expected = (row.get("status") or {}).get(item["analyte"])
    near = any(value is None if a is None else value is not None and abs(value - a) <= _EXACT * abs(a) for a in allowed)
    return status != "missing" and near and (expected is None or value is not None or status == expected)


def _scores(hit: int, wrong: int, missed: int) -> dict[str, float]:
    return {
        "precision": hit / max(hit + wrong, 1),
        "recall": hit / max(hit + missed, 1),
        "f1": 2 * hit / max(2 * hit + wrong + missed, 1),
    }
