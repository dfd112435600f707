"""Topics found by their names and keywords: the name of an added topic beats a keyword of another."""

from __future__ import annotations

import pytest

from bot.language.decision.map import TopicMap
from bot.library.current import knowledge

_MAP = TopicMap.read(knowledge())


@pytest.mark.parametrize(
    "text", ["gadolinium", "what is gadolinium?", "tell me about the gadolinium", "NSF", "what is an NSF"]
)
def test_a_topic_is_asked_for_by_its_name_or_by_a_keyword_that_only_it_has(text: str) -> None:
    assert _MAP.asked(text) == "gadolinium"


@pytest.mark.parametrize(
    "text", ["hospice", "end of life", "NUC", "MRI", "gadolinium and warfarin", "causes", "malignancy"]
)
def test_a_keyword_that_several_topics_have_asks_for_none_of_them(text: str) -> None:
    assert _MAP.asked(text) is None


@pytest.mark.parametrize(
    ("text", "taken_for", "topic"),
    [
        ("would gadolinium harm my kidneys", "other_imaging", "gadolinium"),
        ("is the MRI contrast gadolinium bad for me", "other_imaging", "gadolinium"),
        ("is an MRI with gadolinium of use", "other_imaging", None),  # also about what the other page is about
        ("ultrasound instead of gadolinium", "other_imaging", None),
        ("would gadolinium harm my kidneys", "bone_scan", None),  # that page does not have the word
        ("is warfarin a cause without kidney failure", "warfarin_risk", None),  # nobody's name
        ("would an ultrasound harm my kidneys", "other_imaging", None),
    ],
)
def test_a_name_beats_the_keyword_of_the_page_that_a_message_was_taken_for(
    text: str, taken_for: str, topic: str | None
) -> None:
    assert _MAP.by_name(text, taken_for) == topic
