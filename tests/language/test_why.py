""" "Why?" in its many wordings is heard as that, and nothing longer is."""

from __future__ import annotations

import pytest

from bot.language.decision.leaning.why import asks_why, why
from bot.language.decision.map import TopicMap
from bot.language.dialogue import DialogueContext
from bot.library.current import document, knowledge

TOPICS = TopicMap.read(knowledge())
ANSWERS = document("next_answers")


@pytest.mark.parametrize(
    "text",
    [
        "why",
        "Why?",
        "but why",
        "ok but why is that",
        "how come?",
        "how so",
        "why does it happen",
        "what's the reason for that",
        "what causes this?",
        "can you explain why",
        "do they know why",
        "any idea why?",
        "why though",
        "and why is that so",
        "why not",
        "y?",
    ],
)
def test_the_reason_is_asked_for(text: str) -> None:
    assert asks_why(text)
    decided = why(text, DialogueContext(topic="pain", label="pain"), TOPICS)
    assert decided is not None
    assert (decided.label, decided.details) == ("pain", {"asked": "why"})


@pytest.mark.parametrize(
    "text",
    [
        "why is warfarin a risk",
        "why did my potassium go up",
        "why do I need a biopsy",
        "that is why I asked",
        "why is he not waking up",
        "why me",
        "what causes calciphylaxis",
        "why should I go on",
    ],
)
def test_a_question_with_a_subject_is_left_alone(text: str) -> None:
    assert why(text, DialogueContext(topic="pain", label="pain"), TOPICS) is None


@pytest.mark.parametrize("text", ["why not", "why?", "why can't you tell me", "why won't you say", "how come"])
@pytest.mark.parametrize("label", ["personal_treatment_decision", "dosing_request", "out_of_scope_medical"])
def test_what_was_declined_is_declined_again_with_the_reason(text: str, label: str) -> None:
    decided = why(text, DialogueContext(topic="stopping_warfarin", label=label), TOPICS)
    assert decided is not None
    assert decided.label == label
    assert knowledge().reply(decided.details["reply"]) is not None


def test_inside_the_form_and_with_a_value_open_it_is_left_to_them() -> None:
    assert why("why?", DialogueContext(topic="pain", label="pain", active_form="risk_form"), TOPICS) is None
    assert why("why?", DialogueContext(topic="pain", label="pain", asks_for="phosphate"), TOPICS) is None


def test_every_topic_has_its_reason_or_the_word_that_there_is_none() -> None:
    told = set(ANSWERS["why"]) | set(ANSWERS["nearest"])
    assert set(knowledge().topic_ids()) <= told
    assert not set(ANSWERS["why"]) & set(ANSWERS["nearest"])


@pytest.mark.parametrize("kind", sorted(ANSWERS))
def test_each_statement_named_is_there_and_a_patients(kind: str) -> None:
    for topic, ids in ANSWERS[kind].items():
        assert knowledge().topic(topic), topic
        for each in ids:
            found = knowledge().statement(each)
            assert found and found.audience == "patient", each
            assert found.sources or found.support, each
