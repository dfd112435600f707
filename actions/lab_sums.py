"""What sums with laboratory values share: the values they need, their cautions and sources."""

from __future__ import annotations

from typing import Any

from actions.answering import canned, remembered, with_also
from actions.lab_words import implausible_text, unit_question
from actions.reply import Reply
from actions.supposed import supposed
from actions.teaching_case import rounded_in_the_file
from actions.turn import Turn
from actions.wording import buttons, phrase, source_entries
from bot.clinical.derived import Quantity
from bot.clinical.labs import LabReading
from bot.library.current import document

__all__ = ["computed", "needed"]


def needed(turn: Turn, missing: str, *analytes: str) -> list[LabReading] | Reply:
    """The readings of `analytes`; or what must be said first: one is unclear, impossible, a bound, or not there."""
    stated = turn.stated or supposed(turn).readings  # "and if P were 5" tells nothing, but asks for the sum with it
    for reading in stated:
        if reading.analyte in analytes and reading.status == "ambiguous":
            question, choices = unit_question(reading, turn.label)
            return Reply(texts=[question], buttons=choices)
        if reading.analyte in analytes and reading.status == "implausible":
            return Reply(texts=[implausible_text(reading)], buttons=buttons(["interpret_labs"]))
    known = turn.readings | {reading.analyte: reading for reading in stated if reading.status == "ok"}
    found = [known[a] for a in analytes if a in known and known[a].usable]
    return found if len(found) == len(analytes) else canned(missing, turn)


def computed(turn: Turn, label: str, text: str, derived: dict[str, Quantity], follow: str) -> Reply:
    """The result with the caution that always comes with it; old thresholds are named as history, not as targets."""
    entry: dict[str, Any] = document("labs")["derived"][next(iter(derived))]
    caution, old = entry["caution"][turn.audience], entry.get("historical") or []
    sources = list(dict.fromkeys([*caution["src"], *(source for row in old for source in row["src"])]))
    case = rounded_in_the_file(turn) if label == "compute_product" else None
    sources += [case[1]] if case else []
    rows = "; ".join(f"{row.get('below') or row.get('above')} {_unit(row['unit'])} ({row['who']})" for row in old)
    reply = Reply(
        texts=[
            text,
            *(case[:1] if case else ()),
            str(caution["text"]),
            *([phrase(turn, "historical", items=rows)] if old else []),
        ],
        buttons=buttons([follow, "interpret_labs", "assess_risk"]),
        part={
            "sources": source_entries(sources),
            "derived": {name: quantity.as_contract() for name, quantity in derived.items()},
        },
        slots=remembered(label, follow, sources) | {"task": label},
        health=True,
    )
    return with_also(reply, turn)


def _unit(ucum: str) -> str:
    return ucum.replace("2", "²")
