"""Misspelt words are set right, known and strange ones stay."""

from __future__ import annotations

import math

import pytest

from bot.language.intents.spelling import Spelling


def _idf(holding: int, examples: int = 1000) -> float:
    return math.log((1 + examples) / (1 + holding)) + 1


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    words = [("parathyroids", 40), ("dialysis", 300), ("pressure", 60), ("heal", 80), ("kidney", 90), ("kidneys", 70)]
    rare = [("heel", 5), ("presser", 3), ("in dialysis", 50), ("zebra", 2)]
    return Spelling.of([(word, _idf(n)) for word, n in words + rare], 1000)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("take out her parathroids", "take out her parathyroids"),
        ("dialisys", "dialisys"),  # two slips: not ours to guess
        ("dialyssi on friday", "dialysis on friday"),  # two letters changed places
        ("presure sore", "pressure sore"),
        ("my heel hurts", "my heel hurts"),  # a word of its own, however rare
        ("zebras", "zebras"),  # near a rare word only
        ("kidny", "kidney"),
        ("hd 3x", "hd 3x"),
    ],
)
def test_one_slip_from_a_frequent_word_is_mended(spelling: Spelling, typed: str, read: str) -> None:
    assert spelling.mend(typed) == read


def test_the_commonest_of_two_equally_near_words_wins(spelling: Spelling) -> None:
    assert spelling.mend("kidneyy") == "kidney"


def test_everyday_words_are_no_mistakes(spelling: Spelling) -> None:
    assert spelling.mend("presture", frozenset({"presture"})) == "presture"
    assert spelling.mend("presture") == "pressure"


def test_short_words_are_too_easily_another_word(spelling: Spelling) -> None:
    assert spelling.mend("heat hel") == "heat hel"
