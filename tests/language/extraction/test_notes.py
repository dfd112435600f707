"""Notes of clinicians: values before a request, and the word discharge at the head of a letter."""

from __future__ import annotations

import pytest

from bot.language.extraction import Extractor

ASKED_BEHIND = [
    "49yo F HD, Ca 9.2 P 5.7 risk",
    "58M PD Ca 9.2 PO4 5.7 calculate risk please",
    "61F HD calcium 9.2 phosphate 5.7 risk?",
    "calcium 9.2 phosphate 5.7 what's the risk",
    "Ca 9.2 phos 5.7 - can you estimate her risk?",
]


@pytest.mark.parametrize("text", ASKED_BEHIND)
def test_values_before_a_request_are_read(extractor: Extractor, text: str) -> None:
    assert {each.analyte: str(each.value) for each in extractor.extract(text).labs} == {
        "calcium": "9.2",
        "phosphate": "5.7",
    }


@pytest.mark.parametrize("text", ["warfarin and HD risk", "does calcium acetate raise the risk?"])
def test_a_question_about_the_risk_tells_of_nobody(extractor: Extractor, text: str) -> None:
    assert extractor.extract(text).history == {}


@pytest.mark.parametrize(
    ("text", "smells"),
    [
        ("Discharge summary: 71 M PD, painful ulcers both thighs", False),
        ("Discharge letter. HD, clean wound of the calf", False),
        ("wound of the calf with yellow discharge", True),
        ("more discharge today", True),
    ],
)
def test_discharge_from_hospital_is_no_pus(extractor: Extractor, text: str, smells: bool) -> None:
    assert ("foul_smell" in {each.id for each in extractor.extract(text).findings}) is smells


@pytest.mark.parametrize(
    ("text", "finding", "found"),
    [
        ("gastric ulcer on omeprazole, HD", "ulcer", False),
        ("carotid plaque, HD", "plaque", False),
        ("ulcer on the thigh, HD", "ulcer", True),
        ("plaque on the belly, HD", "plaque", True),
    ],
)
def test_only_lesions_of_the_skin_are_findings(extractor: Extractor, text: str, finding: str, found: bool) -> None:
    assert (finding in {each.id for each in extractor.extract(text).findings}) is found


@pytest.mark.parametrize(
    ("text", "calcium", "corrected"),
    [
        ("adjusted Ca: total 2.10 mmol/L, albumin 25 g/L", "2.10", False),
        ("can you work out the corrected calcium: 2.10 mmol/L with albumin 25 g/L", "2.10", False),
        ("adj Ca 2.51, alb 26", "2.51", True),
        ("calculate the adjusted calcium, Ca 2.06 and albumin 24", "2.06", False),
        ("what is the corrected Ca for calcium 2.06 with albumin 24", "2.06", False),
        ("could you please explain corrected calcium 2.61 with albumin 27", "2.61", True),
        ("what's the outlook with an adjusted calcium of 2.61 and albumin 27", "2.61", True),
        ("please note adjusted calcium 2.61 and albumin 27", "2.61", True),
        ("I need to know if corrected calcium 2.61 is high, albumin 27", "2.61", True),
        ("adjusted Ca 2.61, total protein 61, albumin 27", "2.61", True),
    ],
)
def test_calcium_to_be_corrected_and_corrected(extractor: Extractor, text: str, calcium: str, corrected: bool) -> None:
    found = extractor.extract(text)
    assert next(str(each.value) for each in found.labs if each.analyte == "calcium") == calcium
    assert found.corrected_calcium is corrected


def test_the_head_of_a_laboratory_message_is_no_result(extractor: Extractor) -> None:
    text = "MSH|^~\\&|LAB|H|||202503120640||ORU^R01|7|P|2.5\nOBX|1|NM|2777-1^Phosphate^LN||7.4|mg/dL|2.5-4.5|H|||F"
    assert [(each.analyte, str(each.value)) for each in extractor.extract(text).labs] == [("phosphate", "7.4")]


def test_an_age_is_no_result_named_later(extractor: Extractor) -> None:
    assert not extractor.extract("71M HD, if INR unstable switch to apixaban").labs
