"""Two or more values of one test: the newest stands, and where nothing tells which it is, none is taken."""

from __future__ import annotations

import pytest

from bot.language.extraction import Extractor


@pytest.mark.parametrize(
    "text",
    [
        "potassium was 4.2 now 5.9",
        "K was 4.2 now it is 5.9",
        "potassium 4.2 currently 5.9",
        "potassium was 4.2 today it's 5.9",
        "potassium 4.2 last week 5.9 today",
        "potassium 4.2 last week 5.9 this morning",
        "last week potassium 4.2 this week 5.9",
        "potassium 4.2 - now 5.9",
        "potassium 4.2 / now 5.9",
        "potassium 4.2; now 5.9",
        "potassium used to be 4.2 now 5.9",
        "potassium old 4.2 new 5.9",
        "potassium went from 4.2 to 5.9",
        "potassium 4.2 → 5.9",
        "potassium 5.9 today 4.2 before",
        "potassium 5.9 now was 4.2",
        "potassium 5.9 today 4.2 last week",
        "potassium is 5.9 was 4.2",
    ],
)
def test_the_newest_value_stands(extractor: Extractor, text: str) -> None:
    (reading,) = extractor.extract(text).labs
    assert (str(reading.value), [str(each.value) for each in reading.earlier]) == ("5.9", ["4.2"])


@pytest.mark.parametrize(
    "text",
    [
        "K: 4.2 5.1 5.9",
        "K 4.2/5.1/5.9",
        "potassium 4.2, 5.1, 5.9",
        "potassium 4.2 | 5.1 | 5.9",
        "potassium 4.2, 5.1 and 5.9",
        "potassium 4.2 > 5.1 > 5.9",
    ],
)
def test_values_in_no_known_order_are_asked_back(extractor: Extractor, text: str) -> None:
    (reading,) = extractor.extract(text).labs
    assert (reading.status, reading.reason, reading.value) == ("ambiguous", "two_values", None)
    assert [str(each.value) for each in reading.choices] == ["4.2", "5.1", "5.9"]


def test_a_said_order_settles_a_list(extractor: Extractor) -> None:
    (reading,) = extractor.extract("K 4.2 5.1 5.9 (oldest first)").labs
    assert str(reading.value) == "5.9"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Potassium 3.5-5.3 5.9", "5.9"),
        ("Potassium 3.5 to 5.3 5.9", "5.9"),
        ("Potassium 3.5 5.3 5.9", "5.9"),
        ("Potassium 5.9 3.5 5.3", "5.9"),
        ("Potassium | 3.5 | 5.3 | 5.9", "5.9"),
        ("Potassium 5.9 H 3.5 5.3 mmol/L", "5.9"),
        ("Calcium 9.8 8.6 10.2 mg/dL", "9.8"),
        ("Calcium 2.1 2.6 1.9 mmol/L", "1.9"),
    ],
)
def test_the_usual_range_beside_a_value_is_no_value(extractor: Extractor, text: str, value: str) -> None:
    (reading,) = extractor.extract(text).labs
    assert (reading.status, str(reading.value)) == ("ok", value)
    assert reading.reference is not None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("PTH 612, 57, male", {"pth": "612"}),
        ("PTH 612 57M", {"pth": "612"}),
        ("CRP 12 mg/L 140/80", {"crp": "12"}),
        ("Ca/P/PTH 9.5/5.2/612", {"calcium": "9.5", "phosphate": "5.2", "pth": "612"}),
        ("9.8 calcium, 3.1 albumin, 4.2 potassium", {"calcium": "9.8", "albumin": "3.1", "potassium": "4.2"}),
        ("potassium 4.2 2 days ago", {"potassium": "4.2"}),
        ("CRP 87 H <5", {"crp": "87"}),
        ("Ca 2.1 now PTH 900", {"calcium": "2.1", "pth": "900"}),
    ],
)
def test_another_number_behind_a_value_is_not_one_more(extractor: Extractor, text: str, values: dict[str, str]) -> None:
    assert {each.analyte: str(each.value) for each in extractor.extract(text).labs} == values


@pytest.mark.parametrize(
    "text",
    [
        "Ionized Ca++ 1.31 mmol/L",
        "ionised Ca2+ 1.31",
        "Ionized Ca ++ 1.31 mmol/L",
        "iCa2+ 1.31 mmol/L",
        "free Ca2+ 1.31 mmol/L",
        "free Ca++: 1.31",
        "Ca++ (ionized) 1.31 mmol/L",
        "Ca++ ionised 1.31",
    ],
)
def test_ionised_calcium_however_the_ion_is_written(extractor: Extractor, text: str) -> None:
    assert {each.analyte: str(each.value) for each in extractor.extract(text).labs} == {"ionized_calcium": "1.31"}


def test_total_and_ionised_calcium_stand_beside_each_other(extractor: Extractor) -> None:
    labs = extractor.extract("Calcium, Total: 10.6mg/dL; Ionized Ca++ 1.31 mmol/L").labs
    assert {each.analyte: str(each.value) for each in labs} == {"calcium": "10.6", "ionized_calcium": "1.31"}
    assert [each.analyte for each in extractor.extract("Ca++ 9.8 mg/dL").labs] == ["calcium"]
