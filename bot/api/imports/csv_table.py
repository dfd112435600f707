"""Tables: one result a row, with whatever headings laboratories and spreadsheets give their columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import MappingProxyType

from bot.api.imports.csv_people import persons_apart
from bot.api.imports.dates import table_when
from bot.api.imports.names import Names
from bot.api.imports.pick import Candidate, pick
from bot.api.imports.result import MAX_ENTRIES, Fault, Imported, NotParsed, NotRecognised, clean
from bot.api.imports.strict_json import decode
from bot.clinical.analytes import Analyte, Catalogue
from bot.clinical.labs import PrintedRange, RawValue
from bot.clinical.numbers import typed_number
from bot.clinical.typed import parse_result
from bot.errors import InputError

__all__ = ["read_csv"]

_HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "code": ("code", "loinc", "loinccode", "testcode", "analyteid"),
        "name": (
            *("analyte", "test", "testname", "component", "parameter", "item", "lab", "labtest", "analysis"),
            *("examination", "investigation", "measurement", "observation"),
        ),
        "label": ("name", "description"),  # of the test, or of the person: it counts where nothing else names the test
        "value": ("value", "result", "resultvalue", "testresult", "measuredvalue", "numericresult", "reading"),
        "unit": ("unit", "units", "uom", "resultunit", "resultunits", "unitofmeasure", "ucum"),
        "date": (
            *("date", "taken", "datetime", "collected", "collectiondate", "collectiondatetime", "sampledate"),
            *("specimendate", "resultdate", "observationdate", "drawn", "drawdate", "time", "when", "effective"),
        ),
        "range": ("reference", "referencerange", "refrange", "range", "normalrange", "normal", "referenceinterval"),
        "comparator": ("comparator", "operator", "sign"),
    }
)
_COLUMN = {spelling: column for column, spellings in _HEADINGS.items() for spelling in spellings}
_FORMULA = ("=", "+", "-", "@", "\t=", "\t+", "\t@")
_NOTHING = re.compile(
    r"[-–—.]*|n/?a|na|nd|none|null|nil|unknown|pending|to follow|not (?:done|tested|available|reported)|"
    r"see (?:note|comment)s?|cancell?ed|ha?emoly[sz]ed|insufficient.*|test not performed",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:-|–|to)\s*(\d+(?:\.\d+)?)\s*(\D.*)?")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row by column name, with its number in the file (the header is row 1)."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "").strip()


@dataclass(slots=True)
class _Table:
    """What the rows gave so far."""

    names: Names
    candidates: list[Candidate] = field(default_factory=list)
    unknown: list[NotRecognised] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def read(self, row: _Row) -> None:
        """Add one row."""
        where = f"row {row.number}"
        analyte = self.names.find(row.get("code")) or self.names.find(row.get("name"))
        if analyte is None:
            name = clean(row.get("name") or row.get("code"))
            self.unknown.append(NotRecognised(where, clean(row.get("code"), 40), name))
            return
        if _NOTHING.fullmatch(row.get("value")):
            self.notes.append(f"{where}: {analyte.display} without a result.")
            return
        try:
            self.candidates.append(_candidate(row, analyte, where, self.notes))
        except InputError as error:
            message = f"{analyte.display}: {error.message}"
            self.faults.append(Fault(where, message, error.remedy or "Check the number."))


def read_csv(body: bytes, catalogue: Catalogue, *, today: date | None = None) -> Imported:
    """Read a table with a heading row; comma, semicolon or tab between cells.

    What is wrong with a row becomes a fault, the others are kept. Raises `TooLarge`, `NotParsed` (no table) and
    `InputError` (IM121 no usable headings, IM111 more than 500 rows, IM113 results of two people).
    """
    lines = _lines(decode(body))
    columns = _columns(lines[0] if lines else [])
    if len(lines) - 1 > MAX_ENTRIES:
        raise InputError(f"The table has more than {MAX_ENTRIES} rows.", code="IM111", remedy="Send fewer rows.")
    table = _Table(Names(catalogue))
    columns = persons_apart(lines, columns, table.names)
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        bad = _formula(cells, number)
        if bad:
            table.faults.append(bad)
            continue
        table.read(_Row(number, {name: cells[place] for name, place in columns.items() if place < len(cells)}))
    picked = pick(table.candidates, catalogue, today or datetime.now(UTC).date())
    return Imported(
        labs=tuple(picked.labs),
        marks=picked.marks,
        not_recognised=tuple(table.unknown),
        notes=(*table.notes, *picked.notes),
        faults=(*table.faults, *picked.faults),
    )


def _lines(text: str) -> list[list[str]]:
    head = text.lstrip("\n\r").split("\n", 1)[0]
    delimiter = max((",", ";", "\t"), key=head.count)
    try:
        return list(csv.reader(io.StringIO(text.lstrip("\n\r")), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise NotParsed("The table cannot be read.", code="IM120", remedy=f"Check the quotes ({error}).") from None


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Return the place of each known column, the first of its kind."""
    found: dict[str, int] = {}
    for place, heading in enumerate(header):
        column = _COLUMN.get(re.sub(r"[^a-z]", "", heading.casefold().removeprefix("\ufeff")))
        if column:
            found.setdefault(column, place)
    if "label" in found:
        found.setdefault("name", found["label"])
    if "value" not in found or not found.keys() & {"name", "code"}:
        raise InputError(
            "The first row must name the columns: a test (analyte, name or code) and a value.",
            code="IM121",
            field="row 1",
            remedy="Write for example: analyte,value,unit,date",
        )
    return found


def _formula(cells: Sequence[str], number: int) -> Fault | None:
    """Refuse what a spreadsheet would run; a lone dash only says that there is nothing."""
    for place, cell in enumerate(cells):
        if cell.lstrip(" ").startswith(_FORMULA) and not _NOTHING.fullmatch(cell.strip()):
            message = "The cell begins like a formula (=, +, - or @), so the row was not read."
            return Fault(_cell(place, number), message, "Write a plain value.")
    return None


def _cell(place: int, number: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{number}"


def _candidate(row: _Row, analyte: Analyte, where: str, notes: list[str]) -> Candidate:
    comparator, value, unit = parse_result(row.get("comparator") + row.get("value"), where)
    typed_number(value, where)
    when = table_when(row.get("date"))
    if when is None and row.get("date"):
        notes.append(f"{where}: the date is not clear and was left out. Write it as YYYY-MM-DD.")
    stated = row.get("unit") or unit
    raw = RawValue(
        analyte=analyte.id,
        value=value,
        unit=stated or ("1" if analyte.canonical_unit == "1" else None),
        comparator=comparator,
        name=row.get("name") or None,
        reference=next(_reference(row.get("range"), analyte), None),
        taken=when.day if when else None,
        origin="csv",
    )
    return Candidate(raw, where, when)


def _reference(text: str, analyte: Analyte) -> Iterator[PrintedRange]:
    match = _RANGE.fullmatch(text[:60])
    if match is None:
        return
    low, high = typed_number(match[1], "range"), typed_number(match[2], "range")
    unit = analyte.normalise_unit(match[3]) if match[3] else None
    if 0 <= low < high and (unit or not match[3]):
        yield low, high, unit
