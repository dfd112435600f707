"""A limit that is asked about is nobody's result; a single number in a question may be one."""

from __future__ import annotations

import pytest

from bot.language.extraction import Extractor


@pytest.mark.parametrize(
    "text",
    [
        "is phosphate over 5 the bad one or is it 6",
        "which PTH do you aim for, 200 to 500",
        "when do they operate, PTH over 900 or 1200",
        "does the hospital accept PTH up to 900",
        "do they want calcium under 2.4 or under 2.2",
        "has anybody had a PTH over 1500?",
        "is a ferritin of 1000 too high in general",
    ],
)
def test_a_limit_asked_about_is_no_value(extractor: Extractor, text: str) -> None:
    assert extractor.extract(text).labs == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("do they treat a K of 6.9?", "6.9"),
        ("my K is 5.8, is it only above 6.5 that they panic", "5.8"),
        ("K went over 7, do they treat above 6.5", "7"),
        ("should they treat potassium above 7", "7"),
        ("is potassium 7.1 bad or not", "7.1"),
        ("has anyone had a potassium of 7.1", "7.1"),
    ],
)
def test_a_value_beside_a_limit_or_in_a_question_stays(extractor: Extractor, text: str, value: str) -> None:
    assert [str(each.value) for each in extractor.extract(text).labs] == [value]
