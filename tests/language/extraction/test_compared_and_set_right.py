"""Medicines weighed against each other tell of nobody; what is set right replaces what was said before."""

from __future__ import annotations

import pytest

from bot.language.extraction import Extractor


@pytest.mark.parametrize(
    "text",
    [
        "Apixaban vs warfarin, numbers please",
        "warfarin v. apixaban",
        "apixaban compared with warfarin",
        "warfarin or apixaban in dialysis, which is safer",
        "Rivaroxaban versus Coumadin - bleeding rates",
        "heparin vs warfarin, numbers",
        "insulin or steroids, data please",
    ],
)
def test_a_comparison_states_nothing(extractor: Extractor, text: str) -> None:
    assert extractor.extract(text).history == {}


@pytest.mark.parametrize("text", ["58M HD warfarin vs apixaban, what to pick", "58M HD, apixaban or warfarin"])
def test_what_stands_beside_a_comparison_is_told(extractor: Extractor, text: str) -> None:
    assert extractor.extract(text).history == {"age": 58, "sex": "male", "dialysis": "haemodialysis"}


@pytest.mark.parametrize(
    ("text", "warfarin"),
    [
        ("no warfarin or apixaban", False),
        ("not on warfarin or a DOAC", False),
        ("steroids or warfarin: none", False),
        ("I'm on apixaban instead of warfarin", False),
        ("I take warfarin, or coumadin as they call it", True),
        ("I take warfarin, compared to my friend a high dose", True),
        ("she is on warfarin and I read about apixaban vs warfarin", True),
    ],
)
def test_no_comparison(extractor: Extractor, text: str, warfarin: bool) -> None:
    assert extractor.extract(text).history["warfarin"] is warfarin


@pytest.mark.parametrize(
    ("text", "warfarin"),
    [
        ("no sorry it is warfarin", True),
        ("no sorry it's warfarin", True),
        ("no it's warfarin after all", True),
        ("sorry, warfarin it is", True),
        ("no wait it is warfarin", True),
        ("no sorry warfarin", True),
        ("no i meant warfarin", True),
        ("nope it's warfarin", True),
        ("actually no, apixaban", False),
        ("no it is apixaban", False),
        ("no sorry, apixaban", False),
        ("no sorry no warfarin", False),
        ("no sorry it is not warfarin", False),
        ("no warfarin, sorry", False),
        ("no actually warfarin was stopped", False),
    ],
)
def test_set_right(extractor: Extractor, text: str, warfarin: bool) -> None:
    assert extractor.extract(text).history == {"warfarin": warfarin}
