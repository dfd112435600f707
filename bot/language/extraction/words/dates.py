"""Dates as they stand in messages and reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

__all__ = ["dates_in_order", "month_number", "read_date", "read_dates"]

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORD: Final = re.compile(r"[a-z]+")
_DIGITS: Final = re.compile(r"\d+")
_MOST_DIGITS: Final = 9  # Python refuses to count beyond some thousands, and its dates beyond ten


def month_number(word: str) -> int | None:
    """Return 1–12 for the English name or abbreviation of a month, else None."""
    return _MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS and len(word) >= 3 else None


def read_dates(texts: Iterable[str]) -> list[date | None]:
    """Read several dates of one message together: one that is clearly day-first decides for the others."""
    texts = list(texts)
    day_first = any(_order(text) == "dmy" for text in texts)
    month_first = any(_order(text) == "mdy" for text in texts)
    return [read_date(text, day_first=None if day_first == month_first else day_first) for text in texts]


def read_date(text: str, *, day_first: bool | None = None) -> date | None:
    """Return the date that `text` writes, or None if it is none or could be two (`03/04/2024`, order unknown)."""
    numbers = _numbers(text.split("t", 1)[0] if text[:2].isdigit() and "t" in text[8:] else text)
    word = next((month for found in _WORD.findall(text) if (month := month_number(found))), None)
    if word is not None:
        return _named(numbers, word)
    if len(numbers) < 3:
        return None
    first, second, third = numbers[:3]
    if first > 31:
        return _date(first, second, third)
    order = _order(text)
    if order is None and first != second:
        order = None if day_first is None else ("dmy" if day_first else "mdy")
        if order is None:
            return None
    return _date(third, first, second) if order == "mdy" else _date(third, second, first)


def dates_in_order(texts: Sequence[str]) -> list[date] | None:
    """Read the dates of a column by the one reading, day or month first, in which they all run one way.

    None if both readings do (or neither), or if a text is no date of three numbers.
    """
    readings = []
    for day_first in (True, False):
        dates = [read_date(text, day_first=day_first) for text in texts]
        known = [each for each in dates if each is not None]
        steps = [later > earlier for earlier, later in pairwise(known)]
        if len(known) == len(texts) and len(set(steps)) == 1:
            readings.append(known)
    return readings[0] if len(readings) == 1 else None


def _numbers(text: str) -> list[int]:
    """The numbers of a text; of one that is too long for any date only its beginning, which is none either."""
    return [int(each[:_MOST_DIGITS]) for each in _DIGITS.findall(text)]


def _order(text: str) -> str | None:
    """Return `dmy` or `mdy` when only one of them can be meant. Dots mean day first."""
    numbers = _numbers(text)
    if len(numbers) != 3 or numbers[0] > 31 or _WORD.search(text):
        return None
    if numbers[0] > 12 or "." in text:
        return "dmy"
    return "mdy" if numbers[1] > 12 else None


def _named(numbers: list[int], month: int) -> date | None:
    if len(numbers) < 2:
        return None
    day, year = (numbers[1], numbers[0]) if numbers[0] > 31 else (numbers[0], numbers[1])
    return _date(year, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
