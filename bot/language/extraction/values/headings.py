"""Times in the headings and first cells of pasted tables, and which of them is the newest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

__all__ = ["Time", "column_times", "leading_time", "newest_ranks"]

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_STAMP: Final = re.compile(
    rf"(?<![\w.,/])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-/. ]?(?P<named>{_MONTH})\.?"
    rf"(?:[-/ ,]{{1,2}}'?(?P<y1>\d{{4}}|\d\d)(?![-/. ]?{_MONTH}\b))?"
    rf"|(?P<month>{_MONTH})\b\.?(?:[-/ ]{{0,2}}'?(?P<n>\d{{4}}|\d{{1,2}}))?"
    r"|(?P<a>\d{1,2})[/.](?P<b>\d{1,2})"
    r"|(?P<step>week|wk|day|visit|month|session|draw|sample|no|nr|test|result|value|run|cycle|q|w|d|m) ?[#.]?"
    rf"(?P<k>\d{{1,3}})(?![-/. ]{{0,2}}{_MONTH}\b)|(?P<year>(?:19|20)\d\d)"
    r"|(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|rs|ur|nes)?(?:day)?)(?![\w/]|[.,]\d)"
)
_MOST_WORDS: Final = 3
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Time = tuple[str, tuple[int, ...]]


def column_times(line: str) -> list[Time]:
    """Return the times that head the columns of a table, [] if the line (folded) is no such heading."""
    found = list(_STAMP.finditer(line))
    if len(found) < 2:
        return []
    rest = _STAMP.sub(" ", line)
    if re.search(r"\d", rest) or len(re.findall(r"[a-z]+", rest)) > _MOST_WORDS:
        return []
    times = [_time(match) for match in found]
    return times if len({kind for kind, _ in times}) == 1 else []


def leading_time(line: str) -> tuple[Time, int] | None:
    """Return the time that a row begins with, and how many characters it takes up; None if there is none."""
    match = _STAMP.match(line)
    return None if match is None else (_time(match), match.end())


def newest_ranks(times: Sequence[Time], *, first: bool | None = None) -> list[int]:
    """Return a rank for each of the times, the newest highest. `first`: whether the newest is said to come first.

    Where day and month cannot be told apart, or no year is given, the order in which they run decides.
    """
    forward = list(range(len(times)))
    if first is not None:
        return forward[::-1] if first else forward
    kind = times[0][0]
    values = [value for _, value in times]
    if kind == "numbers":
        return forward if _numbers_run_on(values) else forward[::-1]
    if kind in {"weekday", "date"}:
        onward = _runs_on([_flat(value) for value in values], 7 if kind == "weekday" else 372)
        return forward if onward else forward[::-1]
    return [sorted(values).index(value) for value in values]


def _time(match: re.Match[str]) -> Time:
    if match["named"] or match["month"]:
        month = _MONTHS.index((match["named"] or match["month"])[:3]) + 1
        number = match["y1"] or match["n"]
        if match["named"]:
            day = int(match["day"])
            return ("dated", (_year(number), month, day)) if number else ("date", (month, day))
        if number and len(number) == 4:
            return "dated", (int(number), month, 0)
        return "date", (month, int(number or 0))
    if match["a"]:
        return "numbers", (int(match["a"]), int(match["b"]))
    if match["step"]:
        return "step", (int(match["k"]),)
    if match["year"]:
        return "year", (int(match["year"]),)
    return "weekday", (_DAYS.index(match["weekday"]),)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _flat(value: tuple[int, ...]) -> int:
    return value[0] if len(value) == 1 else value[0] * 31 + value[1]


def _numbers_run_on(values: Sequence[tuple[int, ...]]) -> bool:
    """Whether `12/08 09/09 10/14` run forward: as month and day, or day and month, or not at all backward."""
    readings = []
    if all(1 <= first <= 12 and 1 <= second <= 31 for first, second in values):
        readings.append([first * 31 + second for first, second in values])
    if all(1 <= second <= 12 and 1 <= first <= 31 for first, second in values):
        readings.append([second * 31 + first for first, second in values])
    plain = [list(pairwise(reading)) for reading in readings]
    if any(all(later > earlier for earlier, later in steps) for steps in plain):
        return True
    return not any(all(later < earlier for earlier, later in steps) for steps in plain) or all(
        _runs_on(reading, 372) for reading in readings
    )


def _runs_on(values: Sequence[int], cycle: int) -> bool:
    """Whether the times run forward, over the end of a year or week once at most; if neither way fits, they do."""
    steps = list(pairwise(values))
    onward = sum((later - earlier) % cycle for earlier, later in steps)
    backward = sum((earlier - later) % cycle for earlier, later in steps)
    if all(later < earlier for earlier, later in steps):
        return onward * 3 <= cycle
    return onward < cycle or backward >= cycle
