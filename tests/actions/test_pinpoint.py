"""What a topic says to one question: the sentence that answers it first, and honesty where there is none."""

from __future__ import annotations

import pytest

from actions.pinpoint import has_subject, nearest, to_the_point
from bot.library.current import knowledge
from bot.library.model import Topic


def topic(name: str) -> Topic:
    found = knowledge().topic(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "question", "words"),
    [
        ("sodium_thiosulfate", "for how many months", "weeks to many months"),
        ("sodium_thiosulfate", "is it licensed", "not licensed"),
        ("sodium_thiosulfate", "can they inject it by the wound", "injected it around a sore"),
        ("skin_biopsy", "can the result be wrong", "negative"),
        ("skin_biopsy", "does it hurt", "numbing needle stings"),
        ("bone_scan", "how long does it take", "2 to 4 hours"),
        ("hyperbaric_oxygen", "where is it done", "have a chamber"),
        ("wound_care", "what if it does not work", "Slow healing is common"),
        ("sodium_thiosulfate", "is it safe", "low blood pressure"),
        ("dialysis_changes", "does it hurt", "not normally painful"),
        ("steroids", "are there side effects", "thin skin"),
        ("clinical_trials", "how would i join", "Ask your doctor"),
        ("prognosis", "and for plaques only", "Closed patches"),
        ("stopping_warfarin", "with a mechanical valve?", "metal heart valve"),
    ],
)
def test_the_sentence_that_answers_stands_first(name: str, question: str, words: str) -> None:
    said, fits = to_the_point(topic(name), "patient", question)
    assert fits
    assert words in " ".join(statement.text for statement in said)


@pytest.mark.parametrize("question", ["she has a parrot", "does it rain there", "what colour is the machine"])
def test_what_is_not_there_is_not_passed_off_as_an_answer(question: str) -> None:
    _, fits = to_the_point(topic("skin_biopsy"), "patient", question)
    assert not fits


def test_every_statement_of_the_voice_is_compared_and_none_of_the_other_voice() -> None:
    thiosulfate = topic("sodium_thiosulfate")
    found = {near.statement.text for near in nearest(thiosulfate, "patient", "how often")}
    assert {statement.text for statement in (*thiosulfate.patient.body, *thiosulfate.patient.more)} <= found
    assert not {statement.text for statement in thiosulfate.clinician.body} & found


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("ok and what else", False),
        ("and more?", False),
        ("the dose", True),
        ("and how long?", True),
        ("where is it done", True),
        ("and by whom?", True),
        ("at night", True),
    ],
)
def test_a_question_without_a_subject_wants_to_hear_more(question: str, named: bool) -> None:
    assert has_subject(question) is named
