"""Straight after an alarm: help that has come is welcomed, help that is turned away is the crisis again."""

from __future__ import annotations

import pytest

from bot.language.decision.alarms.after_alarm import after_alarm, of_the_end
from bot.language.decision.alarms.alarm_words import plain_remark
from bot.language.decision.alarms.if_it_happens import what_if_it_happens
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
        "he's awake now, ambulance is here",
        "paramedics arrived, he is breathing",
    ],
)
def test_help_that_has_come_is_welcomed(text: str) -> None:
    decision = after_alarm(text, [], EMERGENCY)
    assert decision is not None
    assert decision.details["reply"] == "helped_now"
    assert after_alarm(text, [], DialogueContext(label="pain")) is None


@pytest.mark.parametrize(
    "text", ["he is breathing", "the ambulance is not here", "she's awake but confused", "the bleeding has not stopped"]
)
def test_what_may_still_be_an_emergency_is_not_called_over(text: str) -> None:
    assert after_alarm(text, [], EMERGENCY) is None


@pytest.mark.parametrize("text", ["I called my sister to say goodbye", "i rang the bank and closed the account"])
def test_a_call_that_brings_no_help_settles_nothing(text: str) -> None:
    decision = after_alarm(text, [("crisis", 0.6)], CRISIS)
    assert decision is not None
    assert decision.label == "crisis"
    assert after_alarm(text, [("crisis", 0.6)], EMERGENCY) is None


@pytest.mark.parametrize(
    "text", ["i dont want to call anyone", "I have the pills here", "nobody can help", "why should i", "leave me alone"]
)
def test_help_turned_away_is_the_crisis_again(text: str) -> None:
    decision = after_alarm(text, [], CRISIS)
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


@pytest.mark.parametrize("text", ["sleepy", "hello?", "feeling dizzy now", "help me please"])
def test_an_emergency_that_goes_on_is_one(text: str) -> None:
    decision = after_alarm(text, [("symptoms", 0.4)], EMERGENCY)
    assert decision is not None
    assert decision.label == "emergency"


def test_pills_taken_in_a_crisis_are_an_overdose_too() -> None:
    decision = after_alarm("i took them", [("crisis", 0.8)], CRISIS)
    assert decision is not None
    assert (decision.label, decision.details["also"]) == ("crisis", "emergency_overdose")


@pytest.mark.parametrize("text", ["the insulin too", "for when it gets too much"])
def test_a_few_words_more_go_on_with_the_crisis(text: str) -> None:
    decision = after_alarm(text, [("target_levels", 0.3)], CRISIS)
    assert decision is not None
    assert decision.label == "crisis"
    assert after_alarm("thanks", [("thank", 0.8)], CRISIS) is None
    assert after_alarm("what is calciphylaxis?", [("definition", 0.5)], CRISIS) is None


@pytest.mark.parametrize(
    "text", ["its 3am", "nurse comes at 9", "he's 80", "she has dialysis tues thurs sat", "its saturday"]
)
def test_remarks_of_everyday_life_have_no_word_of_danger(text: str) -> None:
    assert plain_remark(text)


@pytest.mark.parametrize(
    "text", ["tablets counted. ready", "no more dialysis no more me", "cant go on", "lips blue", "fell and no answer"]
)
def test_short_alarms_have_one(text: str) -> None:
    assert not plain_remark(text)


@pytest.mark.parametrize(
    "text", ["can't say right now", "couldn't tell you", "rather not, can't explain", "don't want to say"]
)
def test_who_cannot_say_whether_they_are_safe_stays_in_the_crisis(text: str) -> None:
    decision = after_alarm(text, [("out_of_scope_other", 0.64)], CRISIS)
    assert decision is not None
    assert decision.label == "crisis"


def test_a_question_of_the_end_does_not_let_the_crisis_be_forgotten() -> None:
    assert of_the_end("palliative_care", CRISIS)
    assert not of_the_end("definition", CRISIS)
    assert not of_the_end("palliative_care", DialogueContext(label="prognosis"))
