"""Tables with columns of limits, means and changes: only the column of results is read."""

from __future__ import annotations

import pytest

from bot.language.extraction import Extractor


@pytest.mark.parametrize(
    "text",
    [
        "Test Low High Result\nPotassium 3.5 5.3 5.9 mmol/L",
        "Test Result Low High\nPotassium 5.9 3.5 5.3",
        "Test | LLN | ULN | Value\nPotassium | 3.5 | 5.3 | 5.9",
        "Test | Min | Max | Your result\nPotassium | 3.5 | 5.3 | 5.9",
        "Lab | Lower limit | Upper limit | Patient\nPotassium | 3.5 | 5.3 | 5.9",
        "Lab | Ref low | Ref high | Result\nPotassium | 3.5 | 5.3 | 5.9",
        "Test | Normal | Patient\nPotassium | 4.0 | 5.9",
        "Test | Normal value | Your value\nPotassium | 4.0 | 5.9",
        "Test | Target | Result\nPotassium | 4.0 | 5.9",
        "Test | Delta | Result\nPotassium | +0.8 | 5.9",
        "Test | Result | Delta\nPotassium | 5.9 | +1.8",
        "Test Mean Result\nPotassium 4.4 5.9",
        "Test Result Normal Range\nPotassium 5.9 3.5-5.3",
        "Test | Unit | Low | High | Result\nPotassium | mmol/L | 3.5 | 5.3 | 5.9",
        "Test Result Flag Low High\nPotassium 5.9 H 3.5 5.3",
    ],
)
def test_the_result_is_read_from_its_own_column(extractor: Extractor, text: str) -> None:
    (reading,) = extractor.extract(text).labs
    assert (reading.status, str(reading.value), reading.earlier) == ("ok", "5.9", ())


def test_an_older_column_stays_an_older_value(extractor: Extractor) -> None:
    (reading,) = extractor.extract("Analyte Previous Current Low High\nPotassium 4.2 5.9 3.5 5.3").labs
    assert (str(reading.value), [str(each.value) for each in reading.earlier]) == ("5.9", ["4.2"])


def test_rows_of_limits_under_tests_as_columns_are_no_results(extractor: Extractor) -> None:
    text = "Test Ca P PTH\nLow 2.1 0.8 15\nHigh 2.6 1.5 65\nPatient 2.4 2.3 950"
    labs = extractor.extract(text).labs
    assert {each.analyte: str(each.value) for each in labs} == {"calcium": "2.4", "phosphate": "2.3", "pth": "950"}
    assert not any(each.earlier for each in labs)


def test_a_missing_cell_makes_the_row_a_question(extractor: Extractor) -> None:
    """Which of the cells is missing nothing tells, so the result is asked for and not guessed."""
    text = "Test | Result | Low | High\nHb | 9.2 | 11 | 15\nPotassium | 5.9 | | 5.3"
    by_id = {each.analyte: each for each in extractor.extract(text).labs}
    assert str(by_id["haemoglobin"].value) == "9.2"
    assert by_id["potassium"].reason == "two_values"
