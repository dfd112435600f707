"""The first answer on a topic begins with what was asked for, where one statement of the page alone speaks of it."""

from __future__ import annotations

import pytest

from actions.asked_first import asked_first
from bot.library.current import knowledge
from bot.library.model import Topic


def topic(name: str) -> Topic:
    found = knowledge().topic(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("audience", "name", "question", "words"),
    [
        ("patient", "low_phosphate_diet", "are bananas ok on dialysis", "Bananas"),
        ("patient", "low_phosphate_diet", "is cheese bad for phosphate", "Cheese"),
        ("patient", "self_care", "can I use a heat pad on it", "Heat pads"),
        ("patient", "caregivers", "how do I tell the children", "Children"),
        ("patient", "risk_factors", "does smoking make it worse", "Smoking"),
        ("patient", "palliative_care", "can she die at home", "Dying at home"),
        ("patient", "questions_for_doctor", "how do I get a second opinion", "Second opinion"),
        ("clinician", "prognosis", "penile CUA mortality", "Penile disease"),
        ("clinician", "risk_factors", "non uraemic CUA risk factors", "Without uraemia"),
        ("clinician", "pain_management", "paracetamol in HD", "Paracetamol"),
        ("clinician", "target_levels", "INR target", "INR"),
    ],
)
def test_what_was_asked_for_stands_first(audience: str, name: str, question: str, words: str) -> None:
    told = asked_first(topic(name), audience, question).voice(audience)
    assert told.body[0].text.startswith(words)
    assert set(told.statements()) == set(topic(name).voice(audience).statements())


@pytest.mark.parametrize(
    ("audience", "name", "question"),
    [
        ("patient", "definition", "what is calciphylaxis, my doctor mentioned it"),
        ("patient", "symptoms", "my mother has dark patches on her thighs, what are the symptoms"),
        ("patient", "prognosis", "how long do people live"),
        ("patient", "emotional_support", "I feel so alone"),
        ("patient", "low_phosphate_diet", "what foods are high in phosphate"),
        ("clinician", "prognosis", "mortality 1y CUA"),
        ("clinician", "prognosis", "prognosis in PD"),
        ("clinician", "how_common", "incidence of CUA in HD?"),
        ("clinician", "risk_factors", "risk factors CUA"),
        ("clinician", "warfarin_risk", "Why is warfarin a risk?"),
    ],
)
def test_a_question_on_the_whole_gets_the_page_as_it_is_written(audience: str, name: str, question: str) -> None:
    assert asked_first(topic(name), audience, question).voice(audience) == topic(name).voice(audience)


def test_a_patients_prose_keeps_its_order() -> None:
    written = topic("low_phosphate_diet").patient.body
    told = asked_first(topic("low_phosphate_diet"), "patient", "are bananas ok on dialysis").patient.body
    assert [statement for statement in told if statement in written] == list(written)
