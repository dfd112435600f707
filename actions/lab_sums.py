"""What sums with laboratory values share: the values they need, their cautions and sources."""

from __future__ import annotations

from typing import Any

from actions.answering import canned, remembered, with_also
from actions.lab_words import implausible_text, unit_question, value_text
from actions.news import put_right
from actions.reply import Reply
from actions.resources import catalogue, labs
from actions.supposed import supposed
from actions.teaching_case import rounded_in_the_file
from actions.turn import Turn
from actions.wording import Citations, buttons, phrase, source_entries
from bot.clinical.derived import Quantity
from bot.clinical.labs import LabReading

__all__ = ["asked_first", "computed", "needed", "number_line"]


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
    if len(found) == len(analytes):
        return found
    return _still_needed(turn, found, [a for a in analytes if a not in known]) or canned(missing, turn)


def _still_needed(turn: Turn, found: list[LabReading], missing: list[str]) -> Reply | None:
    """Say which of the values is there, and ask for the other; the number alone then answers."""
    if not found or len(missing) != 1:
        return None
    names = [f"{catalogue()[r.analyte].patient_words} {value_text(r)}" for r in found]
    text = phrase(turn, "sums", "needs", known=", ".join(names), missing=catalogue()[missing[0]].patient_words)
    kept = remembered(turn.label, None, [])
    return Reply(
        texts=[text],
        buttons=buttons(["interpret_labs", "lab_tests"]),
        part={"asks_for": missing[0]},
        slots=kept | {"task": turn.label, "answered": kept["answered"] | {"wants": missing[0]}},
    )


def asked_first(shown: list[str], turn: Turn) -> list[str]:
    """A result in its two units, the one asked for in front: `mg` or `mmol`, a system, or `other` than before."""
    wanted = {"si": "mmol", "us": "mg"}.get(str(turn.details.get("to")), turn.details.get("to"))
    if wanted == "other":
        return shown[::-1]
    return sorted(shown, key=lambda each: f" {wanted}" not in each) if wanted else shown


def number_line(text: str, sources: list[str], turn: Turn) -> str:
    """A line with the numbers of its sources, for a clinician."""
    citations = Citations()
    numbers = [number for source in dict.fromkeys(sources) if (number := citations.number(source))]
    return f"{text} {' '.join(numbers)}" if turn.is_clinician and numbers else text


def computed(turn: Turn, label: str, text: str, derived: dict[str, Quantity], follow: str) -> Reply:
    """The result with the caution that always comes with it; old thresholds are named as history, not as targets."""
    entry: dict[str, Any] = labs()["derived"][next(iter(derived))]
    caution, old = entry["caution"][turn.audience], entry.get("historical") or []
    sources = list(dict.fromkeys([*caution["src"], *(source for row in old for source in row["src"])]))
    case = rounded_in_the_file(turn) if label == "compute_product" else None
    sources += [case[1]] if case else []
    rows = "; ".join(f"{row.get('below') or row.get('above')} {_unit(row['unit'])} ({row['who']})" for row in old)
    kept = remembered(label, follow, sources)
    reply = Reply(
        texts=[
            *put_right(turn),
            text,
            *(case[:1] if case else ()),
            number_line(str(caution["text"]), caution["src"], turn),
            *([phrase(turn, "historical", items=rows)] if old else []),
        ],
        buttons=buttons([follow, "interpret_labs", "assess_risk"]),
        part={
            "sources": source_entries(sources),
            "derived": {name: quantity.as_contract() for name, quantity in derived.items()},
        },
        slots=kept | {"task": label, "answered": kept["answered"] | {"about": list(derived)}},
        health=True,
    )
    return with_also(reply, turn)


def _unit(ucum: str) -> str:
    return ucum.replace("2", "²")
