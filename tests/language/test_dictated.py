"""The name of the disease as speech recognition writes it."""

from __future__ import annotations

import pytest

from bot.language.dictated import as_dictated


@pytest.mark.parametrize(
    "text",
    ["calcium phylaxis", "calci flaxis", "Kelsey flaxis", "calcium fly lax is", "calcified axis", "calsi filaxis"],
)
def test_the_name_in_two_words(text: str) -> None:
    assert as_dictated(f"do I have {text} on my leg").lower() == "do i have calciphylaxis on my leg"


@pytest.mark.parametrize(
    "text",
    [
        "calciphylaxis",
        "my calcium fell",
        "calcium and flax seed",
        "calcium flaxseed",
        "calcium flax oil",
        "calcific disease",
    ],
)
def test_other_words_stay(text: str) -> None:
    assert as_dictated(text) == text
