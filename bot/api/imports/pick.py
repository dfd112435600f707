"""From everything a document says about each analyte to one reading: the newest, with what must be said about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.api.imports.dates import STALE_DAYS, When, is_future, is_stale
from bot.api.imports.result import CORRECTED, Fault
from bot.clinical.analytes import Catalogue
from bot.clinical.labs import LabReading, RawValue, read_message, read_value
from bot.errors import InputError

__all__ = ["Candidate", "Picked", "pick"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value found in a document.

    Attributes:
        raw: the value; `raw.analyte` is `calcium` also for `corrected` (the laboratory's albumin-corrected calcium).
        where: its place, for messages. `when`: time of the sample. `rank`: of two at the same time the higher counts.
        marks: `preliminary`, `calculated`. `needs_unit`: whether a missing unit is a fault (else it is asked about).
    """

    raw: RawValue
    where: str
    when: When | None = None
    rank: int = 0
    marks: tuple[str, ...] = ()
    corrected: bool = False
    needs_unit: bool = True

    @property
    def key(self) -> str:
        """Return the id under which the value is compared with others."""
        return CORRECTED if self.corrected else self.raw.analyte


@dataclass(slots=True)
class Picked:
    """The readings by order of first mention, marks by analyte, sentences, and faults."""

    labs: list[LabReading] = field(default_factory=list)
    corrected: LabReading | None = None
    marks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def pick(candidates: Sequence[Candidate], catalogue: Catalogue, today: date) -> Picked:
    """Return one reading an analyte. Values that cannot be read become faults; the others are kept."""
    picked = Picked()
    sound: dict[str, list[Candidate]] = {}
    for each in candidates:
        fault = _fault(each, catalogue, today)
        if fault:
            picked.faults.append(fault)
        else:
            sound.setdefault(each.key, []).append(each)
    for key, group in sound.items():
        current = _current(group)
        reading = _read(group, current, catalogue)
        if key == CORRECTED:
            picked.corrected = replace(reading, analyte=CORRECTED)
        else:
            picked.labs.append(reading)
        picked.marks[key] = _marks(reading, current, today)
        picked.notes += _notes(key, reading, picked.marks[key], catalogue)
    old = [_name(key, catalogue) for key, marks in picked.marks.items() if "stale" in marks]
    if old:
        picked.notes.append(f"The newest results are more than {STALE_DAYS} days old: {', '.join(old)}.")
    return picked


def _fault(each: Candidate, catalogue: Catalogue, today: date) -> Fault | None:
    analyte, raw = catalogue[each.raw.analyte], each.raw
    units = ", ".join(rule.ucum for rule in analyte.units)
    if each.when and is_future(each.when, today):
        return Fault(each.where, f"{analyte.display}: the date {each.when.day} lies in the future.", "Check the date.")
    if raw.unit is None and each.needs_unit:
        message = f"{analyte.display}: the unit is missing."
        return Fault(each.where, message, f"Give one of: {units}.")
    try:
        reading = read_value(analyte, raw.value, raw.unit, name=raw.name, reference=raw.reference, origin=raw.origin)
    except InputError as error:
        return Fault.of(error, each.where)
    if raw.unit is not None and reading.reason not in (None, "outside_bounds"):
        message = f"{analyte.display}: {raw.unit[:40]!r} is not one of its units."
        return Fault(each.where, message, f"Give one of: {units}.")
    return None


def _current(group: Sequence[Candidate]) -> list[Candidate]:
    """Return what stands as newest: of dated values those of the last day or instant, with any that bear no date.

    A value without a date could be newer than all others, so it is not silently set aside: both are shown.
    """
    days = [each.when.day for each in group if each.when]
    newest = [each for each in group if each.when is None or each.when.day == max(days)]
    instants = [each.when.instant for each in newest if each.when and each.when.instant]
    if len(instants) == len(newest):
        newest = [each for each in newest if each.when and each.when.instant == max(instants)]
    best = max(each.rank for each in newest)
    return [each for each in newest if each.rank == best]


def _read(group: Sequence[Candidate], current: Iterable[Candidate], catalogue: Catalogue) -> LabReading:
    standing = {id(each) for each in current}
    raws = [replace(each.raw, taken=_day(each), previous=id(each) not in standing) for each in group]
    return read_message(raws, catalogue)[0]


def _day(each: Candidate) -> date | None:
    return each.when.day if each.when else None


def _marks(reading: LabReading, current: Sequence[Candidate], today: date) -> tuple[str, ...]:
    marks = dict.fromkeys(mark for each in current for mark in each.marks)
    if reading.taken and is_stale(reading.taken, today):
        marks["stale"] = None
    return tuple(marks)


_SENTENCES = {
    "preliminary": "{name}: the report is preliminary.",
    "calculated": "{name}: calculated by the laboratory, not measured.",
    "rounded_date": "{name}: only the month or year of the sample is given.",
    "implausible": "{name}: the value cannot be right and was not used. Check the number and its unit.",
    "two_values": "{name}: different values with nothing to tell which is newer; none was chosen.",
    "ambiguous": "{name}: it is not clear which unit is meant.",
    "inferred": "{name}: the unit was inferred; check it.",
}


def _notes(key: str, reading: LabReading, marks: Iterable[str], catalogue: Catalogue) -> list[str]:
    codes = [mark for mark in marks if mark in _SENTENCES]
    if reading.status == "ambiguous":
        codes.append("two_values" if reading.reason == "two_values" else "ambiguous")
    elif reading.status == "implausible":
        codes.append("implausible")
    elif reading.unit_source in ("inferred", "panel"):
        codes.append("inferred")
    return [_SENTENCES[code].format(name=_name(key, catalogue)) for code in codes]


def _name(key: str, catalogue: Catalogue) -> str:
    return "Calcium corrected for albumin" if key == CORRECTED else catalogue[key].display
