"""Whose results a table holds: more than one person is refused, as in FHIR; who the person is, is never kept.

A heading can be about the person beyond doubt ("MRN", "Patient's name"), or only perhaps ("ID", "Subject", "Name"):
then what stands below it decides. What one person is written as in two ways (`00123` and `123`, two spellings of a
date of birth, `Smith, John`) is one person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations, pairwise
from typing import Final

from bot.api.imports.dates import table_when
from bot.api.imports.names import Names
from bot.engine.masking_names import ORDINARY, names
from bot.errors import InputError

__all__ = ["persons_apart"]

_PERSON: Final = frozenset(
    """patient pt subjectid pid mrn chi person personid fullname lastname surname familyname firstname givenname
    forename forenames nom prenom nomprenom vorname nachname nombre apellido apellidos cognome nhs nhsno nhsnumber
    ssn socialsecuritynumber hospitalnumber hospitalno hospitalid hospno hospnumber hospid medicalrecordnumber
    clientid clientname subjectname birthday""".split()
)
#: With one of these words a heading is the person's if all its other words are of the second list.
_OF_PERSON: Final = frozenset("patient patients pt pts person persons".split())
_BESIDE: Final = frozenset(
    """s of the id ids no nr num number code ref reference identifier identity initials name names full first last
    family given surname mrn nhs chi ssn hospital hosp""".split()
)
_BIRTH: Final = frozenset("dob dateofbirth birthdate born geburtsdatum geboren".split())
_SEX: Final = frozenset("sex gender geschlecht sexe sexo".split())
_PERHAPS: Final = frozenset("id recordnumber recordno recordid record subject client".split())
_NAME: Final = frozenset({"name", "names"})
_NO_PERSON: Final = re.compile(
    r"\b(?:ward|clinic|unit|hospital|lab|laboratory|department|dept|surgery|practice|centre|center|panel|profile|bones?|"
    r"electrolytes|renal|liver|kidney|lipids?|iron|clotting|coagulation|h(?:a)?ematology|biochemistry|chemistry|"
    r"endocrine|full blood count|fbc|cbc|vitamins?|tests?|results?)\b",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(r"(\D*)(\d{1,9})")
_TITLES: Final = frozenset("mr mrs ms miss mx dr prof herr frau".split())
_SEXES: Final = {"m": "m", "f": "f", "w": "f", "h": "m"}  # male, man; female; woman, weiblich; homme, hombre


def persons_apart(rows: Sequence[Sequence[str]], columns: Mapping[str, int], tests: Names) -> dict[str, int]:
    """Return the columns without those that hold the person's name. `rows`: the header first.

    Raises `InputError` IM113 where a column that tells of the person says two things.
    """
    header, *rest = rows
    for place, heading in enumerate(header):
        cells = [" ".join(cells[place].split()) if place < len(cells) else "" for cells in rest]
        if _says_two(_plain(heading), heading, cells) or (
            _perhaps(_plain(heading), cells, rest, columns) or _are_names(_plain(heading), cells, place, columns, tests)
        ):
            raise InputError(
                "The table holds results of more than one person, so none was read.",
                code="IM113",
                field="row 1",
                remedy="Send one table for each person.",
            )
    return {
        column: place for column, place in columns.items() if not _is_of_person(column, place, rest, columns, tests)
    }


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z]", "", heading.casefold())


def _says_two(plain: str, heading: str, cells: Sequence[str]) -> bool:
    """Whether a column that is a person's beyond doubt speaks of two."""
    bare = re.sub(r"^(?:patients?|pts?)", "", plain)
    if bare in _BIRTH:
        return _differ(map(_days, filter(None, cells)))
    if bare in _SEX:
        return len({_SEXES[cell[0].casefold()] for cell in cells if cell[:1].casefold() in _SEXES}) > 1
    words = re.findall(r"[a-z]+", heading.casefold())
    if plain in _PERSON or (not _OF_PERSON.isdisjoint(words) and {*words} <= _OF_PERSON | _BESIDE) or _is_joined(plain):
        return len({_key(cell) for cell in cells if cell}) > 1
    return False


def _is_joined(plain: str) -> bool:
    """`patientId`, `ptname`: a word for the person and one of those beside it, written together."""
    match = re.fullmatch(r"(?:patients?|pts?)(\w+)", plain)
    return match is not None and match[1] in _BESIDE


def _key(cell: str) -> str:
    """One form of what a person is called: `00123` is 123, and `Smith, John` is John Smith."""
    words = re.findall(r"[^\W_]+", cell.casefold())
    if any(letter.isdigit() for letter in cell):
        return re.sub(r"(?<!\d)0+(?=\d)", "", "-".join(words))
    return " ".join(sorted(word for word in words if word not in _TITLES)) or cell.casefold()


def _days(cell: str) -> frozenset[date | str]:
    """The days that a cell can mean: two of them where day and month can be exchanged."""
    when = table_when(cell)
    if when is not None:
        return frozenset({when.day})
    match = re.fullmatch(r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4}|\d{2})", cell)
    if match is None:
        return frozenset({cell.casefold()})
    found: set[date | str] = set()
    for day, month in ((match[1], match[2]), (match[2], match[1])):
        year = int(match[3]) if len(match[3]) > 2 else 1900 + int(match[3])
        try:
            found |= {date(year, int(month), int(day))}
        except ValueError:
            continue
    return frozenset(found or {cell.casefold()})


def _differ(said: Iterable[frozenset[date | str]]) -> bool:
    return any(one.isdisjoint(two) for one, two in combinations(set(said), 2))


def _perhaps(plain: str, cells: Sequence[str], rest: Sequence[Sequence[str]], columns: Mapping[str, int]) -> bool:
    """Whether a column that may be a person's speaks of two: it is no counter of the rows, and names no ward."""
    if plain not in _PERHAPS or len({_key(cell) for cell in cells if cell}) < 2:
        return False
    if all(_NO_PERSON.search(cell) for cell in cells if cell):
        return False
    return not _counts_rows(cells) or _tells_twice(rest, columns)


def _counts_rows(cells: Sequence[str]) -> bool:
    """Whether the cells number the rows: 1, 2, 3 or R-101, R-102."""
    matches = [_COUNTED.fullmatch(cell) for cell in cells if cell]
    counted = [(match[1], int(match[2])) for match in matches if match]
    return len(counted) == len(matches) and all(
        one[0] == two[0] and two[1] == one[1] + 1 for one, two in pairwise(counted)
    )


def _tells_twice(rest: Sequence[Sequence[str]], columns: Mapping[str, int]) -> bool:
    """Whether one test has two results of the same time: then the rows are rather of two people."""
    places = [columns[name] for name in ("code", "name", "date") if name in columns]
    told = [tuple(cells[place].casefold().strip() for place in places if place < len(cells)) for cells in rest if cells]
    return len(set(told)) < len(told)


def _are_names(plain: str, cells: Sequence[str], place: int, columns: Mapping[str, int], tests: Names) -> bool:
    """Whether a column `name`, beside one that names the tests, holds the names of two people."""
    if plain not in _NAME or not _another_names_tests(place, columns):
        return False
    return len({_key(cell) for cell in cells if _is_person(cell, tests)}) > 1


def _another_names_tests(place: int, columns: Mapping[str, int]) -> bool:
    return any(columns.get(column, place) != place for column in ("name", "code"))


def _is_person(cell: str, tests: Names) -> bool:
    """Whether a cell is a name of somebody and not of a test: words with capitals that nobody uses otherwise."""
    words = re.findall(r"[^\W\d_]+", cell)
    if not words or len(words) > 5 or tests.find(cell) or any(letter.isdigit() for letter in cell):
        return False
    if any(True for _ in names(cell)):
        return True
    return all(word[0].isupper() and word.casefold() not in ORDINARY for word in words) and any(
        len(word) > 2 and not word.isupper() for word in words
    )


def _is_of_person(
    column: str, place: int, rest: Sequence[Sequence[str]], columns: Mapping[str, int], tests: Names
) -> bool:
    """Whether a column that seems to name the tests holds the one person's name, which must not be kept."""
    if column not in ("name", "label") or "code" not in columns or columns["code"] == place:
        return False
    cells = [" ".join(cells[place].split()) for cells in rest if place < len(cells)]
    return any(_is_person(cell, tests) for cell in cells) and not any(tests.find(cell) for cell in cells)
