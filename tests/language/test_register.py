"""Whether a message is put as health professionals put theirs."""

from __future__ import annotations

import pytest

from bot.language.register import Register
from bot.library.current import document


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.from_dict(document("clinicians"))


@pytest.mark.parametrize(
    "text",
    [
        "what would you do in my patient?",
        "56F ESKD on HD, VKA, PTH 900, bx shows CUA, tx options?",
        "62M, T2DM, ESRD on HD, INR 3 - risk?",
        "we have a 70yo lady pt with painful purpura",
        "evidence for STS in ESKD pts",
        "hx of ptx, bx pending",
        "a patient of mine has ulcers",
        "how do you treat a pt w calciphylaxis",
    ],
)
def test_a_patient_of_theirs_or_several_words_of_shorthand(register: Register, text: str) -> None:
    assert register.clinical(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'm on HD with ESRD and my PTH is 900",
        "my husband is on PD with ESRD, CKD and a high INR",
        "my pt says I should walk more",
        "my patient portal shows a high PTH",
        "I am a dialysis patient, what is it",
        "is there a patient group",
        "the doctor said my bx was negative and tx is STS",
        "what is ESRD",
        "what should the patient eat",
        "as a patient I want to know about bx and tx",
    ],
)
def test_one_abbreviation_or_a_patients_own_words_are_no_evidence(register: Register, text: str) -> None:
    assert not register.clinical(text)


@pytest.mark.parametrize("text", ["CUA 1y mortality", "sens of a bone scan in CUA?", "PO4 2.4, PTH 60 pmol/L"])
def test_some_shorthand_is_enough_to_offer_the_register(text: str, register: Register) -> None:
    assert register.hinted(text)


@pytest.mark.parametrize("text", ["what is calciphylaxis", "I take STS for my CUA", "is dialysis evidence based"])
def test_plain_questions_and_stories_of_oneself_offer_nothing(text: str, register: Register) -> None:
    assert not register.hinted(text)
