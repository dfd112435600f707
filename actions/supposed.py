"""What "what if …?" supposes. Extraction leaves suppositions out on purpose; here they are just what is wanted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from actions.resources import catalogue
from actions.turn import Turn
from bot.clinical.labs import LabReading, UnitContext, confirm, read_back
from bot.language.extraction import shared_extractor

__all__ = ["Supposed", "supposed", "unread"]

_OPENING = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|then|now)\W+)*"
    r"(?:.*?\b(?:if|suppose|supposing|imagine|assume|assuming|pretend|say|what about|how about)\b)?\s*",
    re.I,
)
_MOVES = r"(?:went|came|rose|fell|dropped|drops|falls|rises|goes|comes|got|gets|becomes?|became)(?: up| down| back)?"
_TO_STATEMENT = (  # in this order
    (re.compile(r"^(?:i|he|she|they|we|you|the patient)\b", re.I), "I"),
    (re.compile(r"^I (?:was|were)(?:n'?t)\b"), "I am not"),
    (re.compile(r"^I (?:was|were|is|are)\b"), "I am"),
    (re.compile(r"^I (?:stopped|quit|came off|gave up)\b"), "no longer on"),
    (re.compile(rf"\b(?:were|was|is|would be|could be|{_MOVES})\s*(?:to\b)?\s*(?=[<>\d])", re.I), "of "),
    (re.compile(r"\b(?:instead|only|just)\b|\?", re.I), ""),
)


_DROPPABLE = {
    "warfarin": r"(?:warfarin|coumadin|vka|vitamin k antagonist|blood thinners?|phenprocoumon|acenocoumarol)",
    "diabetes": r"diabet\w+",
}
_AWAY = (
    r"\b(?:(?:no|off|without|minus|stop(?:ped|ping)?|not on|less|drop(?:ped)?|came off) (?:the |my |any |"
    r"more )?{name}|"
    r"{name} (?:is |was |were |gets |got )?(?:off|stopped|gone|out|withdrawn|removed|ceased|dropped|discontinued))\b"
)
_NAMES = {
    "warfarin": re.compile(rf"\b{_DROPPABLE['warfarin']}\b", re.I),
    "diabetes": re.compile(r"\bdiabet\w+", re.I),
    "calcium": re.compile(r"\bcalcium\b(?! (?:tablet|binder|carbonate|acetate))", re.I),
    "phosphate": re.compile(r"\bphosph(?:ate|orus)\b(?! binder)", re.I),
    "albumin": re.compile(r"\balbumin\b", re.I),
    "pth": re.compile(r"\bpth\b", re.I),
    "bmi": re.compile(r"\b(?:bmi|weight)\b", re.I),
}
_FAILED = re.compile(r"\b(?:fail\w*|reject\w*|lost|loses?|previous|before|past|old)\b", re.I)


@dataclass(frozen=True, slots=True)
class Supposed:
    """Readings and facts that a message supposes."""

    readings: tuple[LabReading, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    def beside(self, earlier: Supposed) -> Supposed:
        """Both suppositions; where they speak of the same, this one counts."""
        kept = {r.analyte: r for r in (*earlier.readings, *self.readings)}
        return Supposed(tuple(kept.values()), {**earlier.facts, **self.facts})

    def as_dict(self) -> dict[str, Any]:
        """As it is kept in a slot until the next message."""
        return {"labs": [r.as_dict() for r in self.readings], "facts": dict(self.facts)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Supposed:
        """Return what `as_dict` wrote."""
        return cls(tuple(read_back(data["labs"])), dict(data["facts"]))


def supposed(turn: Turn) -> Supposed:
    """Read the supposition as though it were stated; units as this person has used them before."""
    if turn.chosen.get("pick") is not None:  # which unit was meant by the value supposed before
        reading = LabReading.from_dict(turn.chosen["reading"])
        return Supposed((confirm(reading, reading.choices[int(turn.chosen["pick"])], catalogue()),))
    known = {a: r.unit for a, r in turn.readings.items() if r.unit}
    statement = str(turn.details.get("as_if") or _as_statement(str(turn.parse.get("text") or "")))
    found = shared_extractor().extract(statement, units=UnitContext(confirmed=known), supposing=True)
    if turn.details.get("as_if"):  # the words typed name what is taken away: "swap the warfarin for …"
        return Supposed(tuple(found.labs), dict(found.history))
    read = {r.analyte: r for r in (*found.labs, *turn.read)}  # what the message says in full outweighs the reading
    facts = dict(found.history) | dict(turn.parse.get("history") or {}) | _dropped(str(turn.parse.get("text") or ""))
    return Supposed(tuple(read.values()), _with_a_new_kidney(facts, str(turn.parse.get("text") or "")))


def unread(turn: Turn, assumed: Supposed) -> list[str]:
    """Items that the supposition names and that nothing was read of."""
    if turn.details.get("as_if"):
        return []
    text = str(turn.parse.get("text") or "")
    taken = {*(r.analyte for r in assumed.readings), *assumed.facts}
    return [item for item, name in _NAMES.items() if name.search(text) and item not in taken]


def _dropped(text: str) -> dict[str, Any]:
    """ "Phosphate 1.4 and warfarin off": what is taken away beside another change."""
    return {item: False for item, name in _DROPPABLE.items() if re.search(_AWAY.format(name=name), text, re.I)}


def _with_a_new_kidney(facts: Mapping[str, Any], text: str) -> dict[str, Any]:
    """ "If he gets a transplant" supposes that it works: then he is no longer on dialysis."""
    gets = facts.get("transplant") is True and not _FAILED.search(text)
    return {**facts, "dialysis": "transplant"} if gets else dict(facts)


def _as_statement(text: str) -> str:
    """ "what if my phosphate were 5 mg/dL?" → "my phosphate of 5 mg/dL"."""
    plain = _OPENING.sub("", text, count=1)
    for pattern, instead in _TO_STATEMENT:
        plain = pattern.sub(instead, plain)
    return plain.strip()
