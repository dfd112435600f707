"""Bad content is named by file, line and field, with a code and a remedy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.library.faults import CODES

from .conftest import BODY, TODAY, Maker

Make = Callable[..., dict[str, Any]]
CITED = {"sources": ["fine_2002"], "evidence": "low"}


def only(maker: Maker, code: str) -> Any:
    found = [item for item in maker.faults() if item.code == code]
    assert found, f"expected {code}, got {[str(item) for item in maker.faults()]}"
    return found[0]


def line_of(maker: Maker, name: str, needle: str) -> int:
    lines = (maker.root / name).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if needle in line)


def test_sound_content_has_no_fault(maker: Maker) -> None:
    assert maker.faults() == []


def test_every_code_says_what_and_what_to_do() -> None:
    assert all(entry.meaning and entry.remedy for entry in CODES.values())


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("id: x\ngroup: [a, b\n", "CX101", 3),
        ("id: x\ngroup: basics\nid: y\n", "CX105", 3),
        ("- 1\n  bad: : x\n", "CX101", 2),
    ],
)
def test_broken_yaml_is_placed(maker: Maker, text: str, code: str, line: int) -> None:
    maker.write("topics/basics/mechanism.yml", text)
    found = only(maker, code)
    assert found.file == "knowledge/topics/basics/mechanism.yml"
    assert found.line == line
    assert found.remedy


def test_not_utf8_is_named(maker: Maker) -> None:
    path = maker.write("topics/basics/mechanism.yml", "x")
    path.write_bytes(b"id: \xff\xfe")
    assert only(maker, "CX106").file.endswith("mechanism.yml")


def test_misspelt_field_names_its_line(maker: Maker, make_topic: Make) -> None:
    data = make_topic("mechanism", "basics")
    data["patient"]["gist"]["evidance"] = "low"
    maker.topic(data)
    found = only(maker, "CX103")
    assert found.field == "patient.gist.evidance"
    assert found.line == line_of(maker, "topics/basics/mechanism.yml", "evidance")


def test_missing_field(maker: Maker, make_topic: Make) -> None:
    data = make_topic("mechanism", "basics")
    del data["patient"]["call_team"]
    maker.topic(data)
    assert only(maker, "CX102").field == "patient.call_team"


def test_unknown_evidence_level(maker: Maker, make_topic: Make) -> None:
    data = make_topic("mechanism", "basics")
    data["clinician"]["body"][0]["evidence"] = "great"
    maker.topic(data)
    found = only(maker, "CX104")
    assert "very-low" in found.message
    assert "great" in found.message


def test_statement_without_source(maker: Maker, make_topic: Make) -> None:
    data = make_topic("mechanism", "basics")
    data["patient"]["body"][0] = {"text": BODY, "evidence": "low"}
    maker.topic(data)
    assert only(maker, "CX201").field == "patient.body.0"


def test_support_line_with_a_figure(maker: Maker, make_topic: Make) -> None:
    data = make_topic("mechanism", "basics")
    data["patient"]["call_team"] = [{"text": "Half of 36 people heal.", "support": True}]
    maker.topic(data)
    only(maker, "CX207")


def test_unknown_source_and_old_name(maker: Maker, make_topic: Make) -> None:
    maker.write("sources/aliases.yml", {"fine2002": "fine_2002"})
    data = make_topic("mechanism", "basics")
    data["clinician"]["gist"]["sources"] = ["fine2002", "nobody_1999"]
    maker.topic(data)
    unknown, old = only(maker, "CX202"), only(maker, "CX205")
    assert "nobody_1999" in unknown.message
    assert (unknown.severity, old.severity) == ("error", "warning")


def test_wrong_place_and_double_id(maker: Maker, make_topic: Make) -> None:
    maker.write("topics/basics/other.yml", make_topic("definition", "basics"))
    assert "definition.yml" in only(maker, "CX107").message
    only(maker, "CX108")


def test_statement_id_used_twice(maker: Maker, make_topic: Make) -> None:
    for name, group in (("mechanism", "basics"), ("pain", "symptoms")):
        data = make_topic(name, group)
        data["clinician"]["gist"]["id"] = "the_same"
        maker.topic(data)
    assert "the_same" in only(maker, "CX108").message


def test_links_lead_somewhere(maker: Maker, make_topic: Make) -> None:
    data = make_topic("mechanism", "basics", related=["nowhere"], suggest=["assess_risk", "mechanism"])
    data["clinician"]["gist"] |= {"superseded_by": "no_such_statement", "dated": True}
    maker.topic(data)
    fields = {item.field for item in maker.faults() if item.code == "CX401"}
    assert fields == {"related.0", "suggest.1", "clinician.gist.superseded_by"}


def test_superseded_is_dated_and_dated_names_its_year(maker: Maker, make_topic: Make) -> None:
    data = make_topic("mechanism", "basics")
    data["clinician"]["gist"] |= {"id": "newer"}
    data["clinician"]["body"].append({"text": "It was once thought otherwise.", "superseded_by": "newer", **CITED})
    data["clinician"]["body"].append({"text": "It was long thought otherwise.", "dated": True, **CITED})
    maker.topic(data)
    assert only(maker, "CX405").field == "clinician.body.1.superseded_by"
    assert only(maker, "CX404").field == "clinician.body.2.text"


def test_review_dates(maker: Maker, make_topic: Make) -> None:
    import datetime as dt

    maker.topic(make_topic("mechanism", "basics", reviewed=dt.date(2024, 1, 1), review_by=dt.date(2025, 1, 1)))
    maker.topic(make_topic("pain", "symptoms", reviewed=dt.date(2027, 1, 1)))
    assert only(maker, "CX402").file.endswith("mechanism.yml")
    assert only(maker, "CX403").file.endswith("pain.yml")


def test_a_review_dated_today_is_no_fault_on_whatever_side_of_midnight(maker: Maker, make_topic: Make) -> None:
    import datetime as dt

    for name, day in (("mechanism", TODAY), ("contagious", TODAY + dt.timedelta(days=1))):
        maker.topic(make_topic(name, "basics", reviewed=day, review_by=day + dt.timedelta(days=365)))
    assert maker.faults() == []
    maker.topic(make_topic("pain", "symptoms", reviewed=TODAY + dt.timedelta(days=2)))
    assert only(maker, "CX403").file.endswith("pain.yml")


def test_a_review_that_expires_soon_is_a_warning_first(maker: Maker, make_topic: Make) -> None:
    import datetime as dt

    for name, days in (("mechanism", 30), ("contagious", 90)):
        maker.topic(make_topic(name, "basics", reviewed=dt.date(2026, 1, 1), review_by=TODAY + dt.timedelta(days=days)))
    assert [(item.code, item.severity) for item in maker.faults()] == [("CX410", "warning")]


def test_an_unknown_group_is_named_with_those_there_are(maker: Maker, make_topic: Make) -> None:
    maker.topic(make_topic("pain", "symptons"))
    found = only(maker, "CX113")
    assert "symptoms" in found.message and found.file.endswith("pain.yml")


def test_incomplete_and_double_sources(maker: Maker) -> None:
    custom = {"kind": "cohort", "seen": "abstract"}
    twin = {"id": "twin", "type": "article-journal", "title": "Twin", "DOI": "10.1046/J.1523-1755.2002.00375.X"}
    maker.write("sources/more.yml", [twin | {"custom": custom}])
    assert "twin has no" in only(maker, "CX203").message
    assert "same DOI" in only(maker, "CX206").message


def test_documents_name_real_sources(maker: Maker) -> None:
    maker.write(
        "risk_model.yml", {"factors": [{"id": "x", "source": "nobody_1999"}, {"id": "y", "source": "assumption"}]}
    )
    found = only(maker, "CX202")
    assert (found.field, found.file) == ("factors.0.source", "knowledge/risk_model.yml")


def test_unused_source_is_a_warning(maker: Maker) -> None:
    from bot.library.checks_sources import check_unused

    assert [(item.code, item.severity) for item in check_unused(maker.content())] == [("CX204", "warning")]
    maker.write("replies.yml", {"hi": {"patient": ["Hello."], "clinician": ["Hello."], "sources": ["nkf"]}})
    assert list(check_unused(maker.content())) == []


def test_reply_shape_and_links(maker: Maker) -> None:
    maker.write(
        "replies.yml",
        {"hi": {"patient": [], "clinician": ["x"]}, "yo": {"patient": ["a"], "clinician": ["b"], "suggest": ["void"]}},
    )
    assert only(maker, "CX104").field == "hi.patient"
    assert only(maker, "CX401").field == "yo.suggest.0"


def test_allowed_terms_give_a_reason(maker: Maker) -> None:
    maker.write("allowed_terms.yml", [{"term": "dialysis", "plain": "cleaning", "why": "because"}])
    assert only(maker, "CX104").field == "0.why"


def test_case_questions_can_be_answered(maker: Maker) -> None:
    wrong = {"text": "Age", "correct": False, "feedback": "No.", "sources": ["nkf"]}
    step = {"id": "labs", "title": "Labs", "text": [{"text": "High.", **CITED}], "question": "Why?", "options": [wrong]}
    maker.write("case.yml", [step])
    assert "no option" in only(maker, "CX104").message


@pytest.mark.parametrize(
    ("name", "data"), [("labs", {"analytes": [{"id": "calcium"}]}), ("risk_model", {"model": "x"})]
)
def test_tables_that_the_clinical_core_cannot_read(maker: Maker, name: str, data: dict[str, Any]) -> None:
    maker.write(f"{name}.yml", data)
    found = [item for item in maker.faults() if item.file == f"knowledge/{name}.yml"]
    assert [item.code for item in found] == ["CX111"]
