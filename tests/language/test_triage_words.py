"""Whether something can wait: told apart from decisions on a treatment, which stay what they are."""

from __future__ import annotations

import pytest

from bot.language.decision.alarms.triage_words import (
    asks_what_to_give,
    asks_what_to_tell,
    asks_when_to_call,
    only_a_time,
    wants_help,
)


@pytest.mark.parametrize(
    "text",
    [
        "Do I take him to the ER now or hang on till Monday?",
        "go to casualty or stay home",
        "Should we ring the out of hours or leave it until her session?",
        "can this be left over the weekend",
        "is it safe to wait until tomorrow",
        "do we need to bother the on-call nurse at night",
        "would you wake her up or let her sleep",
        "should I ring now or sleep on it",
        "do I go to A&E or hold on for my session",
        "can the sore wait until Friday",
    ],
)
def test_it_asks_when_to_call(text: str) -> None:
    assert asks_when_to_call(text, told=True, spoken_of=False)


@pytest.mark.parametrize(
    "text",
    [
        "should we have the parathyroid operation now or wait",
        "can the biopsy wait until after the holidays",
        "should I go to hospital for the amputation or refuse",
        "do I go to dialysis or skip it",
        "can I leave my tablets until tomorrow",
        "start thiosulfate or wait and see",
        "which signs mean that I should go to A&E",
        "shall I wake him, his oxycodone is due",
        "I can wait.",
        "do I go to the hospital for my infusion or have it at home",
        "can I sleep on it if the sore is on that hip",
        "shall I ring my brother or leave it",
        "can my blood results wait until Friday",
    ],
)
def test_a_decision_and_a_question_in_general_are_none(text: str) -> None:
    assert not asks_when_to_call(text, told=True, spoken_of=False)


def test_what_it_is_said_of_may_be_a_topic() -> None:
    assert not asks_when_to_call("can it wait until monday", told=False, spoken_of=True)
    assert asks_when_to_call("can it wait until monday", told=True, spoken_of=True)


def test_what_to_tell_those_who_come() -> None:
    assert asks_what_to_tell("what do I say to them when they are here", alarmed=True)
    assert asks_what_to_tell("the paramedics are coming, what should we tell them", alarmed=False)
    assert asks_what_to_tell("what do I say", alarmed=True)
    assert not asks_what_to_tell("what shall I tell my grandson", alarmed=True)
    assert not asks_what_to_tell("what can I give him", alarmed=True)
    assert not asks_what_to_tell("they want to operate, what do I tell them", alarmed=False)


def test_what_to_give() -> None:
    assert asks_what_to_give("what am I supposed to give her now")
    assert asks_what_to_give("can I give dad his tablets")
    assert not asks_what_to_give("what gives him such pain")


def test_fragments() -> None:
    assert only_a_time("since last Tuesday")
    assert only_a_time("for 3 weeks now")
    assert not only_a_time("on Monday I have dialysis")
    assert wants_help("please help me")
    assert not wants_help("help me understand biopsies")
