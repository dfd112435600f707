"""Straight after an alarm: help that has come is welcomed, help that is turned away is the crisis again."""

from __future__ import annotations

import pytest

from bot.language.decision.after_alarm import after_alarm
from bot.language.decision.if_it_happens import what_if_it_happens
from bot.language.dialogue import DialogueContext

EMERGENCY, CRISIS = DialogueContext(label="emergency"), DialogueContext(label="crisis")


@pytest.mark.parametrize(
    "text",
    [
        "ok he is in hospital now",
        "the ambulance is here",
        "We are on the way to the hospital",
        "I've called 999",
        "she's awake again",
        "the bleeding has stopped",
        "thank god, paramedics are with him",
    ],
)
def test_help_that_has_come_is_welcomed(text: str) -> None:
    decision = after_alarm(text, EMERGENCY)
    assert decision is not None
    assert decision.details["reply"] == "helped_now"
    assert after_alarm(text, DialogueContext(label="pain")) is None


@pytest.mark.parametrize(
    "text", ["he is breathing", "the ambulance is not here", "she's awake but confused", "the bleeding has not stopped"]
)
def test_what_may_still_be_an_emergency_is_not_called_over(text: str) -> None:
    assert after_alarm(text, EMERGENCY) is None


@pytest.mark.parametrize(
    "text", ["i dont want to call anyone", "I have the pills here", "nobody can help", "why should i", "leave me alone"]
)
def test_help_turned_away_is_the_crisis_again(text: str) -> None:
    decision = after_alarm(text, CRISIS)
    assert decision is not None
    assert decision.label == "crisis"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("what do I do if my fistula bleeds", True),
        ("is it an emergency if she gets confused", True),
        ("who do we ring if he can't be woken one day", True),
        ("can it bleed", False),
        ("what is sepsis", False),
    ],
)
def test_what_to_do_if_it_happens_is_told(text: str, told: bool) -> None:
    turn = {"text": text, "if_real": "emergency_bleeding"}
    assert (what_if_it_happens(turn, DialogueContext()) is not None) is told
    assert what_if_it_happens(turn | {"if_real": None}, DialogueContext()) is None
