"""Years on dialysis told by a date: `HD since 2019`, `CAPD since Nov 2021`, `started haemo in 03/2022`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from bot.language.extraction.history.statements import Statements
from bot.language.extraction.words.dates import month_number

__all__ = ["spans_by_date"]

_VAGUE: Final = r"(?:(?:about|around|roughly|approx|early|late|mid|end of|the|spring|summer|autumn|winter|of|:) ){0,3}"
_MONTH: Final = (
    r"(?:(?P<word>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6} \.? ?|(?P<mm>0?[1-9]|1[0-2]) ?/ ?)?"
)
_SINCE: Final = re.compile(
    rf"\b(?P<how>since|seit|sinds|depuis|desde|from|in|first (?:session|run|treatment)|start date|start|started|began|"
    rf"commenced|initiated) "
    rf"?{_VAGUE}{_MONTH}(?P<year>(?:19|20)\d\d)\b"
    r"(?! ?(?:[-–/] ?\d|to\b|until\b|till\b|when\b))"
)
_SURE: Final = frozenset(
    {"since", "seit", "sinds", "depuis", "desde", "first", "start", "started", "began", "commenced", "initiated"}
)
#: Right before `from 2021` these say what began then.
_FROM: Final = frozenset({"hd", "pd", "capd", "apd", "haemo", "hemo", "dialysis", "dialysed", "dialyses", "only",
                          "haemodialysis", "hemodialysis"})  # fmt: skip
_BEFORE: Final = 5  # tokens before the date in which a beginning must be told where only `in 2019` stands
_LONGEST: Final = 70


def spans_by_date(statements: Statements, today: date) -> Iterator[tuple[int, int, Decimal]]:
    """Yield the first and last token of each such date and the years from then until `today`.

    A year alone counts as whole years; nothing is made of the present year, which may mean a day or eleven months.
    """
    for match in _SINCE.finditer(statements.plain):
        first, last = statements.place(match.start()), statements.place(match.end() - 1)
        near = {token.norm for token in statements.tokens[max(0, first - _BEFORE) : first]}
        dialysed = match["how"] == "from" and first > 0 and statements.tokens[first - 1].norm in _FROM
        if (
            match["how"].split()[0] not in _SURE
            and not dialysed
            and near.isdisjoint(statements.grammar.duration_starts - {"since"})
        ):
            continue
        month = month_number(match["word"]) if match["word"] else int(match["mm"]) if match["mm"] else None
        years = Decimal(today.year - int(match["year"]))
        if month is not None:
            years += Decimal(today.month - month) / 12
        if 0 < years <= _LONGEST:
            yield first, last, years
