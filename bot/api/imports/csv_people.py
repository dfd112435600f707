"""Whose results a table holds: more than one person is refused, as in FHIR; who the person is, is never kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.api.imports.names import Names
from bot.errors import InputError

__all__ = ["check_one_person"]

_PERSON = frozenset(
    "patient patientid patientname patientnumber patientno patientref patientidentifier subject subjectid pid mrn "
    "person personid fullname lastname surname familyname firstname givenname nhsnumber nhsno hospitalnumber "
    "hospitalno chi medicalrecordnumber recordnumber client clientid dob dateofbirth birthdate born birthday".split()
)


def check_one_person(rows: Sequence[Sequence[str]], columns: Mapping[str, int], names: Names) -> None:
    """Raise `InputError` IM113 where a column that tells of the person says two things. `rows`: the header first."""
    header, *rest = rows
    for place in (*_places(header), *_of_persons(rest, columns, names)):
        said = {" ".join(cells[place].casefold().split()) for cells in rest if place < len(cells)} - {""}
        if len(said) > 1:
            raise InputError(
                "The table holds results of more than one person, so none was read.",
                code="IM113",
                field="row 1",
                remedy="Send one table for each person.",
            )


def _places(header: Sequence[str]) -> Iterator[int]:
    """The columns whose heading speaks of a person."""
    for place, heading in enumerate(header):
        if re.sub(r"[^a-z]", "", heading.casefold()) in _PERSON:
            yield place


def _of_persons(rest: Sequence[Sequence[str]], columns: Mapping[str, int], names: Names) -> Iterator[int]:
    """A column `name` beside one that names the tests holds persons, where nothing in it is the name of a test."""
    place = columns.get("label")
    if place is None or columns.get("name", place) == place:
        return
    if not any(names.find(cells[place]) for cells in rest if place < len(cells)):
        yield place
