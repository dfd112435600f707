"""Pasted tables: one row a date with tests as columns, or one row a test with columns such as current and previous."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.language.extraction.values.found import Found, Material
from bot.language.extraction.values.headings import Time, column_times, leading_time, newest_ranks
from bot.language.extraction.values.mentions import Mention
from bot.language.extraction.values.quantities import Quantity
from bot.language.extraction.words.dates import dates_in_order, month_number, read_date, read_dates
from bot.language.extraction.words.tokens import Token

__all__ = ["TableReader", "separate_columns"]

_EMPTY: Final = frozenset({"-", "--", "na", "nd", "n", "ns", "x", "*"})
_GENERIC: Final = frozenset({"result", "results", "value", "level", "reading"})
_MODIFIERS: Final = frozenset({"ref", "reference", "normal", "lower", "upper", "standard", "lab", "target", "usual"})
_PAIR: Final = 2
_SPANS: Final = frozenset({"range", "ranges", "interval", "limits"})
_OF_BOUND: Final = _SPANS | {"low", "high", "limit", "min", "max", "value", "bound", "mean"}
_SHORT_HEAD: Final = 12
_QUOTED: Final = re.compile(r'^\s*"[^"\n]*"(?:\s*[;,]\s*"[^"\n]*")+\s*$', re.MULTILINE)
_CELL: Final = re.compile(r"\s*(?:[<>]?\d+(?:\.\d+)?|[^\d,]*|[A-Za-z]{3,9}[ -]\d{2,4}|[\d./-]+)\s*")
_LEADERS: Final = re.compile(r"(?<=[A-Za-z)\] ])[._]{3,}\s*(?=\d)")
_GAP: Final = re.compile(r"[|;,\t][ \t]*[|;\t]")
_FAR_PAST: Final = date.min


@dataclass(frozen=True, slots=True)
class _Row:
    """A line under a header: its cells in order (None = empty) and, if it says so, its date or age rank."""

    line: int
    cells: list[Quantity | None]
    taken: date | None
    rank: int | None
    time: Time | None = None
    stamp: str | None = None
    bound: bool = False  # limits, not results


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of numbers: the higher its rank the newer, and the date above it if it is certain.

    `bound`: it holds limits, means or changes (`Low`, `ULN`, `Delta`), no results.
    """

    rank: int
    taken: date | None
    bound: bool = False


_DATED: Final = _Column(0, None)  # `Today | 12 Mar`: of that day, and not of today


def _ends_a_date(token: Token, before: Token | None) -> bool:
    """Whether a date of the heading ends here: `12 Mar`, `2026-03-12`."""
    month = month_number(token.norm) is not None and before is not None and before.kind == "number"
    return token.kind == "date" or month


def separate_columns(text: str) -> str:
    """Turn the commas of comma-separated lines into tabs (same length), so that `10.2,7.7,800` is three cells.

    Dots that lead to a number become blanks.
    """
    if "..." in text or "___" in text:
        text = _LEADERS.sub(lambda run: " " * len(run[0]), text)
    if '"' in text:
        text = _QUOTED.sub(lambda row: re.sub(r'"(\s*)[;,](\s*)"', r" \1\t\2 ", row[0]).replace('"', " "), text)
    if "\n" not in text or text.count(",") + text.count(";") < 4:
        return text
    lines = text.split("\n")
    for sign in (",", ";"):
        heads = {line.count(sign) for line in lines if _is_row(line, sign)}
        if heads:
            lines = [line.replace(sign, "\t") if line.count(sign) in heads else line for line in lines]
    return "\n".join(lines)


def _is_row(line: str, sign: str) -> bool:
    """Whether a line is a row of cells: two or more signs behind letters and none before a blank, or plain numbers."""
    if line.count(sign) < 2 or sign + " " in line:
        return False
    behind_letters = sum(
        1 for place, each in enumerate(line) if each == sign and place and not line[place - 1].isdigit()
    )
    if behind_letters >= (2 if sign == "," else 1):
        return True
    first, *others = line.split(sign)
    return any(each.isalpha() for each in first) and all(_CELL.fullmatch(each) for each in others)


class TableReader:
    """Finds tables by their header line. Built from the `numbers` part of the lexicon."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._current = frozenset(data["current_columns"])
        self._previous = frozenset(data["previous_columns"])
        self._other = frozenset((*data["range_columns"], *data["unit_columns"], *data["flag_columns"]))
        self._bounds = frozenset(data["bound_columns"])
        self._dates = frozenset(data["date_columns"])

    def read(self, material: Material) -> tuple[list[Found], frozenset[int]]:
        """Return the values found in tables and the lines they took up, header included."""
        if not any(token.kind == "break" for token in material.tokens):
            return [], frozenset()
        lines = material.lines
        numbers = sorted(lines)
        found: list[Found] = []
        used: set[int] = set()
        for place, line in enumerate(numbers):
            if line in used:
                continue
            rest = numbers[place + 1 :]
            block = self._wide(material, lines, line, rest) or self._tall(material, lines, line, rest)
            if block:
                found.extend(block[0])
                used |= block[1]
        return found, frozenset(used)

    # -- tests as columns --------------------------------------------------------------------------------------------

    def _wide(
        self, material: Material, lines: Mapping[int, list[Token]], head: int, rest: Sequence[int]
    ) -> tuple[list[Found], set[int]] | None:
        columns = material.line_mentions(head)
        if not columns or material.line_quantities(head) or not any(each.kind == "lab" for each in columns):
            return None
        units = [self._column_unit(material, each, lines[head]) for each in columns]
        rows: list[_Row] = []
        used = {head}
        for line in rest:
            row = self._row(material, lines[line], line, len(columns))
            if row is None:
                if not rows and not material.line_quantities(line) and not material.line_mentions(line):
                    used.add(line)
                    continue
                break
            if not row.bound:
                rows.append(row)
            used.add(line)
        if not rows or (len(columns) == 1 and not _is_dated_column(rows, lines[head])):
            return None
        return self._from_rows(columns, units, rows, material.newest_first), used

    def _column_unit(self, material: Material, mention: Mention, tokens: Sequence[Token]) -> str | None:
        following = [t for t in tokens if t.index > mention.last]
        inside = following[1:6] if following and following[0].norm in {"(", "["} else []
        if not inside:
            return None
        text = material.low[inside[0].start : inside[-1].end]
        return text.split(")")[0].split("]")[0].strip() or None

    def _row(self, material: Material, tokens: Sequence[Token], line: int, columns: int) -> _Row | None:
        if material.line_mentions(line) and any(each.kind == "lab" for each in material.line_mentions(line)):
            return None
        by_token = {each.number: each for each in material.line_quantities(line)}
        cells: list[Quantity | None] = []
        words: list[str] = []
        start = tokens[0].start
        lead = None if _is_full_date(tokens[0]) else leading_time(material.low[start : tokens[-1].end])
        if lead is not None and sum(material.tokens[each].start >= start + lead[1] for each in by_token) < columns:
            lead = None
        for token in tokens:
            if lead is not None and token.start < start + lead[1]:
                continue
            if token.index in by_token:
                cells.append(by_token[token.index])
            elif token.norm in _EMPTY and (cells or words or token.norm == "-") and _stands_alone(material, token):
                cells.append(None)
            else:
                words.append(token.norm)
        while len(cells) > columns and cells[0] is not None and cells[0].refused:
            cells.pop(0)
        if len(cells) > columns and (_label_is_number(cells[0]) or any(month_number(word) for word in words)):
            cells.pop(0)
        if len(cells) != columns or not any(cells):
            return None
        stamp = next((t.norm for t in tokens if _is_full_date(t)), None)
        time = lead[0] if lead else None
        bound = not self._bounds.isdisjoint(words) and self._current.isdisjoint(words)
        return _Row(line, cells, read_date(stamp) if stamp else None, self._rank(words, stamp), time, stamp, bound)

    def _rank(self, words: Sequence[str], stamp: str | None) -> int | None:
        if stamp:
            return _rank_of(stamp)
        if any(word in self._previous for word in words):
            return 0
        return 1 if any(word in self._current for word in words) else None

    def _from_rows(
        self, columns: Sequence[Mention], units: Sequence[str | None], rows: Sequence[_Row], first: bool | None
    ) -> list[Found]:
        ordered = _newest_first(rows, first)
        found: list[Found] = []
        for place, mention in enumerate(columns):
            seen = False
            for row in ordered:
                cell = row.cells[place]
                if cell is None or mention.kind != "lab":
                    continue
                found.append(Found(mention, cell, unit=units[place], previous=seen, taken=row.taken, report=True))
                seen = True
        return found

    # -- tests as rows -----------------------------------------------------------------------------------------------

    def _tall(
        self, material: Material, lines: Mapping[int, list[Token]], head: int, rest: Sequence[int]
    ) -> tuple[list[Found], set[int]] | None:
        if any(each.kind == "lab" for each in material.line_mentions(head)) or head not in lines:
            return None
        values = self._columns(material, lines[head])
        if len(values) < 2:
            return None
        found: list[Found] = []
        used: set[int] = set()
        for line in rest:
            names = material.line_mentions(line)
            if not names:
                if not material.line_quantities(line) and (used or all(t.kind == "sign" for t in lines[line])):
                    continue
                break
            used.add(line)
            found.extend(self._from_line(material, names[0], line, values))
        return (found, used | {head}) if found else None

    def _columns(self, material: Material, tokens: Sequence[Token]) -> list[_Column]:
        """Return the columns of values in a heading, newest ones with the highest rank."""
        stamps = [token for token in tokens if token.kind == "date"]
        if len(stamps) >= 2:
            dates = read_dates(token.norm for token in stamps)
            return [_Column(_rank_of(token.norm), taken) for token, taken in zip(stamps, dates, strict=True)]
        times = column_times(material.low[tokens[0].start : tokens[-1].end])
        if times:
            return [_Column(rank, None) for rank in newest_ranks(times, first=material.newest_first)]
        return self._roles(tokens)

    def _roles(self, tokens: Sequence[Token]) -> list[_Column]:
        """Return the columns that words name: `Low High Result`, `Previous | Current`; [] without one of results."""
        roles: list[_Column] = []
        last: Token | None = None
        last_seen: Token | None = None
        for token in tokens:
            bound = token.norm in self._bounds
            if _ends_a_date(token, last_seen):
                roles.append(_DATED)
            last_seen = token
            if not bound and token.norm not in self._previous | self._current | _OF_BOUND:
                continue
            beside = last is not None and token.index == last.index + 1
            if beside and last is not None and last.norm in _MODIFIERS and token.norm in _OF_BOUND:
                if token.norm in _SPANS:  # "normal range": its cells are no single numbers
                    roles.pop()
            elif not (beside and token.norm in _GENERIC and not roles[-1].bound) and token.norm not in _SPANS:
                roles.append(_Column(0 if token.norm in self._previous else 1, None, bound))
            last = token
        said = [each.rank for each in roles if each is not _DATED and not each.bound]
        if said != [1]:  # a date tells something beside "today" alone
            roles = [each for each in roles if each is not _DATED]
        return roles if any(not each.bound for each in roles) else []

    def _from_line(self, material: Material, mention: Mention, line: int, values: Sequence[_Column]) -> list[Found]:
        singles = [each for each in material.line_quantities(line) if each.high is None and not each.bracketed]
        ranges = [each for each in material.line_quantities(line) if each.high is not None]
        filled = [each for each in material.line_quantities(line) if not each.bracketed]
        whole = len(filled) == len(values) and not _leaves_out(material, line)
        if whole and all((q.high is not None) == c.bound for q, c in zip(filled, values, strict=True)):
            values = [each for each in values if not each.bound]  # the column of limits holds a range: `2.20-2.60`
        cells = list(zip(values, _with_gaps(material, line, mention, singles, len(values)), strict=False))
        if mention.kind != "lab" or not singles:
            return []
        unit = next((each.unit.text for each in (*singles, *ranges) if each.unit and each.unit.concentration), None)
        unit = unit or _loose_unit(material, line)
        reference = (ranges[0].value, ranges[0].high, None) if ranges else None
        told = [(column, single) for column, single in cells if single is not None and not column.bound]
        limits = [single.value for column, single in cells if single is not None and column.bound]
        if reference is None and len(limits) == _PAIR and len(singles) == len(values) and limits[0] < limits[1]:
            reference = (limits[0], limits[1], None)
        results = sum(not each.bound for each in values)
        if results < len(values) != len(singles):  # a cell is missing: which one, nothing tells
            told = [(_Column(1, None), each) for each in singles]
            if len(singles) != results:
                return [Found(mention, each, unit, reference, report=True) for each in singles]
        ordered = sorted(told, key=lambda cell: -cell[0].rank)
        return [
            Found(mention, single, unit, reference, previous=place > 0, taken=column.taken, report=True)
            for place, (column, single) in enumerate(ordered)
        ]


def _is_dated_column(rows: Sequence[_Row], head: Sequence[Token]) -> bool:
    """Whether one test is a column beside dates: two rows or more, each dated, under a short heading."""
    return (
        len(rows) > 1 and all(row.rank is not None or row.time is not None for row in rows) and len(head) <= _SHORT_HEAD
    )


def _is_full_date(token: Token) -> bool:
    """Whether the token is a date with its year, not only `12/08`."""
    return token.kind == "date" and not re.fullmatch(r"\d+/\d+", token.norm)


def _with_gaps(
    material: Material, line: int, mention: Mention, singles: Sequence[Quantity], columns: int
) -> Sequence[Quantity | None]:
    """Return the cells of a row, None for one that is marked as empty; without such a mark just the numbers."""
    if len(singles) >= columns:
        return singles
    by_token = {each.number: each for each in singles}
    cells: list[Quantity | None] = []
    for token in material.tokens[mention.last + 1 :]:
        if token.line != line:
            break
        if token.index in by_token:
            cells.append(by_token[token.index])
        elif token.norm in _EMPTY and _stands_alone(material, token):
            cells.append(None)
    return cells if len(cells) == columns else singles


def _leaves_out(material: Material, line: int) -> bool:
    """Whether a cell of the row is empty, or marked as empty."""
    tokens = material.lines[line]
    marked = any(token.norm in _EMPTY and _stands_alone(material, token) for token in tokens[1:])
    return marked or _GAP.search(material.low[tokens[0].start : tokens[-1].end]) is not None


def _loose_unit(material: Material, line: int) -> str | None:
    """Return the words of a line that look like a unit in a column of their own."""
    tokens = material.lines[line]
    for token in tokens:
        if token.norm == "/" and token.index > tokens[0].index and token.index < tokens[-1].index:
            text = material.low[material.tokens[token.index - 1].start : material.tokens[token.index + 1].end]
            if text[0].isalpha():
                return text.replace(" ", "")
    return None


def _stands_alone(material: Material, token: Token) -> bool:
    before = material.low[token.start - 1 : token.start]
    after = material.low[token.end : token.end + 1]
    return (not before or before in " \t|,;\n") and (not after or after in " \t|,;\n")


def _label_is_number(cell: Quantity | None) -> bool:
    return cell is not None and cell.value == cell.value.to_integral_value()


def _newest_first(rows: Sequence[_Row], first: bool | None) -> list[_Row]:
    """Return the rows, the newest first. `first`: whether the text says that it lists them so."""
    times = [row.time for row in rows if row.time is not None]
    if len(times) == len(rows) and len({kind for kind, _ in times}) == 1:
        ranks = newest_ranks(times, first=first)
        return [rows[place] for place in sorted(range(len(rows)), key=lambda place: -ranks[place])]
    if first is not None and not any(row.taken for row in rows):
        return list(rows) if first else list(reversed(rows))
    stamps = [row.stamp for row in rows if row.stamp]
    if len(stamps) == len(rows) and not all(row.taken for row in rows):
        dates = dates_in_order(stamps)
        if dates is not None:
            return [rows[place] for place in sorted(range(len(rows)), key=lambda place: dates[place], reverse=True)]
    if all(row.taken for row in rows):
        return sorted(rows, key=lambda row: row.taken or _FAR_PAST, reverse=True)
    if all(row.rank is not None for row in rows):
        return sorted(rows, key=lambda row: row.rank or 0, reverse=True)
    if any(row.rank is not None for row in rows):
        return sorted(rows, key=lambda row: 1 if row.rank is None else (2 if row.rank else 0), reverse=True)
    return list(reversed(rows))


def _rank_of(stamp: str) -> int:
    """Order dates whose day and month cannot be told apart (month first), within one table."""
    parts = [int(each) for each in re.findall(r"\d+", stamp)]
    known = read_date(stamp)
    if known is not None:
        return known.year % 100 * 10_000 + known.month * 100 + known.day
    return parts[2] % 100 * 10_000 + parts[0] * 100 + parts[1] if len(parts) == 3 else 0
