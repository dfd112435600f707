"""A text with the results of two people is told from one about one person, however the person is named."""

from __future__ import annotations

import pytest

from bot.language.extraction import Extractor

TWO = [
    "Name: John Smith\nPhosphate 2.1 mmol/L\nName: Jane Doe\nPhosphate 1.1 mmol/L",
    "Name: John Smith / Phosphate 2.1 mmol/L / Name: Jane Doe / Phosphate 1.1 mmol/L",
    "Patient: Mary Jones\nCalcium 10.2\nPatient: Peter Brown\nCalcium 8.1",
    "Patient name: SMITH, John\nAlb 28 g/L\nPatient name: SMITH, Ann\nAlb 31 g/L",
    "Patient 1: Ca 2.4 mmol/L\nPatient 2: Ca 2.6 mmol/L",
    "pt A: phosphate 1.9 mmol/L; pt B: phosphate 2.2 mmol/L",
    "Bed 4: K 5.9\nBed 5: K 4.1",
    "MRN: 123456\nCa 9.1 mg/dL\nMRN: 654321\nCa 8.1 mg/dL",
    "NHS No: 943 476 5919\nK 5.0\nNHS No: 943 476 5870\nK 4.4",
    "DOB: 03/04/1960\nK 5.0\nDOB: 13/09/1951\nK 4.4",
    "Mr Smith: K 5.1\nMrs Jones: K 4.2",
]
ONE = [
    "Name: John Smith\nPhosphate 2.1 mmol/L\nName: SMITH, John\nCalcium 2.3 mmol/L",
    "Name: J Smith\nK 5.0\nName: John Smith",
    "Name: Calcium\nResult: 2.41 mmol/L\nName: Phosphate\nResult: 1.9 mmol/L",
    "Name: zonulin\nResult 45 ng/mL\nName: calcium\nResult 2.4 mmol/L",
    "Name: Copper\nResult 12 umol/L\nName: Zonulin\nResult 45 ng/mL\nName: Calcium\nResult 2.4 mmol/L",
    "Patient: female, 54\nK 5.0\nPatient: on dialysis",
    "Patient: Mary Jones\nDr: Peter Brown\nK 5.1",
    "DOB: 03/04/1960\nCa 2.4 mmol/L\nDOB: 03/04/1960",
    "Bed 4: K 5.9, Ca 2.4 mmol/L",
    "Mrs Smith: ca 2.4 mmol/L",
    "my K is 5.1, calcium 2.4 mmol/L",
]


@pytest.mark.parametrize("text", TWO)
def test_two_people(extractor: Extractor, text: str) -> None:
    assert extractor.extract(text).several_people


@pytest.mark.parametrize("text", ONE)
def test_one_person(extractor: Extractor, text: str) -> None:
    found = extractor.extract(text)
    assert found.labs
    assert not found.several_people


CASES = [
    "Patient A 58M PD warfarin; patient B 44F HD no warfarin. Who is at higher risk?",
    "pt 1 58M PD warfarin; pt 2 44F HD no warfarin",
    "case 1: 58M on warfarin. case 2: 60F HD",
    "first patient is 58M PD on warfarin, second patient 44F HD not on warfarin",
    "First patient 58M PD warfarin, the second is a 44F on HD",
    "One patient is 58M on warfarin, the other 44F HD",
    "two patients: 58M PD warfarin and 44F HD",
    "A: 58M PD warfarin. B: 44F HD",
    "1) 58M PD warfarin 2) 44F HD",
    "Patients 1 and 2 are on HD, both diabetic, only 1 takes warfarin",
    "Pt B is a 44 year old woman on PD. Pt C is a 58 year old man on HD with warfarin.",
]
A_CASE = [
    "Patient A is a 58M on HD with warfarin",
    "the patient a 58M on HD for 2 years, warfarin",
    "pt 2 years on HD, 58M, warfarin. the patient a smoker",
    "patient 1: 58M, HD, warfarin",
    "first patient of the day: 58M HD warfarin, second case of calciphylaxis here",
    "58M HD warfarin, one of two patients in the unit with it",
    "pt 58M HD warfarin, PT 1.2",
    "my first case: 58M, HD, warfarin",
]


@pytest.mark.parametrize("text", CASES)
def test_facts_of_several_are_nobodys(extractor: Extractor, text: str) -> None:
    found = extractor.extract(text)
    assert found.several_people
    assert found.history == {}


@pytest.mark.parametrize("text", A_CASE)
def test_facts_of_one_case(extractor: Extractor, text: str) -> None:
    found = extractor.extract(text)
    assert not found.several_people
    assert (found.history["age"], found.history["dialysis"], found.history["warfarin"]) == (58, "haemodialysis", True)


@pytest.mark.parametrize(
    ("text", "history"),
    [
        ("on 3 jan 2020 at 10:30 a.m. my nurse is diabetic. I take warfarin", {"warfarin": True}),
        ("seen 12 mar 2021, our nurse has lupus, I am diabetic", {"diabetes": True}),
    ],
)
def test_facts_of_a_nurse_behind_a_date(extractor: Extractor, text: str, history: dict[str, object]) -> None:
    assert extractor.extract(text).history == history
