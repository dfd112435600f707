"""What "what if …?" supposes. Extraction leaves suppositions out on purpose; here they are just what is wanted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from actions.resources import catalogue
from actions.turn import Turn
from bot.clinical.labs import LabReading, UnitContext, confirm
from bot.language.extraction import shared_extractor

__all__ = ["Supposed", "supposed"]

_OPENING = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|then|now)\W+)*"
    r"(?:.*?\b(?:if|suppose|supposing|imagine|assume|assuming|say|what about|how about)\b)?\s*",
    re.I,
)
_MOVES = r"(?:went|came|rose|fell|dropped|goes|comes|got)(?: up| down)?"
_TO_STATEMENT = (  # in this order
    (re.compile(r"^(?:i|he|she|they|we|you|the patient)\b", re.I), "I"),
    (re.compile(r"^I (?:was|were)(?:n'?t)\b"), "I am not"),
    (re.compile(r"^I (?:was|were|is|are)\b"), "I am"),
    (re.compile(r"^I (?:stopped|quit|came off|gave up)\b"), "no longer on"),
    (re.compile(rf"\b(?:were|was|is|would be|could be|{_MOVES})\s*(?:to\b)?\s*(?=[<>\d])", re.I), "of "),
    (re.compile(r"\b(?:instead|only|just)\b|\?", re.I), ""),
)


@dataclass(frozen=True, slots=True)
class Supposed:
    """Readings and facts that a message supposes."""

    readings: tuple[LabReading, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


def supposed(turn: Turn) -> Supposed:
    """Read the supposition as though it were stated; units as this person has used them before."""
    if turn.chosen.get("pick") is not None:  # which unit was meant by the value supposed before
        reading = LabReading.from_dict(turn.chosen["reading"])
        return Supposed((confirm(reading, reading.choices[int(turn.chosen["pick"])], catalogue()),))
    if turn.read or turn.parse.get("history"):
        return Supposed(tuple(turn.read), dict(turn.parse.get("history") or {}))
    known = {a: r.unit for a, r in turn.readings.items() if r.unit}
    found = shared_extractor().extract(
        _as_statement(str(turn.parse.get("text") or "")), units=UnitContext(confirmed=known)
    )
    return Supposed(tuple(found.labs), dict(found.history))


def _as_statement(text: str) -> str:
    """ "what if my phosphate were 5 mg/dL?" → "my phosphate of 5 mg/dL"."""
    plain = _OPENING.sub("", text, count=1)
    for pattern, instead in _TO_STATEMENT:
        plain = pattern.sub(instead, plain)
    return plain.strip()
