"""Reading form and spelling."""

from __future__ import annotations

from typing import Any

import pytest

from bot.language.safety.canonical import Speller
from bot.language.safety.nearby import NearWords


@pytest.fixture(scope="module")
def speller(rules: Any) -> Speller:
    return Speller.from_dict(rules["spelling"])


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("I can not breath", "i cant breath"),
        ("I CAN'T BREATHE", "i cant breath"),
        ("he's bleedin", "he is bleeding"),
        ("breeeathing", "breathing"),
        ("unconscous", "unconscious"),
        ("self-harm", "self harm"),
        ("70 over 30", "70/30"),
        ("10 over 3", "10 over 3"),
        ("potassium six point nine", "potassium 6.9"),
        ("7,1 mmol", "7.1 mmol"),
        ("BP 80 / 40", "bp 80/40"),
        ("não", "nao"),
        ("R2 here, K 7", "resident here , k 7"),
        ("Mrs K, phosphate 2", "somebody , phosphate 2"),
    ],
)
def test_one_spelling(speller: Speller, typed: str, read: str) -> None:
    assert speller.read(typed).text == f" {read} . "


def test_places_lead_back_to_the_message(speller: Speller) -> None:
    message = speller.read("He can not wake UP!")
    words = [message.source[begin:end] for begin, end in message.spans]
    assert words == ["He", "can not", "wake", "UP", "!"]


def test_sentence_around_a_place(speller: Speller) -> None:
    message = speller.read("One two. Three four? Five")
    low, high = message.sentence(message.text.index("four"))
    assert message.text[low:high] == "three four ?"


@pytest.mark.parametrize("text", ["", " ", "\n", "…", "💥"])
def test_nothing_to_read(speller: Speller, text: str) -> None:
    assert set(speller.read(text).text.split()) <= {"."}


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("swellling", "swelling"),
        ("sweling", "swelling"),
        ("sewlling", "swelling"),
        ("swexling", "swelling"),
        ("spelling", None),
        ("dwelling", None),
        ("swellsing", "swelling"),
        ("swlng", None),
        ("sw", None),
    ],
)
def test_one_slip_is_repaired_two_are_not(typed: str, right: str | None) -> None:
    near = NearWords.of(["swelling"], {"spelling", "swelling"})
    assert near.right(typed) == right
