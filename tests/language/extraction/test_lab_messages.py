"""Laboratory values: every message is read whole and right, nothing else is taken for a result."""

from __future__ import annotations

from typing import Any

import pytest

from bot.clinical.labs import LabReading
from bot.language.extraction import Extractor

from .conftest import rows

MARKS = {"ambiguous": "amb", "implausible": "imp"}


def shown(reading: LabReading) -> float | str:
    return MARKS.get(reading.status) or float(reading.canonical_value or 0)


@pytest.mark.parametrize("row", rows("labs_*.yml"))
def test_message(extractor: Extractor, row: dict[str, Any]) -> None:
    found = extractor.extract(row["t"])
    values = {reading.analyte: shown(reading) for reading in found.labs}
    assert values == {
        key: want if isinstance(want, str) else pytest.approx(want, rel=3e-3) for key, want in row["l"].items()
    }
    by_id = {reading.analyte: reading for reading in found.labs}
    for analyte, comparator in row.get("c", {}).items():
        assert by_id[analyte].comparator == comparator
    for analyte, earlier in row.get("e", {}).items():
        assert [float(each.value or 0) for each in by_id[analyte].earlier] == earlier
    for analyte, dates in row.get("d", {}).items():
        assert str(by_id[analyte].taken).lower() in dates.split("|")
    if "x" in row:
        assert found.declined == row["x"]


def test_unit_of_this_person_settles_a_bare_number(extractor: Extractor) -> None:
    from bot.clinical.labs import UnitContext

    reading = extractor.extract("phos 2.4", units=UnitContext(declared={"phosphate": "mmol/L"})).labs[0]
    assert float(reading.canonical_value or 0) == pytest.approx(7.43376)


def test_printed_range_is_kept(extractor: Extractor) -> None:
    reading = extractor.extract("Calcium 9.9 mg/dL (8.6-10.4)").labs[0]
    assert reading.reference is not None
    assert [str(each) for each in reading.reference[:2]] == ["8.6", "10.4"]


@pytest.mark.parametrize("text", ["CRP 87 H <5 mg/L 12", "CRP 87 mg/L <5", "CRP 87 mg/L (<5)"])
def test_a_bound_right_behind_the_value_is_its_range(extractor: Extractor, text: str) -> None:
    reading = extractor.extract(text).labs[0]
    assert (float(reading.canonical_value or 0), reading.comparator) == (87, None)
    assert reading.reference is not None
    assert (reading.reference[0], str(reading.reference[1])) == (None, "5")


def test_guessed_spelling_is_marked_for_confirmation(extractor: Extractor) -> None:
    assert extractor.extract("albumimn 3.1").confirm == ("albumin",)
    assert extractor.extract("creatine 8.2 mg/dL").confirm == ("creatinine",)
    assert extractor.extract("albumin 3.1").confirm == ()


def test_correction_is_told(extractor: Extractor) -> None:
    assert extractor.extract("calcium 9.5, sorry 9.8").corrections == ("calcium",)


def test_corrected_calcium_is_told(extractor: Extractor) -> None:
    assert extractor.extract("corrected calcium 2.62 mmol/L").corrected_calcium
    assert not extractor.extract("calcium 2.62 mmol/L").corrected_calcium
