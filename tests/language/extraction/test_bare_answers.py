"""A number without a name answers the question that was asked, where it can be a result at all."""

from __future__ import annotations

import pytest

from bot.language.extraction import Extractor

ANSWERS: list[tuple[str, str, str | None]] = [
    ("phosphate", "the nurse wrote it down and it was six last month", "6"),
    ("phosphate", "so the paper here says seven and they were not pleased", "7"),
    ("calcium", "I think it came back at nine on the last bloods", "9"),
    ("potassium", "he was 5 on his last bloods", "5"),
    ("calcium", "2.4 old value", "2.4"),
    ("calcium", "9 out of range", "9"),
    ("phosphate", "six out of ten", None),
    ("phosphate", "the pain is 6 out of 10", None),
    ("phosphate", "6/10", None),
    ("phosphate", "she is 6", None),
    ("phosphate", "I have been to this clinic six times and nobody told me", None),
    ("phosphate", "it is one of these things that nobody ever explains to me", None),
    ("phosphate", "54 old", None),
]


@pytest.mark.parametrize(("asked", "text", "value"), ANSWERS)
def test_what_a_bare_number_is(extractor: Extractor, asked: str, text: str, value: str | None) -> None:
    found = {each.analyte: str(each.value) for each in extractor.extract(text, expects=asked).labs}
    assert found == ({asked: value} if value else {})


def test_a_number_that_answers_is_no_age_as_well(extractor: Extractor) -> None:
    found = extractor.extract("hers is 41", expects="albumin")
    assert [str(each.value) for each in found.labs] == ["41"] and "age" not in found.history
