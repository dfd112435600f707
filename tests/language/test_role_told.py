"""A role told in front of a question sets the register of the answer; an illness of one's own does not."""

from __future__ import annotations

import pytest

from bot.language.register import Register
from bot.library.current import document

REGISTER = Register.from_dict(document("clinicians"))


@pytest.mark.parametrize(
    "text",
    [
        "i am a nephrologist, what dose of thiosulfate is used",
        "I'm a dialysis nurse in Leeds, how is it diagnosed",
        "as a pharmacist: which dose was published",
        "hi, i'm a renal registrar and what is the sensitivity of the biopsy",
        "speaking as a dermatologist, what does histology show?",
        "I am a GP. which blood tests are done",
        "im a medical student what is the mechanism",
        "we are vascular surgeons - is debridement helpful",
        "asking as an internist: mortality at one year?",
    ],
)
def test_clinicians(text: str) -> None:
    assert REGISTER.role_told(text) == "clinician"


@pytest.mark.parametrize(
    "text", ["i'm a patient, what is it", "As a carer, how do I help", "I am a caregiver. is it catching?"]
)
def test_patients_and_carers(text: str) -> None:
    assert REGISTER.role_told(text) == "patient"


@pytest.mark.parametrize(
    "text",
    [
        "i am a nurse and i have calciphylaxis, what dose should i take",
        "i'm a doctor but my leg hurts, what can i take",
        "I am a doctor's wife, what is it",
        "my husband is a nephrologist, what dose does he give",
        "I am a nurse",
        "what does a nephrologist do",
        "i am afraid, what is the outlook",
        "the doctor said it is calciphylaxis",
        "i'm not a doctor, what does necrosis mean",
        "I'm seeing a nurse tomorrow, what should I ask her",
        "im waiting for the surgeon, is it catching",
        "I am under a nephrologist in York, what do they do",
        "we are with the consultant now, what should we ask",
    ],
)
def test_nobody_said_so(text: str) -> None:
    assert REGISTER.role_told(text) is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("tissue viability nurse here", "clinician"),
        ("renal SpR on call", "clinician"),
        ("Hello, I'm the ward pharmacist in Leeds", "clinician"),
        ("im a podiatrist", "clinician"),
        ("dialysis patient here", "patient"),
        ("I am a carer", "patient"),
        ("wound care nurse", None),
        ("as a carer?", None),
        ("I'm not a nurse", None),
        ("I'm her carer's nurse's friend", None),
        ("seeing a nurse here", None),
        ("vascular access nurse, technical detail please", "clinician"),
        ("home therapies RN: clinical version pls", "clinician"),
        ("renal nurse, what do I do about the pain", None),
    ],
)
def test_a_role_and_nothing_else(text: str, role: str | None) -> None:
    assert REGISTER.role_alone(text) == role
