"""Remarks that ask nothing: what is to be seen today, another language, facts told, the wish to live."""

from __future__ import annotations

import pytest

from bot.language.decision.decide import Decider
from bot.language.decision.model import Ranking
from bot.language.dialogue import DialogueContext
from tests.language.test_decision import _turn, decider

__all__ = ["decider"]


def test_black_skin_told_in_fear_is_no_menu(decider: Decider) -> None:
    ranking: Ranking = [("caregivers", 0.2), ("questions_for_doctor", 0.1), ("emotional_support", 0.1)]
    turn = _turn("calcium does work, black legs", history={"lesions": "ulcers"})
    assert decider.decide(turn, ranking, DialogueContext()).label == "differential"


def test_a_question_in_another_language_is_no_crisis_for_a_reader_of_english(decider: Decider) -> None:
    ranking: Ranking = [("crisis", 0.83), ("prognosis", 0.1)]
    asked = _turn("was passiert bei Calciphylaxie wenn die Wunde schwarz wird", language="de")
    assert decider.decide(asked, ranking, DialogueContext()).label == "out_of_scope_other"


def test_facts_told_of_a_patient_are_not_refused(decider: Decider) -> None:
    ranking: Ranking = [("uremic_vs_nonuremic", 0.85), ("out_of_scope_medical", 0.1)]
    told = _turn(
        "denies diabetes; never had liver disease", history={"diabetes": False, "liver_disease": False}, outside=3.0
    )
    assert decider.decide(told, ranking, DialogueContext()).label == "uremic_vs_nonuremic"


def test_the_wish_not_to_die_is_calm(decider: Decider) -> None:
    ranking: Ranking = [("crisis", 0.99), ("emotional_support", 0.01)]
    turn = _turn("i no want die", calm=["crisis"])
    assert decider.decide(turn, ranking, DialogueContext()).label == "emotional_support"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Sorry, but that is plain wrong, lanthanum has no calcium in it", "feedback_bad"),
        ("you've got it wrong there", "feedback_bad"),
        ("that's wrong, the calcium was 2.4", "phosphate_binders"),  # a value put right
        ("is it wrong to take lanthanum?", "phosphate_binders"),
    ],
)
def test_who_contradicts_is_heard(decider: Decider, text: str, label: str) -> None:
    ranking: Ranking = [("phosphate_binders", 0.97), ("feedback_bad", 0.02)]
    assert decider.decide(_turn(text), ranking, DialogueContext()).label == label


@pytest.mark.parametrize(
    ("ranking", "label"),
    [
        ([("calcimimetics", 0.98), ("parathyroidectomy", 0.01)], "calcimimetics"),
        ([("calcimimetics", 0.6), ("differential_diagnosis", 0.3)], "differential_diagnosis"),
    ],
)
def test_what_is_plainly_a_treatment_is_not_compared_like_an_illness(
    decider: Decider, ranking: Ranking, label: str
) -> None:
    turn = _turn("measles versus calciphylaxis")  # a listed name stands for that of a medicine of ours
    assert decider.decide(turn, ranking, DialogueContext()).label == label
