"""Starting over: said in plain words, or so certain that misspelt ones will do; never because a patch starts anew."""

from __future__ import annotations

import pytest

from bot.language.decision.form.undoing import guessed


@pytest.mark.parametrize(
    ("text", "label", "chance", "guess"),
    [
        ("start over please", "restart", 0.3, False),
        ("that all went rong lets start ovr", "restart", 0.98, False),
        ("a new patch today", "restart", 0.7, True),
        ("the pain starts all over again", "restart", 0.99, True),
        ("forget what I told you", "delete_my_data", 0.2, False),
        ("No trace, please", "delete_my_data", 0.9, False),
        ("No trace, please", "delete_my_data", 0.3, True),
        ("how do I delete my facebook for good", "delete_my_data", 0.99, True),
        ("what is a trace element", "definition", 0.9, False),
    ],
)
def test_what_cannot_be_undone_is_not_guessed(text: str, label: str, chance: float, guess: bool) -> None:
    assert guessed(text, label, chance) is guess
