"""What one message tells: values and facts, with buttons, confirmed units and corrections resolved."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from actions.corrections import corrected
from actions.form_items import FORM_ITEMS
from actions.older import with_older
from actions.people_apart import chosen_person
from actions.resources import catalogue
from actions.turn import Turn
from actions.typed_units import SYSTEMS, unit_meant
from bot.clinical.labs import Choice, LabReading, confirm, read_value
from bot.clinical.reading import SEVERAL
from bot.language.decision.form.form import UNIT_ALONE, number_alone
from bot.language.decision.leaning.news import goes_on
from bot.language.decision.leaning.supposing import of_a_group, plainly_supposed
from bot.language.decision.model import SUMS
from bot.language.decision.values.units_told import unit_said

__all__ = ["GUESSED", "NEEDED", "Told", "read"]

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
    r"\b(?:what|if|would|were|suppose|supposing|imagine|assume|assuming|pretend|say|change|try|could)\b|\?", re.I
)
_BLOODS = re.compile(
    r"\b(?:my|the|any|no|his|her)\s+(?:bloods|(?:blood|lab\w*)\s+(?:results?|tests?|values?)|labs)\b", re.I
)
NEEDED = ("dialysis", "lesions", "age", "sex")
GUESSED = ("inferred", "panel")
_OUTLOOK = ("estimate_prognosis", "prognosis")
_FEW = 6
_WAS = re.compile(r"\bwas\b", re.I)
_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?"
)
_DAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?"
_WHEN = (
    r"before|previous(?:ly)?|prior|earlier|ago|last|then|first|until|in|on|since|yesterday|today|tonight|now|already|when|"
    r"back|used|old(?:er)?|later|latest|newe(?:r|st)|recent(?:ly)?|mornings?|afternoons?|evenings?|nights?|"
    r"(?:week|month|year|day|hour)(?:s|ly)?"
)
#: Whole words: INR holds "in" and money "mon", and neither is a day.
_TIME = re.compile(rf"\b(?:{_WHEN}|{_DAYS}|{_MONTHS})\b|\d{{4}}|\d/\d", re.I)
_LABS = ("calcium", "phosphate", "albumin", "pth")
_ORDINALS = (re.compile(r"\b(?:first|1st|former)\b", re.I), re.compile(r"\b(?:second|2nd|latter)\b", re.I))
_TAKES_UNITS = frozenset({*SUMS, "assess_risk", "explain_risk", "what_if"})  # after an alarm a word is no unit
_ASKS_BACK = frozenset({"interpret_labs", "assess_risk", "explain_risk", "what_if"})  # a sum takes any unit
_MAGNESIUM = "Mg"  # written like this it is the metal
_UNIT = re.compile(r"(?:[mµunp]?(?:mol|g|eq|iu|u))\s*(?:(?:/|per)\s*[dm]?l)?", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """What a message adds to the conversation.

    `wrong`: ids whose value told before was a mistake, not an older result. `declined`: items that the person does not
    know or skips. `removed`: values and facts taken out again, with which of several (`last`, `first`, None for all).
    `resolved`: whether it says more than its words (a button, a confirmed unit, a bare correction).
    """

    readings: tuple[LabReading, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    declined: tuple[str, ...] = ()
    wrong: frozenset[str] = frozenset()
    resolved: bool = False
    removed: Mapping[str, str | None] = field(default_factory=dict)


def read(turn: Turn) -> Told:
    """Return what this message tells of the person; nothing where it only supposes ("what if …?")."""
    if turn.label == "restart":  # what is told of the next person is read once all else is set aside
        return Told(resolved=True)
    if turn.label not in SUMS and not turn.chosen and plainly_supposed(str(turn.parse.get("text") or "")):
        return Told()
    if turn.label == "what_if" and (turn.details.get("as_if") or not _states(turn)):
        return Told()
    if turn.label in _OUTLOOK and of_a_group(str(turn.parse.get("text") or "")):
        return Told()
    if turn.details.get("unit"):  # asked why the unit matters: the question is put again
        return Told(readings=tuple(turn.pending.values()), resolved=True)
    if turn.chosen.get("take"):
        return Told(readings=chosen_person(turn.chosen["take"]), resolved=True)
    if turn.details.get("remove"):
        return Told(removed=_removed(turn))
    if turn.details.get("units"):
        return _in_these_units(turn)
    settled = _picked(turn) or _unit_confirmed(turn)
    if settled:
        return Told(readings=settled, wrong=_same_result(turn, settled), resolved=True)
    again = _in_its_unit(turn)
    if again:  # an impossible one is named, and what was there stays
        return Told(readings=again, wrong=_same_result(turn, again), resolved=True)
    older = with_older(turn)
    if older:
        return Told(readings=(older,), facts=_read_facts(turn), wrong=frozenset({older.analyte}), resolved=True)
    correction = corrected(turn)
    readings = tuple(turn.read) if correction.reading is None else (correction.reading,)
    pressed = {} if turn.chosen.get("declined") else dict(turn.chosen.get("set") or {})
    facts = (
        _without_corrected(turn, correction.reading)
        | pressed
        | dict(correction.facts)
        | dict(turn.details.get("facts") or {})
    )
    if _skin_changes(turn, facts):
        facts["lesions"] = "plaques"  # a bare yes names no kind; any kind means: to be seen, no number
    by_words = facts == dict(turn.parse.get("history") or {}) and correction.reading is None
    wrong = correction.wrong | _said_again(turn)
    return Told(readings, facts, tuple(_declined(turn)), wrong, not by_words)


def _without_corrected(turn: Turn, reading: LabReading | None) -> dict[str, Any]:
    """The facts read, without the answer to the open question whose number puts a value right: it is no BMI."""
    facts = _read_facts(turn)
    answer = facts.get(str(turn.requested))
    if reading is not None and type(answer) in {int, float} and Decimal(str(answer)) == reading.value:
        del facts[str(turn.requested)]
    return facts


def _said_again(turn: Turn) -> frozenset[str]:
    """ "Albumin was 26" straight after an albumin of 28, and no word of another day: put right, not a newer result."""
    words = str(turn.parse.get("text") or "")
    if len(turn.read) != 1 or len(words.split()) > _FEW or not _WAS.search(words) or _TIME.search(words):
        return frozenset()
    just_now = {row["analyte"] for row in (turn.slot("told") or {}).get("labs") or []}
    return frozenset({turn.read[0].analyte} & just_now)


def _removed(turn: Turn) -> dict[str, str | None]:
    """The values that are taken out by name, or as "the second set": what the newest, or the oldest, values are of."""
    wish = turn.details["remove"]
    if wish["names"]:
        known = {*turn.readings, *turn.history, *turn.pending}
        return {str(name): None for name in wish["names"] if name in known}
    told = [r.analyte for r in turn.all_readings]
    several = {a for a in told if told.count(a) > 1}
    latest = {row["analyte"] for row in (turn.slot("told") or {}).get("labs") or []}
    meant = latest if wish["which"] == "last" and latest else several
    return {analyte: str(wish["which"]) for analyte in {*turn.readings, *turn.pending} if analyte in meant}


def _in_these_units(turn: Turn) -> Told:
    """ "mmol/L, pmol/L for the PTH", "units are SI": each unit for the value named with it, or for those it fits.

    A unit without a name is for what is open or was guessed, else for the values of the last list.
    """
    rows: list[dict[str, Any]] = turn.details["units"]
    named: Mapping[str, str] = {row["analyte"]: row["unit"] for row in rows if row["analyte"]}
    loose = [row["unit"] for row in rows if not row["analyte"]]
    asked = dict(turn.pending) | _refused(turn)
    last = {row["analyte"] for row in (turn.slot("told") or {}).get("labs") or []}
    unsure = {
        a: r for a, r in turn.readings.items() if r.unit_source in GUESSED or (a in last and r.unit_source != "typed")
    }
    open_to_all = asked | unsure or {a: r for a, r in turn.readings.items() if a in last} or turn.readings
    made = []
    for analyte, reading in (turn.readings | asked).items():
        tried = [named[analyte]] if analyte in named else loose if analyte in open_to_all else []
        again = _in_first_fitting(reading, tried, sure=analyte in named)
        if again:
            made.append(again)
    if any(r.status == "ok" for r in made):  # what is impossible in a unit for all was not meant by it
        made = [r for r in made if r.status != "implausible" or r.analyte in named]
    wrong = frozenset(r.analyte for r in made if r.status != "implausible")
    return Told(readings=tuple(made) or tuple(turn.pending.values()), wrong=wrong, resolved=True)


def _in_first_fitting(old: LabReading, tried: Sequence[str], *, sure: bool) -> LabReading | None:
    """The value again in the first of the units that its analyte has; one named with it is not asked about again.

    A whole system of units leaves alone what would be unusual in it: PTH stays in pg/mL where all else is SI.
    """
    analyte = catalogue()[old.analyte]
    for each in tried if old.value is not None else ():
        unit, system = unit_meant(analyte, each), each in SYSTEMS
        if unit is None or old.value is None:
            continue
        if sure:
            return confirm(old, Choice(old.value, unit), catalogue())
        again = read_value(analyte, old.value, unit, taken=old.taken, reference=old.reference)
        return None if system and again.status == "ok" and again.check else again
    return None


def _refused(turn: Turn) -> dict[str, LabReading]:
    """The value refused last as impossible: its unit may be what was wrong."""
    last: Mapping[str, Any] = (turn.slot("told") or {}).get("refused") or {}
    if not last or last["value"] == "None":
        return {}
    analyte = str(last["analyte"])
    return {analyte: read_value(catalogue()[analyte], Decimal(last["value"]), last["unit"])}


def _states(turn: Turn) -> bool:
    """Whether a message taken for "what if …?" states something: "there is a sore on my thigh" must not be lost."""
    facts, words = turn.parse.get("history") or {}, str(turn.parse.get("text") or "")
    if not (facts or turn.parse.get("labs")) or _SUPPOSING.search(words):
        return False
    going_on = bool(turn.slot("estimate")) and turn.slot("label") == "what_if"
    return "lesions" in facts or not (going_on or goes_on(words))


def _same_result(turn: Turn, again: Sequence[LabReading]) -> frozenset[str]:
    """Those that were known with the same number: their unit is put right or open again, they are no newer results."""
    known = turn.readings
    sound = [r for r in again if r.status != "implausible" and r.analyte in known]
    return frozenset(r.analyte for r in sound if known[r.analyte].value == r.value)


def _picked(turn: Turn) -> tuple[LabReading, ...]:
    """A reading that a person chose by button from those that were offered."""
    picked = turn.chosen.get("pick")
    if picked is None:
        return ()
    reading = LabReading.from_dict(turn.chosen["reading"])
    return (confirm(reading, reading.choices[int(picked)], catalogue()),)


def _unit_confirmed(turn: Turn) -> tuple[LabReading, ...]:
    """The same in words: "mmol/L", "the first one". A unit alone is for every open value that has it among its own."""
    words = str(turn.parse.get("text") or "")
    named = unit_said(words)
    if not turn.pending or (len(words.split()) > _FEW and named is None):
        return ()
    reading = turn.pending.get(turn.requested or "") or next(iter(turn.pending.values()))
    for place, ordinal in enumerate(_ORDINALS):
        if ordinal.search(words) and place < len(reading.choices):
            return (confirm(reading, reading.choices[place], catalogue()),)
    if len(reading.choices) == 1 and _YES.match(words):
        return (confirm(reading, reading.choices[0], catalogue()),)
    unit = named or (None if re.search(r"\d", words) else (_UNIT.search(words) or [None])[0])
    if unit is None:
        return ()
    own = turn.in_form and turn.requested in turn.pending  # in the form the open question comes first
    fits = [(r, _offered(r, unit)) for r in ([reading] if own else turn.pending.values())]
    return tuple(confirm(r, choice, catalogue()) for r, choice in fits if choice is not None)


def _offered(reading: LabReading, unit: str) -> Choice | None:
    """The reading offered that is in this unit, where the number was in doubt by its unit alone."""
    named = unit_meant(catalogue()[reading.analyte], unit)
    found = [choice for choice in reading.choices if named and choice.unit == named]
    return found[0] if len(found) == 1 or (found and reading.reason != SEVERAL) else None


def _in_its_unit(turn: Turn) -> tuple[LabReading, ...]:
    """The values just told again, when the unit that was taken for them is put right or confirmed: "it's mmol/L".

    Where the unit was typed with the number, another one alone may put it right or wish for it: it is asked.
    """
    words = str(turn.parse.get("text") or "")
    if turn.label not in _TAKES_UNITS or "to" in turn.details or words.strip() == _MAGNESIUM:
        return ()
    named = unit_said(words) or (_UNIT.search(words) or [None])[0] if UNIT_ALONE.match(words) else unit_said(words)
    if named is None:
        return _same_number(turn, words)
    bare = not re.sub(r"\b(?:in|the)\b", "", _UNIT.sub("", words)).strip(" .!?")
    told: Mapping[str, Any] = turn.slot("told") or {}
    analytes = [row["analyte"] for row in told.get("labs") or []] or [told.get("last")]
    rows = [r for r in map(turn.readings.get, analytes) if r is not None and r.value is not None]
    if bare and turn.label not in _ASKS_BACK:  # "in mmol" after a sum wishes for it
        rows = [r for r in rows if r.unit_source in GUESSED]
    units = ((r, unit_meant(catalogue()[r.analyte], named)) for r in rows)
    return tuple(
        _either(r, unit) if r.unit_source == "typed" and bare else _reread(r, unit)
        for r, unit in units
        if unit and (r.unit_source != "typed" or unit != r.unit)
    )


def _same_number(turn: Turn, words: str) -> tuple[LabReading, ...]:
    """ "2.9 mmol/L" straight after a 2.9 that was taken for mg/dL: the same result, its unit put right."""
    number, found = number_alone(words), _UNIT.search(words)
    just_now = [row["analyte"] for row in (turn.slot("told") or {}).get("labs") or []]
    same = [r for r in map(turn.readings.get, just_now) if r is not None and r.value == number]
    unit = unit_meant(catalogue()[same[0].analyte], found.group()) if found and len(same) == 1 else None
    return (_reread(same[0], unit),) if unit and unit != same[0].unit else ()


def _reread(old: LabReading, unit: str) -> LabReading:
    assert old.value is not None  # a unit belongs to a number
    return read_value(catalogue()[old.analyte], old.value, unit, taken=old.taken, reference=old.reference)


def _either(old: LabReading, unit: str) -> LabReading:
    """The value with its unit open again, between the one typed with it and the one named since."""
    assert old.value is not None and old.unit is not None  # typed together
    choices = (Choice(old.value, unit), Choice(old.value, old.unit))
    return replace(old, status="ambiguous", unit=None, canonical_value=None, choices=choices, unit_source=None)


def _read_facts(turn: Turn) -> dict[str, Any]:
    """Facts as read, without a "no" that belongs to another word: "no warfarin" does not say "no dialysis"."""
    facts, asked = dict(turn.parse.get("history") or {}), turn.requested or ""
    words = str(turn.parse.get("text") or "").lower()
    no = facts.get(asked) in (False, "none") and (_NO_SUCH.match(words) or _THERE_IS_NO.match(words))
    if turn.in_form and no and len(facts) > 1 and not re.search(_ITS_WORDS.get(asked, asked), words):
        del facts[asked]
    return facts


def _skin_changes(turn: Turn, facts: Mapping[str, Any]) -> bool:
    asked = turn.in_form and turn.requested == "lesions" and "lesions" not in facts and not turn.details.get("resume")
    return asked and bool(_YES.match(str(turn.parse.get("text") or "")))


def _declined(turn: Turn) -> list[str]:
    """Items left open on purpose; what a message outside the estimate does not know says nothing about it."""
    answers = turn.label == "assess_risk" and (turn.parse.get("for_form", True) or not turn.in_form)
    said = turn.parse.get("declined") or [] if answers else []  # "so far?" looks back, it does not pass
    if turn.details.get("rest"):  # "just give me the estimate now": only what it cannot do without is still asked
        said = [item for item in FORM_ITEMS if item not in NEEDED]
    left = (*said, *(turn.details.get("declined") or ()), *(turn.chosen.get("declined") or ()))
    if left and _BLOODS.search(str(turn.parse.get("text") or "")):
        left = _LABS  # "no idea about my bloods" leaves all of them open, and not what was asked
    return [item for item in dict.fromkeys(left) if item in FORM_ITEMS]
