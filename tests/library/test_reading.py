"""A document that its readers refuse is named with its place, and never takes the place of a sound one."""

from __future__ import annotations

import logging
import shutil
from functools import cache
from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.library import reading
from bot.library.content import Content, load_content
from bot.library.faults import Fault
from bot.library.ids import DOCUMENTS
from bot.library.loader import Document, read_document
from bot.library.paths import content_dir
from bot.library.reading import check_readers, readers
from bot.library.ready import compiled_digest, ensure_built
from bot.library.store import KnowledgeBase
from bot.library.validate import check

from .conftest import TODAY, Maker

_SHAPES_ONLY = {"allowed_terms", "case", "helplines", "synonyms"}  # the library itself is their reader


@cache
def project() -> Content:
    return load_content(content_dir())


def spoilt(tmp_path: Path, name: str, before: str, after: str, *beside: str) -> list[Fault]:
    """The faults that the readers of a document find once its text is changed; `beside` are the others they need."""
    whole = project()
    text = whole.documents[name].text
    assert before in text
    path = tmp_path / f"{name}.yml"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    document, faults = read_document(path, f"knowledge/{name}.yml")
    assert isinstance(document, Document), faults
    documents = {each: whole.documents[each] for each in beside} | {name: document}
    return list(check_readers(Content(whole.root, topics=whole.topics, documents=documents)))


def line_of(name: str, words: str) -> int:
    return project().documents[name].text[: project().documents[name].text.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("name", "before", "after", "beside"),
    [
        ("red_flags", "    - maggots in|crawling", "    - maggots in|crawling <nolist>", ("safety_replies",)),
        ("red_flags", "  when: [veiled|dialysis_to_die]", "  when: [veiled|unheard_of]", ("safety_replies",)),
        ("red_flags", "  reply: crisis", "  reply: no_such_reply", ("safety_replies",)),
        ("red_flags", "everyone would be better off without me,", "the weather is fine,", ("safety_replies",)),
        ("next_questions", "  tried: [is it dangerous,", "  tried: [is the moon full,", ("labs",)),
        ("next_questions", "    prognosis: [definition,", "    prognosis: [no_such_topic,", ("labs",)),
        ("pointed", r"asks: '\bnnt\b|", r"asks: '(\bnnt\b|", ()),
        ("scope", "- topics: [gadolinium]", "- topics: [gadolinum]", ()),
        ("word_lists", "dying, 'deaths?'", "dying, 'deaths(?'", ()),
        ("next_answers", "contagious: [why_contagious_1]", "contagious: [why_contagious_77]", ()),
        ("feelings", 'tried: ["did he suffer",', 'tried: ["is the moon full",', ()),
        ("points", "say: [perieccrine_for,", "say: [perieccrine_fro,", ()),
        ("points", "none: 'study of {name}'", "none: 'study of {nme}'", ()),
        ("points", "none: lactate threshold for sepsis", "none: 'lactate {threshold for sepsis'", ()),
        ("points", "tried: [perieccrine calc specificity,", "tried: [is the moon full,", ()),
        ("feelings", "after: [loss,", "after: [no_such_rule,", ("everyday",)),
        ("feelings", "label: caregivers", "label: caregiver", ("everyday",)),
        ("feelings", "suggest: [caregivers,", "suggest: [no_such_page,", ("everyday",)),
        ("prognosis", "groups: [all, era]", "groups: [everyone]", ()),
        ("safety_replies", "Please call {emergency_number} now, or", "Please call {emergency_number now, or", ()),
        ("labs", "{ucum: mg/dL, factor: '1',", "{ucum: mg/dL, factor: '1/x',", ()),
        ("context_rules", "  phrases: [no chance,", "  phrase: [no chance,", ("lexicon", "labs")),
    ],
)  # fmt: skip
def test_what_a_reader_refuses_is_named_with_its_place(
    tmp_path: Path, name: str, before: str, after: str, beside: tuple[str, ...]
) -> None:
    found = spoilt(tmp_path, name, before, after, *beside)
    assert found, "no reader saw it"
    assert {item.file for item in found} == {f"knowledge/{name}.yml"}
    assert {item.code for item in found} <= {"CX111", "CX112"}
    if name not in ("labs", "context_rules"):  # there the reader tells no more than the entry
        assert min(abs(item.line - line_of(name, before)) for item in found) <= 5
    assert all(item.remedy and len(item.message) < 400 for item in found)


def test_what_leans_on_a_refused_document_is_not_blamed_for_it(tmp_path: Path) -> None:
    found = spoilt(tmp_path, "labs", "factor: '1',", "factor: '1/x',", "lexicon", "context_rules", "next_questions")
    assert {item.file for item in found} == {"knowledge/labs.yml"}


def test_every_document_has_a_reader_and_every_reader_its_documents() -> None:
    read = {name for reader in readers() for name in reader.documents}
    assert read | _SHAPES_ONLY == DOCUMENTS == project().documents.keys()


def test_a_document_that_is_gone_is_named() -> None:
    whole = project()
    left = {name: document for name, document in whole.documents.items() if name == "synonyms"}
    small = Content(whole.root, topics=whole.topics, sources=whole.sources, aliases=whole.aliases, documents=left)
    gone = {item.file for item in check(small, TODAY) if item.code == "CX110"}
    assert gone == {f"knowledge/{name}.yml" for name in DOCUMENTS - {"synonyms"}}


def test_a_refused_document_does_not_replace_the_sound_build(
    maker: Maker, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    target = tmp_path / "home" / "knowledge.db"
    shutil.copy(content_dir() / "pointed.yml", maker.root / "pointed.yml")
    ensure_built(maker.root, target)
    before = compiled_digest(target)
    text = (maker.root / "pointed.yml").read_text("utf-8")
    maker.write("pointed.yml", text.replace(r"'\bnnt\b|", r"'(\bnnt\b|", 1))
    with caplog.at_level(logging.WARNING):
        ensure_built(maker.root, target)
    assert compiled_digest(target) == before
    assert "CX111" in caplog.text and "pointed.yml" in caplog.text
    with KnowledgeBase.open(target) as base:
        assert base.document("pointed")["figures"][0]["asks"].startswith(r"\bnnt")


def test_the_first_build_names_what_is_refused(maker: Maker, tmp_path: Path) -> None:
    maker.write("word_lists.yml", {"despair": ["dying", "deaths(?"]})
    with pytest.raises(ContentError, match=r"word_lists\.yml.*CX111"):
        ensure_built(maker.root, tmp_path / "knowledge.db")


@pytest.mark.parametrize(("error", "said"), [(KeyError(), "a key is missing"), (KeyError("labs"), "'labs'")])
def test_a_reader_that_misses_a_key_is_told(monkeypatch: pytest.MonkeyPatch, error: KeyError, said: str) -> None:
    def read(*_: object) -> list[reading.Wrong]:
        raise error

    monkeypatch.setattr(reading, "readers", lambda: (reading.Reader(("labs",), read),))
    assert [said in fault.message for fault in check_readers(project())] == [True]
