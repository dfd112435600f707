"""What is said to be had right after the meaning of a word is read with the word in its place."""

from __future__ import annotations

import pytest

from bot.language.safety.pointed import said_of


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("I have that now", "i have tetany now"),
        ("mum has it", "mum has tetany now"),
        ("I've got this too", "i have tetany now"),
        ("oh, I think he has that in his foot", "he has tetany now"),
        ("she's got it at the moment, please help", "she has tetany now"),
        ("I have this", "i have tetany now"),
    ],
)
def test_it_is_the_word_before(text: str, read: str) -> None:
    assert said_of(text, "tetany") == read


@pytest.mark.parametrize(
    "text", ["do I have that?", "I have this word in my letter", "I had that last year", "that", "", "I have that read"]
)
def test_anything_else_stays_as_typed(text: str) -> None:
    assert said_of(text, "tetany") == text


def test_without_a_word_before_nothing_is_put_in() -> None:
    assert said_of("I have that now", "") == "I have that now"
