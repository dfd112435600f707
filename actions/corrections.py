"""Corrections: "no, 5.9 not 9.5" belongs to the value that was 9.5, whatever is being asked now."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from actions.resources import catalogue
from actions.turn import Turn
from bot.clinical.labs import LabReading, UnitContext, read_value
from bot.language.decision.form.form import (
    CHOSEN,
    FORM_ITEMS,
    BareCorrection,
    amended_number,
    bare_correction,
    number_alone,
)
from bot.language.decision.model import SUMS

__all__ = ["Correction", "corrected"]

_CUE = re.compile(
    r"^\W*no\b|\b(?:sorry|oops|(?:scratch|scrap|strike|forget) (?:that|it|this)|"
    r"hang on|hold on|wait|actually|wrong|(?:i|we|he|she) mean|meant|mistake|mistyped|correction|typo|instead|"
    r"rather)\b|"
    r"\bshould (?:be|have been)\b",
    re.I,
)
#: These put right what was said, where a number is asked for too: "make that 17"; "actually it's 27" answers.
_PUTS_RIGHT = re.compile(
    r"\bmake (?:it|that)\b|\b(?:correction|typo)\b|\b(?:sorry|oops|mistake|my bad|my fault)\b.*\b(?:it|that) was\b",
    re.I,
)
_SLIP = Decimal(3)  # times
_UNIT = re.compile(r"(?:[mµunp]?(?:mol|g|eq|iu)|u) ?/ ?[md]?l\b", re.I)
_SEVERAL = 2
_FIRST_YEAR = 1960  # from which somebody can be on dialysis
_OF_SUM: Mapping[str, Sequence[str]] = {
    "compute_product": ("calcium", "phosphate"),
    "correct_calcium": ("calcium", "albumin"),
}
_NUMBERS = {
    "age": (1, 120),
    "bmi": (10, 100),
    "dialysis_years": (0, 70),
}  # facts that are a number, and what they can be


@dataclass(frozen=True, slots=True)
class Correction:
    """What a message corrects: a reading or a fact told before, and the ids whose old value was a mistake."""

    reading: LabReading | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    wrong: frozenset[str] = frozenset()


def corrected(turn: Turn) -> Correction:
    """Find what a correction without a name belongs to; a named one only marks the old value as wrong."""
    text = str(turn.parse.get("text") or "")
    found = bare_correction(text)
    refused = None if _named(turn, text) else _refused(turn, found)
    if refused:
        return refused
    if found and not _named(turn, text):
        return _by_old_value(turn, found) if found.old is not None else _last_told(turn, found.new, text)
    open_to_it = turn.requested in CHOSEN if turn.in_form else turn.label in {*SUMS, "assess_risk"}
    amended = amended_number(text) if open_to_it or _PUTS_RIGHT.search(text) else None
    if amended is not None and (open_to_it or _near_last_told(turn, amended)):
        return _last_told(turn, amended, text)
    named = {reading.analyte for reading in turn.read} if _CUE.search(text) else set()
    if named and len(turn.read) == 1 and turn.read[0].status == "ambiguous" and turn.read[0].value is not None:
        known = turn.readings.get(turn.read[0].analyte)  # "hang on, phosphate was 1.2": in the unit it had before
        if known:
            return _again(known, turn.read[0].value)
    return Correction(wrong=frozenset(named | set(turn.parse.get("corrections") or ())))


def _named(turn: Turn, text: str) -> bool:
    """Whether the message itself says which value it is about."""
    words = f" {' '.join(re.findall(r'[a-z0-9]+', text.lower()))} "
    awaited = {turn.requested, ((turn.slot("told") or {}).get("refused") or {}).get("analyte")}
    if any(reading.analyte not in awaited for reading in turn.read):
        return True
    return any(f" {alias} " in words for reading in turn.read for alias in catalogue()[reading.analyte].raw["aliases"])


def _refused(turn: Turn, found: BareCorrection | None) -> Correction | None:
    """The value just refused as impossible, given again: "phosphate 65" … "I meant 1.65"."""
    last = (turn.slot("told") or {}).get("refused")
    if not last:
        return None
    old = Decimal(last["value"]) if last["value"] != "None" else None
    if found and found.old in (None, old):
        new: Decimal | None = found.new
    else:
        words = str(turn.parse.get("text") or "")
        new = amended_number(words) or (None if turn.in_form else number_alone(words))
    if new is None or (found and found.old not in (None, old)):
        return None
    typed = next((r.unit for r in turn.read if r.value == new and r.unit_source == "typed"), None)
    known = turn.readings.get(last["analyte"])
    units = UnitContext(confirmed={known.analyte: known.unit} if known and known.unit else {})
    reading = read_value(catalogue()[last["analyte"]], new, typed or last["unit"], context=units)
    return Correction(reading=reading)


def _by_old_value(turn: Turn, found: BareCorrection) -> Correction:
    for reading in reversed(turn.all_readings):
        if reading.value == found.old:
            return _again(reading, found.new)
    for reading in turn.pending.values():
        if reading.value == found.old:
            return Correction(reading=read_value(catalogue()[reading.analyte], found.new, None, taken=reading.taken))
    for item in _NUMBERS:
        told = turn.history.get(item)
        if told is not None and Decimal(str(told)) == found.old:
            return _fact(item, found.new)
    return Correction()


def _last_told(turn: Turn, new: Decimal, text: str) -> Correction:
    last = (turn.slot("told") or {}).get("last")
    if last in _NUMBERS:
        return _fact(str(last), new)
    reading = _nearest_just_told(turn, new) or turn.readings.get(str(last))
    return _again(reading, new, text) if reading else Correction()


def _near_last_told(turn: Turn, new: Decimal) -> bool:
    """Whether a number could be the value told last, typed wrongly: else it answers the question that is open."""
    if turn.requested in turn.pending or _left_out_since(turn):
        return False
    last = turn.readings.get(str((turn.slot("told") or {}).get("last")))
    return last is not None and bool(last.value) and new > 0 and 1 / _SLIP <= new / (last.value or new) <= _SLIP


def _left_out_since(turn: Turn) -> bool:
    """Whether a question was passed over between the value told last and the open one."""
    last, asked = str((turn.slot("told") or {}).get("last")), turn.requested
    if last not in FORM_ITEMS or asked not in FORM_ITEMS:
        return False
    between = FORM_ITEMS[FORM_ITEMS.index(last) + 1 : FORM_ITEMS.index(asked)]
    return any(turn.slot(item) == "unknown" for item in between)


def _nearest_just_told(turn: Turn, new: Decimal) -> LabReading | None:
    """Of several values told together the one that the number is a slip of: 9.7 after 9.1 and 5.6 is the 9.1."""
    just_told = [row["analyte"] for row in (turn.slot("told") or {}).get("labs") or []]
    rows = [turn.readings.get(name) for name in _OF_SUM.get(str(turn.slot("label"))) or just_told]
    told = [reading for reading in rows if reading is not None and reading.value]
    if turn.in_form or len(told) < _SEVERAL or new <= 0:
        return None
    return min(told, key=lambda reading: abs((new / (reading.value or new)).ln()))


def _again(old: LabReading, new: Decimal, text: str = "") -> Correction:
    """The value once more, in the unit typed with it, else in the unit it had."""
    analyte = catalogue()[old.analyte]
    typed = _UNIT.search(text)
    own = analyte.normalise_unit(typed.group().replace(" ", "")) if typed else None
    if typed and own is None:  # "31 pmol/L" is no albumin
        return Correction()
    unit = own or old.unit
    return Correction(
        reading=read_value(analyte, new, unit, taken=old.taken, reference=old.reference),
        wrong=frozenset({old.analyte}),
    )


def _fact(item: str, new: Decimal) -> Correction:
    if item == "dialysis_years" and _FIRST_YEAR <= new <= date.today().year:  # "since 2019 … oh wait, 2017"
        new = date.today().year - new
    low, high = _NUMBERS[item]
    whole = new == new.to_integral_value()
    if not low <= new <= high or (item == "age" and not whole):
        return Correction()
    return Correction(facts={item: int(new) if whole else float(new)}, wrong=frozenset({item}))
