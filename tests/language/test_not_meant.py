"""The way back after an alarm: words taken back are believed, unless what is told besides is an alarm itself."""

from __future__ import annotations

import pytest

from bot.language.decision.map import TopicMap
from bot.language.decision.not_meant import not_meant
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
