"""What people ask after an answer on living and dying with the disease: the sentence that answers it is found."""

from __future__ import annotations

import pytest

from actions.pinpoint import nearest, to_the_point
from bot.library.current import knowledge

_PATIENT = [
    ("withdrawing_dialysis", "what happens then", "lose strength and get sleepy"),
    ("withdrawing_dialysis", "how long", "about a week"),
    ("withdrawing_dialysis", "will she be in pain", "treats pain"),
    ("withdrawing_dialysis", "can she die at home", "At home, a family doctor"),
    ("withdrawing_dialysis", "how do we tell the family", "Telling the family"),
    ("withdrawing_dialysis", "can he change his mind", "change your mind"),
    ("withdrawing_dialysis", "does she need a hospice", "Hospice staff"),
    ("palliative_care", "can she die at home", "Dying at home"),
    ("palliative_care", "what about dnr", "DNAR"),
    ("palliative_care", "what do the last days look like", "last days"),
    ("palliative_care", "who helps the family after", "after the death"),
    ("emotional_support", "what do I tell my children", "Children mostly sense"),
    ("emotional_support", "is it grief already", "before a death"),
    ("caregivers", "who pays", "benefits"),
    ("caregivers", "can I leave her alone", "left alone"),
    ("caregivers", "I want a second opinion", "second opinion"),
    ("low_phosphate_diet", "can I eat cheese", "Cheese"),
    ("low_phosphate_diet", "bananas?", "potassium"),
    ("low_phosphate_diet", "can I drink wine", "Alcohol"),
    ("low_phosphate_diet", "how much water", "how much you may drink"),
    ("low_phosphate_diet", "and milk", "milk"),
    ("self_care", "and smoking", "wounds heal more slowly"),
    ("self_care", "hot water bottle", "can burn skin"),
    ("self_care", "can I put ice on it", "Ice packs"),
    ("exercise_and_work", "can i fly", "fit to fly"),
    ("exercise_and_work", "and abroad", "three months"),
    ("pain", "why at night", "At night"),
    ("pain_management", "will she get addicted", "very uncommon"),
    ("pain_management", "and at night", "Pain at night"),
    ("prognosis", "I read half die in a year", "older groups"),
    ("risk_factors", "what does odds ratio mean", "compares two groups"),
]
_CLINICIAN = [
    ("prognosis", "penile", "62.5% at six months"),
    ("prognosis", "without kidney disease", "30.8% without"),
    ("stopping_warfarin", "mechanical valve?", "Mechanical valves"),
    ("stopping_warfarin", "INR target", "no INR target"),
    ("target_levels", "INR target", "no INR target"),
    ("pain_management", "paracetamol 1g", "Paracetamol is the simple analgesic"),
    ("risk_factors", "non uraemic", "Without uraemia"),
]


@pytest.mark.parametrize(
    ("audience", "name", "question", "words"),
    [("patient", *case) for case in _PATIENT] + [("clinician", *case) for case in _CLINICIAN],
)
def test_the_sentence_that_answers_is_given(audience: str, name: str, question: str, words: str) -> None:
    topic = knowledge().topic(name)
    assert topic is not None
    said, fits = to_the_point(topic, audience, question)
    assert fits
    assert words in " ".join(statement.text for statement in said)


def test_a_line_that_names_what_can_be_asked_is_no_answer() -> None:
    topic = knowledge().topic("low_phosphate_diet")
    assert topic is not None
    assert not [near for near in nearest(topic, "patient", "cheese") if "ask me about" in near.statement.text]
