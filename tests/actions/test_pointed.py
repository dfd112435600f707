"""What a specific question names, and the statements that hold all of it."""

from __future__ import annotations

import pytest

from actions.pointed import elsewhere, of_another, pages_on, pointed
from bot.library.current import knowledge
from bot.library.model import Topic


def topic(name: str) -> Topic:
    found = knowledge().topic(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "question", "words"),
    [
        ("clinical_trials", "What did CALISTA show?", "CALISTA (EudraCT"),
        ("clinical_trials", "calciphyx findings", "CALCIPHYX (NCT04195906"),
        ("clinical_trials", "beat calci inclusion criteria?", "BEAT-Calci takes adults"),
        ("calcimimetics", "what did evolve show", "EVOLVE (3,861"),
        ("skin_biopsy", "how sensitive is a biopsy", "27 cases against 81"),
        ("how_common", "incidence in HD patients", "United States: about 3.49"),
        ("prognosis", "HR for death with STS", "Its estimates"),
        ("sodium_thiosulfate", "published thiosulfate regimens", "Published adult regimens"),
        ("bone_scan", "Fine 2002", "The 97% of 2002"),
        ("stopping_warfarin", "DOAC with a mechanical valve", "Mechanical valves"),
        ("target_levels", "what does KDIGO say about PTH", "KDIGO 2017"),
    ],
)
def test_the_statement_that_holds_what_was_named_stands_first(name: str, question: str, words: str) -> None:
    found = pointed(topic(name), question)
    assert found is not None
    assert found.statements[0].text.startswith(words)
    assert len(found.statements) <= 3


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("sodium_thiosulfate", "How strong is the evidence for sodium thiosulfate?"),
        ("definition", "how does the disease evolve"),
        ("skin_biopsy", "is a biopsy fine"),
        ("warfarin_risk", "Why is warfarin a risk?"),
        ("treatment_overview", "treatment in HD"),
    ],
)
def test_a_question_on_the_whole_names_nothing(name: str, question: str) -> None:
    assert pointed(topic(name), question) is None


def test_a_figure_that_no_statement_gives_is_named_as_missing() -> None:
    found = pointed(topic("sodium_thiosulfate"), "NNT for STS?")
    assert found is not None
    assert found.missing == "number needed to treat"
    assert any("RR" in statement.text for statement in found.statements)


def test_no_statement_of_a_patients_page_is_an_answer() -> None:
    found = pointed(topic("clinical_trials"), "What did CALISTA show?")
    assert found is not None
    assert {statement.audience for statement in found.statements} == {"clinician"}


def test_a_study_leads_to_the_page_that_tells_most_of_it() -> None:
    assert elsewhere("what did CALCIPHYX show") == topic("clinical_trials")
    assert elsewhere("what did Wen 2023 find") == topic("sodium_thiosulfate")
    assert elsewhere("what did my nurse find") is None


def test_the_pages_on_a_medicine_and_the_statements_on_another() -> None:
    assert topic("sodium_thiosulfate") in pages_on("STS in PD")
    regimens = next(s for s in topic("sodium_thiosulfate").clinician.body if "regimens" in s.text)
    valves = next(s for s in topic("stopping_warfarin").clinician.body if "Apixaban in 20" in s.text)
    assert not of_another(regimens, "STS dose")
    assert of_another(valves, "dose of warfarin")
