"""The way back after an alarm: words taken back are believed, unless what is told besides is an alarm itself."""

from __future__ import annotations

import pytest

from bot.language.decision.alarms.not_meant import meant_it, not_meant
from bot.language.decision.limits.leaving_dialysis import called_suicide
from bot.language.decision.map import TopicMap
from bot.language.dialogue import DialogueContext

AFTER = DialogueContext(label="crisis")


@pytest.mark.parametrize(
    "text", ["I didn't mean it like that", "that's not what I meant", "I only meant the dressings"]
)
def test_words_taken_back_are_believed(text: str) -> None:
    decision = not_meant(text, AFTER, lambda _: [("wound_care", 0.9), ("crisis", 0.05)], TopicMap())
    assert decision is not None
    assert decision.details["reply"] == "not_meant"


@pytest.mark.parametrize("chance", [0.65, 0.95])
def test_a_plan_told_in_the_same_breath_is_not_waved_away(chance: float) -> None:
    said = "I didn't mean it like that, they are all counted and in a row"
    assert not_meant(said, AFTER, lambda _: [("crisis", chance), ("pain", 0.05)], TopicMap()) is None


def test_without_an_alarm_before_there_is_nothing_to_take_back() -> None:
    assert not_meant("I didn't mean it like that", DialogueContext(label="pain"), lambda _: [], TopicMap()) is None


@pytest.mark.parametrize(
    "text", ["is that suicide", "Isn't it a kind of suicide?", "but would that not count as suicide", "is it a sin"]
)
def test_whether_stopping_dialysis_is_suicide_is_a_question_after_that_page(text: str) -> None:
    decision = called_suicide(text, DialogueContext(topic="withdrawing_dialysis", label="palliative_care"))
    assert decision is not None
    assert decision.label == "withdrawing_dialysis"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("is that suicide", "pain"),
        ("I am thinking of suicide", "withdrawing_dialysis"),
        ("is suicide the way out for me", "withdrawing_dialysis"),
        ("would it be killing myself if I take them all", "withdrawing_dialysis"),
    ],
)
def test_elsewhere_and_of_oneself_the_word_stays_an_alarm(text: str, topic: str) -> None:
    assert called_suicide(text, DialogueContext(topic=topic, label=topic)) is None


ASKED = DialogueContext(topic="caregivers", label="caregivers", expects_yes="crisis")


@pytest.mark.parametrize("text", ["yes", "Yes, sometimes", "I do", "i have such thoughts"])
def test_yes_to_the_careful_question_is_a_crisis(text: str) -> None:
    decision = meant_it(text, ASKED)
    assert decision is not None
    assert decision.label == "crisis"


def test_no_to_the_careful_question_is_believed() -> None:
    assert meant_it("no", ASKED) is None
    decision = not_meant("a figure of speech", ASKED, lambda _: [], TopicMap())
    assert decision is not None
    assert decision.details["reply"] == "not_meant"


@pytest.mark.parametrize(
    "text",
    [
        "no I wouldn't do anything. I just miss him",
        "no, i'm not going to do anything silly",
        "I would never do that",
    ],
)
def test_a_plain_denial_after_the_words_for_a_crisis_is_taken(text: str) -> None:
    found = meant_it(text, DialogueContext(label="crisis"))
    assert found is not None
    assert found.details["reply"] == "safe_now"


@pytest.mark.parametrize(
    "text",
    [
        "I won't do it today",
        "I wouldn't do anything but I want to be with him",
        "I would never hurt myself. the pills are here",
        "I won't do it if somebody comes",
        "I'm not going to do anything, she would be better off without me",
        "I don't want to die but I can't live like this",
    ],
)
def test_a_denial_with_more_behind_it_is_not_taken_for_safety(text: str) -> None:
    found = meant_it(text, DialogueContext(label="crisis"))
    assert found is None or found.label == "crisis"
