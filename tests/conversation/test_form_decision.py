"""What a message means while the form is open, decided without Rasa."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bot.language.decision.form.form import bare_correction, decide_in_form
from bot.language.decision.model import Decision
from bot.language.dialogue import DialogueContext

_OPEN = DialogueContext(active_form="risk_form", asks_for="albumin")


def _decide(text: str, best: str = "definition", chance: float = 0.9, **turn: Any) -> Decision | None:
    return decide_in_form({"text": text} | turn, [(best, chance)], _OPEN)


@pytest.mark.parametrize(
    "text",
    ["stop", "Stop!", "please stop", "can we stop here?", "I want to stop", "let's stop now", "forget it",
     "never mind", "I don't want to do this anymore", "please stop asking me these questions",
     "I'd like to quit", "stop it please, thank you"],
)  # fmt: skip
def test_stopping(text: str) -> None:
    decided = _decide(text)
    assert decided is not None
    assert (decided.intent, decided.for_form) == ("cancel", False)


@pytest.mark.parametrize(
    "text",
    ["skip", "skip this one", "pass", "next question please", "I don't know", "dont know", "I really don't know, sorry",
     "no idea", "not sure", "dunno", "I don't remember that", "never measured", "unknown", "can we skip that", "n/a"],
)  # fmt: skip
def test_skipping_leaves_the_open_item(text: str) -> None:
    decided = _decide(text)
    assert decided is not None
    assert decided.details == {"declined": ["albumin"]}
    assert decided.for_form


@pytest.mark.parametrize("text", ["what is albumin?", "why does it hurt", "is it contagious?", "stop warfarin?"])
def test_questions_are_decided_elsewhere(text: str) -> None:
    assert _decide(text) is None


def test_a_treatment_decision_is_not_an_answer() -> None:
    decided = _decide("should I stop my warfarin?", history={"warfarin": True}, limit="personal_treatment_decision")
    assert decided is None


@pytest.mark.parametrize(
    "text", ["go on", "ok, go on", "I'm ok now", "let's continue", "back to the estimate", "carry on please"]
)
def test_going_on(text: str) -> None:
    decided = _decide(text)
    assert decided is not None
    assert decided.details == {"resume": True}


@pytest.mark.parametrize("text", ["why do you need that?", "why are you asking me this", "what is that for?"])
def test_asking_why(text: str) -> None:
    decided = _decide(text)
    assert decided is not None
    assert decided.details == {"why": True}


@pytest.mark.parametrize("text", ["mmol/L", "it's in mg/dL", "pmol per l", "g/l", "units: mmol/l"])
def test_a_unit_alone_belongs_to_the_form(text: str) -> None:
    decided = _decide(text)
    assert decided is not None
    assert decided.for_form


def test_an_answer_with_a_question_answers_both() -> None:
    decided = _decide("haemodialysis. what is PTH?", "lab_tests", 0.8, history={"dialysis": "haemodialysis"})
    assert decided is not None
    assert decided.also == ("lab_tests",)


def test_numbers_that_fit_nothing_are_a_failed_answer_not_another_subject() -> None:
    decided = _decide("height 160 weight 70", "out_of_scope_medical", 0.9)
    assert decided is not None
    assert decided.details == {"not_understood": True}


def test_a_question_that_leaves_the_item_open_is_a_question() -> None:
    assert _decide("is it contagious?", "contagious", 0.9, declined=["albumin"]) is None


@pytest.mark.parametrize(
    ("text", "new", "old"),
    [
        ("no, 5.9 not 9.5", "5.9", "9.5"),
        ("no 5,9 not 9,5", "5.9", "9.5"),
        ("it's not 9.5, it's 5.9", "5.9", "9.5"),
        ("9.5 should be 5.9", "5.9", "9.5"),
        ("5.9 instead of 9.5", "5.9", "9.5"),
        ("change 9.5 to 5.9", "5.9", "9.5"),
        ("9.5 was a typo, 5.9", "5.9", "9.5"),
        ("sorry I meant 5.9", "5.9", None),
        ("correction: 5.9", "5.9", None),
    ],
)
def test_bare_corrections(text: str, new: str, old: str | None) -> None:
    assert bare_correction(text) == (Decimal(new), None if old is None else Decimal(old))


@pytest.mark.parametrize(
    "text",
    ["5.9", "phosphate 5.9", "no", "not 9.5", "Ca 9.5 and phosphate 5.9, albumin 3.1, not 4", "I am not on warfarin",
     "yes, for 3 years", "PTH <5 pg/mL"],
)  # fmt: skip
def test_what_is_no_bare_correction(text: str) -> None:
    assert bare_correction(text) is None
