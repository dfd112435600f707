"""The wish that nothing be erased is never taken for the wish to erase."""

from __future__ import annotations

import pytest

from bot.language.decision.form.undoing import guessed, to_be_kept

KEEP = [
    "please do not delete my data",
    "don't delete anything",
    "never wipe this chat",
    "I don't want you to erase what I told you",
    "do not remove my messages please",
]
ERASE = [
    "delete my data",
    "please don't store this, delete everything",
    "don't forget to delete my data",
    "why don't you delete my data?",
    "can you erase the conversation",
]
ELSEWHERE = ["the wounds do not clear", "should I not remove the dressing", "I never lose anything in the shower, why"]


@pytest.mark.parametrize("text", KEEP)
def test_what_is_to_be_kept_is_never_offered_to_be_erased(text: str) -> None:
    assert to_be_kept(text) and guessed(text, "delete_my_data", 1.0)


def test_what_others_erase_is_not_asked_of_us() -> None:
    assert guessed("my nurse said she would delete my data", "delete_my_data", 1.0)


@pytest.mark.parametrize("text", ERASE)
def test_the_wish_to_erase_is_still_heard(text: str) -> None:
    assert not to_be_kept(text) and not guessed(text, "delete_my_data", 1.0)


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_is_said_of_other_things_is_neither(text: str) -> None:
    assert not to_be_kept(text)
