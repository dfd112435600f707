"""The project's own content: complete, sourced, readable, free of faults, and found by the words people use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from bot.library.build import build
from bot.library.content import Content, load_content
from bot.library.ids import REQUIRED_TOPICS
from bot.library.paths import content_dir
from bot.library.store import KnowledgeBase
from bot.library.validate import check


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content(content_dir())


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    target = tmp_path_factory.mktemp("project") / "knowledge.db"
    build(content_dir(), target)
    with KnowledgeBase.open(target) as opened:
        yield opened


def test_no_fault(content: Content) -> None:
    """By the real clock: a review that has expired is a fault of today."""
    errors = [str(item) for item in check(content, dt.date.today()) if item.severity == "error"]
    assert errors == []


def test_breadth(base: KnowledgeBase) -> None:
    """The floors stand a little below what there is: whoever takes much out says so by lowering them."""
    assert set(REQUIRED_TOPICS) <= set(base.topic_ids())
    statements = [item for topic in base.topics() for item in topic.statements() if not item.support]
    assert len({item.text for item in statements}) >= 2300
    assert all(item.sources and item.evidence for item in statements)
    assert len(base.cited(statements)) >= 390


def test_every_answer_has_both_voices_and_a_call_line(base: KnowledgeBase) -> None:
    for topic in base.topics():
        assert topic.patient.call_team, topic.id
        assert topic.patient.simpler, topic.id
        assert topic.clinician.body, topic.id
        assert 2 <= len(topic.suggest) <= 4, topic.id


def test_every_reference_prints(base: KnowledgeBase) -> None:
    for source in base.sources():
        assert source.title.rstrip("?.!") in source.citation, source.id
        assert "None" not in source.citation
        assert ".." not in source.citation.replace("...", "")


def test_superseded_statements_lead_to_newer_ones(base: KnowledgeBase) -> None:
    old = [item for topic in base.topics() for item in topic.statements() if item.superseded_by]
    assert old, "the founding documents differ from newer evidence: some statement must say so"
    for item in old:
        assert item.dated
        assert item.superseded_by
        assert base.statement(item.superseded_by) is not None


# words that people use, with a topic that must be among the first three hits
QUESTIONS = [
    ("STS", "sodium_thiosulfate"),
    ("is livedo a warning sign", "early_signs"),
    ("livedo", "lesion_appearance"),
    ("coumadin", "warfarin_risk"),
    ("calcifilaxis", "definition"),
    ("PTX", "parathyroidectomy"),
    ("oxygen chamber", "hyperbaric_oxygen"),
    ("Ca×P above 70", "calcium_phosphate_product"),
    ("maggots", "debridement"),
    ("SNF472", "emerging_treatments"),
    ("blood poisoning", "sepsis"),
    ("sensipar", "calcimimetics"),
    ("does it run in families", "hereditary"),
    ("hospice", "palliative_care"),
    ("tylenol or ibuprofen", "pain_management"),
    ("penis", "organs_beyond_skin"),
    ("ICD code", "names_and_codes"),
    ("renvela", "phosphate_binders"),
    ("Martorell", "differential_diagnosis"),
]


@pytest.mark.parametrize(("query", "topic"), QUESTIONS)
def test_search_finds_what_people_ask(base: KnowledgeBase, query: str, topic: str) -> None:
    found = {voice: [hit.topic for hit in base.search(query, voice, 3)] for voice in ("patient", "clinician")}
    assert any(topic in topics for topics in found.values()), found


@pytest.mark.parametrize("query", ["how do i fix my car engine", "best pizza in town", "who won the football cup"])
def test_search_is_unsure_of_other_things(base: KnowledgeBase, query: str) -> None:
    assert all(hit.score < 0.5 for hit in base.search(query, "patient"))


def test_a_figure_has_one_country_wherever_it_stands(base: KnowledgeBase) -> None:
    """ "1 in 600" is a British estimate: the estimate's scenario and the answer on frequency name the same country."""
    scenarios = {item["id"]: item for item in base.document("risk_model")["scenarios_per_1000"]}
    british = scenarios["one_in_600"]
    answer = base.topic("how_common")
    assert answer is not None
    said = [item for item in answer.statements() if "600" in item.text]
    assert said
    assert "United Kingdom" in british["label"]
    assert all("UK" in item.text or "United Kingdom" in item.text for item in said)
    assert all(british["source"] in item.sources for item in said)


def test_the_valve_comes_before_every_figure_on_apixaban(base: KnowledgeBase) -> None:
    topic = base.topic("stopping_warfarin")
    assert topic is not None
    assert "mechanical valve" in topic.clinician.gist.text
    assert "Mechanical valves" in topic.clinician.body[0].text
    said = [item.text for item in topic.patient.body]
    assert said.index(next(t for t in said if "metal heart valve" in t)) < next(
        number for number, text in enumerate(said) if "apixaban" in text
    )


def test_no_topic_offers_a_task_that_needs_what_nobody_has_told(base: KnowledgeBase) -> None:
    needs = {"what_if", "explain_risk"}
    assert not [topic.id for topic in base.topics() if needs & set(topic.suggest)]


def test_buttons_tell_their_questions_apart(base: KnowledgeBase) -> None:
    titles = [topic.ask for topic in base.topics()] + list(base.document("phrases")["titles"].values())
    openings = [" ".join(title.lower().split()[:5]) for title in titles]
    assert len(set(titles)) == len(titles)
    assert [opening for opening in openings if openings.count(opening) > 1 and len(opening.split()) == 5] == []
