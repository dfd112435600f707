"""Vital signs and blood values said in words: temperature, blood pressure, oxygen, sugar, potassium, pain out of ten.

Each row of `values:` in knowledge/red_flags.yml gives the name's patterns and the ranges that are a finding. Typed
laboratory values of the whole message come from the extraction as readings; this is the gate's own, simpler look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.language.safety.canonical import Canonical
from bot.language.safety.patterns import PatternSet, Vocabulary
from bot.language.safety.series import Series, series_from

__all__ = ["ValueRow", "come_down", "value_hits"]

_NUMBER: Final = re.compile(r"(?<= )(\d+(?:\.\d+)?)(?:/(\d+(?:\.\d+)?))?(?= )")
_WORDS: Final = {"seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "forty": 40.0, "thirtynine": 39.0} | {
    "fifty": 50.0,
    "sixty": 60.0,
    "seventy": 70.0,
    "eighty": 80.0,
    "ninety": 90.0,
}
_SPELT: Final = re.compile(r"(?<= )(" + "|".join(_WORDS) + r")(?= )")
_APART: Final = frozenset({"and", ",", ".", "?", "!", "with", "but", "then"})
#: These mean that a number is no measurement, whatever stands between them and it.
_COMPARED: Final = frozenset(
    """above over below under exceeds than > ≥ < ≤ greater more until between age aged is_aged""".split()
)
_TIES: Final = frozenset({":", "=", "is", "was", "at", "of", "now"})
#: Names of a row of observations: `HR 78 BP 134/72` has its 78 from the pulse.
_OBSERVED: Final = frozenset(
    """hr pulse heart rate rr resps bp sbp map spo2 sats o2 sat temperature t gcs news news2 ews mews bm avpu crp
    lactate weight bmi age""".split()
)
#: Words before a number that only lead from one result to the next.
_OF_SERIES: Final = frozenset({"to", "from", ">", "between", "am", "pm"})
_TIMES: Final = frozenset("day days hour hours hrs h minutes week weeks month months year years ago times".split())
_LATELY: Final = frozenset(
    """hour hours hr hrs minute minutes mins min morning night tonight evening afternoon today overnight am pm noon
    lunch yesterday paracetamol tylenol acetaminophen ibuprofen calpol aspirin advil nurofen panadol tablets pills
    medicine after since keeps again up down swinging spiking""".split()
)
_Number = tuple[int, int, float, float | None]
_Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ValueRow:
    """`finding` is made by a number in one of `ranges`.

    `near`: the name stands within `words` words; else it stands anywhere in the message. `pair`: the number is one of
    two (120/80; 9/10) and the second lies in `second`. `decimal`: only a number that is not whole. `not_before`: words
    that take the number away when they stand close before it; a test with its own number does not (`CRP 180 T 38.9`),
    nor does any test before a name in `firm` (`CRP up, T 38.9`).
    """

    finding: str
    name: PatternSet
    ranges: tuple[_Range, ...]
    near: bool
    words: int
    second: _Range | None
    decimal: bool
    units: frozenset[str]
    not_units: frozenset[str]
    not_before: frozenset[str]
    firm: frozenset[str]

    @classmethod
    def from_dict(cls, row: Mapping[str, Any], vocabulary: Vocabulary) -> ValueRow:
        second = row.get("second")
        return cls(
            finding=row["finding"],
            name=PatternSet.of(row["name"], vocabulary),
            ranges=tuple((float(low), float(high)) for low, high in row["ranges"]),
            near=bool(row.get("near", True)),
            words=int(row.get("words", 5)),
            second=(float(second[0]), float(second[1])) if second else None,
            decimal=bool(row.get("decimal", False)),
            units=frozenset(row.get("units", ())),
            not_units=frozenset(row.get("not_units", ())),
            not_before=frozenset(row.get("not_before", ())),
            firm=frozenset(row.get("firm", ())),
        )

    def fits(self, number: float, second: float | None) -> bool:
        if not any(low <= number <= high for low, high in self.ranges) or (self.decimal and number == int(number)):
            return False
        if self.second is None or second is None:
            return self.second is None and second is None
        return self.second[0] <= second <= self.second[1]


def value_hits(rows: tuple[ValueRow, ...], message: Canonical) -> Iterator[tuple[str, int, int]]:
    """Yield (finding, start, end) for every number of the message that is a finding; the span includes the name."""
    text = message.text
    numbers = list(_numbers(text))
    if not numbers:
        return
    over = _fallen(rows, message, numbers)
    for row in rows:
        fitting = [item for item in numbers if row.fits(item[2], item[3]) and (row.finding, item[0]) not in over]
        names = row.name.spans(message) if fitting else []
        for start, end, *_ in fitting:
            if not row.near:
                if names and _said(row, text, (start, end), names):
                    yield row.finding, start, end
                continue
            name = _named(row, text, (start, end), names, numbers)
            if name is not None:
                yield row.finding, min(start, name[0]), max(end, name[1])


def come_down(rows: tuple[ValueRow, ...], message: Canonical) -> set[str]:
    """Return the findings that only an older number of a series would make: `K 6.7 pre HD, 4.1 post HD`."""
    several = [item[:3] for item in _numbers(message.text) if item[3] is None]
    found: set[str] = set()
    for row in rows if len(several) > 1 else ():
        fitting = [item for item in several if row.fits(item[2], None)]
        for name in row.name.spans(message) if fitting else ():
            series = series_from(message.text, name, several, row.words)
            told = [item for item in fitting if series and series.holds(item[0])]
            if series and told and all(series.is_past(message.text, start) for start, *_ in told):
                found.add(row.finding)
    return found


def _fallen(rows: tuple[ValueRow, ...], message: Canonical, numbers: Sequence[_Number]) -> set[tuple[str, int]]:
    """Return (finding, start) of the numbers that are told as over beside a present one: `temp was 38.9 now 36.8`.

    Not where it was in the last hours, or something was taken against it: then it is no thing of the past.
    """
    several = [item[:3] for item in numbers if item[3] is None]
    if len(several) < 2 or not _LATELY.isdisjoint(message.words):
        return set()
    over: set[tuple[str, int]] = set()
    for row in (each for each in rows if each.firm):
        fitting = [item for item in several if row.fits(item[2], None)]
        for name in row.name.spans(message) if fitting else ():
            series = series_from(message.text, name, several, row.words)
            for start, end, _ in fitting if series else ():
                if series and series.holds(start) and not _in_series(row, message.text, series, (start, end)):
                    over.add((row.finding, start))
    return over


def _named(
    row: ValueRow, text: str, number: tuple[int, int], names: Sequence[tuple[int, int]], numbers: Sequence[_Number]
) -> tuple[int, int] | None:
    """Return the name that the number belongs to, or None: beside it, or in a series of numbers behind it."""
    several = [item[:3] for item in numbers if item[3] is None] if len(numbers) > 1 else []
    told = (series_from(text, name, several, row.words) for name in names if several and name[1] <= number[0])
    series = next((each for each in told if each and each.holds(number[0])), None)
    if series is not None and _in_series(row, text, series, number):
        return series.name
    if series is not None or not _said(row, text, number, names):
        return None
    close = [name for name in names if _close(text, name, number, row.words)]
    return max(close, key=lambda name: (name[1] <= number[0], name[0]), default=None)


def _in_series(row: ValueRow, text: str, series: Series, number: tuple[int, int]) -> bool:
    """Whether a number of a series is a result, and not an older one beside a present one that is no finding."""
    behind = text[number[1] :].split(None, 1)[:1]
    if row.not_units.intersection(behind) or (row.units and not row.units.intersection(behind)):
        return False
    if not (row.not_before - _OF_SERIES).isdisjoint(series.before(text, number[0])):
        return False
    if not series.is_past(text, number[0]):
        return True
    present = [each for each in series.numbers if each[0] != number[0] and not series.is_past(text, each[0])]
    return not any(_counts(row, text, each) for each in present)


def _counts(row: ValueRow, text: str, number: tuple[int, int, float]) -> bool:
    """Whether a number can be a result, and not one of days, hours or tablets."""
    return not (row.not_units | _TIMES).intersection(text[number[1] :].split(None, 1)[:1])


def _numbers(text: str) -> Iterator[_Number]:
    for match in _NUMBER.finditer(text):
        yield match.start(), match.end(), float(match.group(1)), float(match.group(2)) if match.group(2) else None
    for match in _SPELT.finditer(text):
        yield match.start(), match.end(), _WORDS[match.group()], None


def _said(row: ValueRow, text: str, number: tuple[int, int], names: Sequence[tuple[int, ...]]) -> bool:
    """Whether the words around the number allow it to be this value."""
    following = text[number[1] :].split(None, 2)[:2]
    if _taken(row, text, number[0], names) or row.not_units.intersection(following[:1]):
        return False
    return not row.units or bool(row.units.intersection(following[:1]))


def _taken(row: ValueRow, text: str, start: int, names: Sequence[tuple[int, ...]]) -> bool:
    """Whether a word before the number says that it is something else."""
    before = text[:start].rsplit(None, 3)[-3:]
    if row.not_before.isdisjoint(before):
        return False
    name = next((each for each in names if each[1] <= start and _TIES.issuperset(text[each[1] : start].split())), None)
    if name is None:
        return True
    told = [place for place, word in enumerate(before) if _NUMBER.fullmatch(f" {word} ", 1, len(word) + 1)]
    before = before[told[-1] + 1 :] if told else before  # the test before has its own number
    called = text[name[0] : name[1]].split()
    taking = row.not_before & _COMPARED if called and called[-1] in row.firm else row.not_before
    return not taking.isdisjoint(before)


def _close(text: str, name: tuple[int, int], number: tuple[int, int], words: int) -> bool:
    if name[1] <= number[0]:
        between = text[name[1] : number[0]]
        gap = between.split()
        parted = "." in gap or ("," in gap and len(gap) > 2)
        return not parted and len(gap) <= words and not _NUMBER.search(between)
    between = text[number[1] : name[0]]
    if name[0] < number[1] or _APART.intersection(between.split()) or _NUMBER.search(between):
        return False
    return between.count(" ") - 1 <= 2 and not _anothers(text, name, number)


def _anothers(text: str, name: tuple[int, int], number: tuple[int, int]) -> bool:
    """Whether a number before a name belongs to the name before it, as in a row of observations."""
    before = [word for word in text[: number[0]].split()[-2:] if word not in _TIES]
    own = [word for word in text[name[1] :].split()[:2] if word not in _TIES]
    return bool(before and own) and before[-1] in _OBSERVED and own[0][:1].isdigit()
