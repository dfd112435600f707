"""What no intent leads to is still found: offered beside the answer, in a clarifying question and in a refusal."""

from __future__ import annotations

from typing import Any

from actions.clarify import AskBack
from actions.safety_replies import ExplainScope
from actions.search import SearchKnowledge
from actions.topic import AnswerTopic


def test_the_closer_topic_is_the_first_next_step(desk: Any) -> None:
    said = desk.run(AnswerTopic(), desk.message("can I have an MRI with dye", label="other_imaging", labs=[]))
    assert "contrast dye" in said.buttons[0]
    plain = desk.run(AnswerTopic(), desk.message("does an x-ray show anything", label="other_imaging", labs=[]))
    assert "contrast dye" not in plain.buttons[0]


def test_a_clarifying_question_offers_it_too(desk: Any) -> None:
    message = desk.message(
        "what should I say to the emergency department", label=None, clarify=["caregivers", "self_care"]
    )
    said = desk.run(AskBack(), message)
    assert any("emergency department" in title for title in said.buttons)
    assert said.part["clarify"] == ["caregivers", "self_care", "emergency_department"]


def test_a_refusal_offers_what_the_words_are_covered_by(desk: Any) -> None:
    said = desk.run(ExplainScope(), desk.message("steroids", label="out_of_scope_medical", labs=[]))
    assert any("steroids" in title for title in said.buttons)


def test_what_names_the_disease_is_asked_back_and_never_called_outside(desk: Any) -> None:
    readings = [{"label": "emotional_support", "confidence": 0.08}, {"label": "prognosis", "confidence": 0.07}]
    message = desk.message(
        "zzyx qwv calciphylaxis blorf", label="definition", alternatives=readings, labs=[], clarify=None
    )
    said = desk.run(SearchKnowledge(), message)
    assert said.part.get("label") != "out_of_scope_other"
    assert said.part.get("clarify") or said.part["sources"]
