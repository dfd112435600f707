"""What one message tells: values and facts, with buttons, confirmed units and corrections resolved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from actions.corrections import corrected
from actions.form_items import FORM_ITEMS
from actions.resources import catalogue
from actions.turn import Turn
from bot.clinical.analytes import Analyte
from bot.clinical.labs import LabReading, confirm, read_value
from bot.language.decision.form import UNIT_ALONE
from bot.language.decision.news import goes_on

__all__ = ["GUESSED", "Told", "read"]

_YES = re.compile(r"^\W*(?:yes|yeah|yep|yup|yea|aye|i do|there (?:is|are)|a few|some|i have|one|several)\b", re.I)
_NO_SUCH = re.compile(r"^\W*no\s+(?!(?:i|not|never|none|nothing|it|there|we|he|she|they|thanks?|sorry|but|and)\b)[a-z]")
_THERE_IS_NO = re.compile(
    r"^\W*(?:(?:and|but|also|still|well)\W+)*(?:there (?:is|are|'?s)|i have|i'?ve(?: got)?|(?:he|she) has)\s+"
    r"(?:no|not any)\s+[a-z]"
)
_ITS_WORDS = {
    "dialysis": r"dialys|\b(?:hd|pd|capd|apd)\b",
    "lesions": r"skin|lesion|sore|patch|lump|ulcer|wound|spot|rash|plaque|purple",
    "diabetes": r"diabet|\bsugar|\bdm2?\b",
    "warfarin": r"warfarin|coumadin|thinner|anticoag|\bvka",
}
_SUPPOSING = re.compile(
    r"\b(?:what|if|would|were|suppose|supposing|imagine|assume|assuming|say|change|try|could)\b|\?", re.I
)
_BLOODS = re.compile(
    r"\b(?:my|the|any|no|his|her)\s+(?:bloods|(?:blood|lab\w*)\s+(?:results?|tests?|values?)|labs)\b", re.I
)
GUESSED = ("inferred", "panel")
_LABS = ("calcium", "phosphate", "albumin", "pth")
_ORDINALS = (re.compile(r"\b(?:first|1st|former)\b", re.I), re.compile(r"\b(?:second|2nd|latter)\b", re.I))
_UNIT = re.compile(r"(?:[mµunp]?(?:mol|g|eq|iu|u))\s*(?:(?:/|per)\s*[dm]?l)?", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """What a message adds to the conversation.

    `wrong`: ids whose value told before was a mistake, not an older result. `declined`: items that the person does not
    know or skips. `resolved`: whether it says more than its words (a button, a confirmed unit, a bare correction).
    """

    readings: tuple[LabReading, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    declined: tuple[str, ...] = ()
    wrong: frozenset[str] = frozenset()
    resolved: bool = False


def read(turn: Turn) -> Told:
    """Return what this message tells of the person; nothing where it only supposes ("what if …?")."""
    if turn.label == "what_if" and not _states(turn):
        return Told()
    if turn.details.get("unit"):  # asked why the unit matters: the question is put again
        return Told(readings=tuple(turn.pending.values()), resolved=True)
    settled = _picked(turn) or _unit_confirmed(turn)
    if settled:
        return Told(readings=(settled,), resolved=True)
    again = _in_its_unit(turn)
    if again:  # an impossible one is named, and what was there stays
        wrong = frozenset(r.analyte for r in again if r.status != "implausible")
        return Told(readings=again, wrong=wrong, resolved=True)
    correction = corrected(turn)
    readings = tuple(turn.read) if correction.reading is None else (correction.reading,)
    pressed = {} if turn.chosen.get("declined") else dict(turn.chosen.get("set") or {})
    facts = _read_facts(turn) | pressed | dict(correction.facts)
    if _skin_changes(turn, facts):
        facts["lesions"] = "plaques"  # a bare yes names no kind; any kind means: to be seen, no number
    by_words = facts == dict(turn.parse.get("history") or {}) and correction.reading is None
    return Told(readings, facts, tuple(_declined(turn)), correction.wrong, not by_words)


def _states(turn: Turn) -> bool:
    """Whether a message taken for "what if …?" states something: "there is a sore on my thigh" must not be lost."""
    facts, words = turn.parse.get("history") or {}, str(turn.parse.get("text") or "")
    if not (facts or turn.parse.get("labs")) or _SUPPOSING.search(words):
        return False
    going_on = bool(turn.slot("estimate")) and turn.slot("label") == "what_if"
    return "lesions" in facts or not (going_on or goes_on(words))


def _picked(turn: Turn) -> LabReading | None:
    """A reading that a person chose by button from those that were offered."""
    picked = turn.chosen.get("pick")
    if picked is None:
        return None
    reading = LabReading.from_dict(turn.chosen["reading"])
    return confirm(reading, reading.choices[int(picked)], catalogue())


def _unit_confirmed(turn: Turn) -> LabReading | None:
    """The same in words: "mmol/L", "the first one"."""
    words = str(turn.parse.get("text") or "")
    if not turn.pending or len(words.split()) > 6:
        return None
    reading = turn.pending.get(turn.requested or "") or next(iter(turn.pending.values()))
    for place, ordinal in enumerate(_ORDINALS):
        if ordinal.search(words) and place < len(reading.choices):
            return confirm(reading, reading.choices[place], catalogue())
    if len(reading.choices) == 1 and _YES.match(words):
        return confirm(reading, reading.choices[0], catalogue())
    unit = _UNIT.search(words)
    if unit is None or re.search(r"\d", words):
        return None
    named = _full_unit(catalogue()[reading.analyte], unit.group())
    found = next((choice for choice in reading.choices if named and choice.unit == named), None)
    return confirm(reading, found, catalogue()) if found else None


def _in_its_unit(turn: Turn) -> tuple[LabReading, ...]:
    """The last values again when the unit that was taken for them is put right or confirmed: "it's mmol/L"."""
    words = str(turn.parse.get("text") or "")
    named = _UNIT.search(words) if UNIT_ALONE.match(words) else None
    told: Mapping[str, Any] = turn.slot("told") or {}
    analytes = [row["analyte"] for row in told.get("labs") or []] or [told.get("last")]
    guessed = [r for r in map(turn.readings.get, analytes) if r is not None and r.unit_source in GUESSED]
    return tuple(
        _reread(r, named.group()) for r in guessed if named and _full_unit(catalogue()[r.analyte], named.group())
    )


def _reread(old: LabReading, unit: str) -> LabReading:
    analyte = catalogue()[old.analyte]
    assert old.value is not None  # a guessed unit belongs to a number
    return read_value(analyte, old.value, _full_unit(analyte, unit), taken=old.taken, reference=old.reference)


def _full_unit(analyte: Analyte, words: str) -> str | None:
    """The unit of this analyte that was named, also by its beginning alone: "mg" for mg/dL."""
    whole = analyte.normalise_unit(words.replace(" per ", "/"))
    begun = [unit.ucum for unit in analyte.units if unit.ucum.lower().startswith(f"{words.strip().lower()}/")]
    return whole or (begun[0] if begun else None)


def _read_facts(turn: Turn) -> dict[str, Any]:
    """Facts as read, without a "no" that belongs to another word: "no warfarin" does not say "no dialysis"."""
    facts, asked = dict(turn.parse.get("history") or {}), turn.requested or ""
    words = str(turn.parse.get("text") or "").lower()
    no = facts.get(asked) in (False, "none") and (_NO_SUCH.match(words) or _THERE_IS_NO.match(words))
    if turn.in_form and no and len(facts) > 1 and not re.search(_ITS_WORDS.get(asked, asked), words):
        del facts[asked]
    return facts


def _skin_changes(turn: Turn, facts: Mapping[str, Any]) -> bool:
    asked = turn.in_form and turn.requested == "lesions" and "lesions" not in facts
    return asked and bool(_YES.match(str(turn.parse.get("text") or "")))


def _declined(turn: Turn) -> list[str]:
    """Items left open on purpose; what a message outside the estimate does not know says nothing about it."""
    answers = turn.label == "assess_risk" and (turn.parse.get("for_form", True) or not turn.in_form)
    said = turn.parse.get("declined") or [] if answers else []  # "so far?" looks back, it does not pass
    left = (*said, *(turn.details.get("declined") or ()), *(turn.chosen.get("declined") or ()))
    if left and _BLOODS.search(str(turn.parse.get("text") or "")):
        left = _LABS  # "no idea about my bloods" leaves all of them open, and not what was asked
    return [item for item in dict.fromkeys(left) if item in FORM_ITEMS]
