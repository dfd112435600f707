"""The compiled base gives back what was written, whatever is asked, and fails only with a clear message."""

from __future__ import annotations

import dataclasses
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.library.paths import repository_root
from bot.library.store import KnowledgeBase

from .conftest import BODY, Maker

Make = Callable[..., dict[str, Any]]
CITED = {"sources": ["fine_2002"], "evidence": "low"}


def test_topic_comes_back_in_both_voices(base: KnowledgeBase) -> None:
    topic = base.topic("sodium_thiosulfate")
    assert topic is not None
    assert topic.patient.body[0].text.startswith(BODY)
    assert topic.voice("clinician").unknown[0].evidence == "low"
    assert topic.voice("patient").call_team[0].support
    assert (topic.group, topic.keywords, topic.related) == ("treatment", ("STS",), ("definition",))
    assert topic.reviewed == "2026-11-21"
    assert [item.id for item in base.topics()] == list(base.topic_ids()) == ["definition", "sodium_thiosulfate"]


def test_unknown_names_are_none_or_clear(base: KnowledgeBase) -> None:
    assert base.topic("nothing") is None
    assert base.source("nothing") is None
    assert base.statement("nothing") is None
    assert base.reply("nothing") is None
    assert base.figure("nothing") is None
    for ask in (base.cite, base.document):
        with pytest.raises(StoreError, match="nothing"):
            ask("nothing")


def test_views_cannot_be_changed(base: KnowledgeBase) -> None:
    topic = base.topic("definition")
    assert topic is not None
    with pytest.raises(dataclasses.FrozenInstanceError):
        topic.title = "Other"  # type: ignore[misc]


def test_statement_ids_are_unique_and_lead_back(base: KnowledgeBase) -> None:
    statements = [item for topic in base.topics() for item in topic.statements()]
    assert len({item.id for item in statements}) == len(statements)
    assert all(base.statement(item.id) == item for item in statements)


def test_reference_is_printed_in_one_style(base: KnowledgeBase) -> None:
    expected = (
        "Fine A, Zacharias JM. Usually non-ulcerating. Kidney Int 2002;61:2210–2217. "
        "doi:10.1046/j.1523-1755.2002.00375.x"
    )
    assert base.cite("fine_2002") == expected
    assert base.cite("nkf") == "Patient information. Kidney charity. https://example.org/info (read 2026-11-21)"
    source = base.source("fine_2002")
    assert source is not None
    assert source.url == "https://doi.org/10.1046/j.1523-1755.2002.00375.x"
    assert (source.year, source.kind, source.csl["volume"]) == (2002, "case-control", "61")


def test_old_name_of_a_source_still_works(maker: Maker, make_topic: Make, tmp_path: Path) -> None:
    maker.write("sources/aliases.yml", {"fine2002": "fine_2002"})
    data = make_topic("mechanism", "basics")
    data["clinician"]["gist"]["sources"] = ["fine2002"]
    maker.topic(data)
    with maker.build(tmp_path / "a.db") as base:
        topic = base.topic("mechanism")
        assert topic is not None
        assert topic.clinician.gist.sources == ("fine_2002",)
        assert base.cite("fine2002") == base.cite("fine_2002")
        assert [item.id for item in base.cited(topic.statements())] == ["fine_2002"]


def test_disagreement_keeps_who_found_what(maker: Maker, make_topic: Make, tmp_path: Path) -> None:
    data = make_topic("bone_scan", "diagnosis")
    data["clinician"]["gist"]["id"] = "scan_2017"
    old = {"text": "Positive in 97% (2002).", "dated": True, "superseded_by": "scan_2017", **CITED}
    data["disagreements"] = [
        {"issue": "Test of choice?", "positions": [old, {"text": "One of several (2017).", **CITED}]},
        {
            "issue": "Second?",
            "positions": [old | {"text": "A (1999)."}, old | {"text": "B (1998)."}],
            "reading": old | {"text": "C (2001)."},
        },
    ]
    maker.topic(data)
    with maker.build(tmp_path / "d.db") as base:
        topic = base.topic("bone_scan")
        assert topic is not None
        first, second = topic.disagreements
        assert first.positions[0].superseded_by == "scan_2017"
        assert first.positions[0].dated
        assert first.reading is None
        assert (len(first.positions), len(second.positions)) == (2, 2)
        assert second.reading is not None
        assert second.reading.text == "C (2001)."


def test_replies_documents_and_figures(maker: Maker, tmp_path: Path) -> None:
    maker.write(
        "replies.yml",
        {
            "hi": {
                "patient": ["Hello.", {"text": "It is rare.", "sources": ["nkf"]}],
                "clinician": ["Hi."],
                "suggest": ["help"],
            }
        },
    )
    maker.write(
        "safety_replies.yml",
        {"emergency": {"patient": ["Call {emergency_number}."], "clinician": ["x"], "es": ["Llame."]}},
    )
    maker.write("notes.yml", {"analytes": [{"id": "calcium", "factor": "4.0078"}]})
    maker.write("figures/vessel.svg", "<svg/>")
    with maker.build(tmp_path / "r.db") as base:
        hello = base.reply("hi")
        assert hello is not None
        assert [line.text for line in hello.lines] == ["Hello.", "It is rare."]
        assert hello.lines[1].sources == ("nkf",)
        assert hello.suggest == ("help",)
        clinician, emergency = base.reply("hi", "clinician"), base.reply("emergency")
        assert clinician is not None
        assert clinician.lines[0].text == "Hi."
        assert emergency is not None
        assert emergency.more["es"] == ["Llame."]
        document = base.document("notes")
        assert document["analytes"][0]["factor"] == "4.0078"
        document["analytes"].clear()
        assert base.document("notes")["analytes"], "a caller must not be able to change what the next one reads"
        assert base.figure("vessel") == "<svg/>"


def test_file_cannot_be_written_through_the_base(base: KnowledgeBase) -> None:
    with pytest.raises(sqlite3.OperationalError):
        base._file.connection.execute("DELETE FROM topics")


class TestSearch:
    @pytest.fixture
    def wide(self, maker: Maker, make_topic: Make, tmp_path: Path) -> KnowledgeBase:
        maker.write(
            "synonyms.yml",
            [
                {"names": ["sodium thiosulfate", "STS"]},
                {"names": ["Ca×P", "calcium-phosphate product", "Ca x P", "CaxP"]},
            ],
        )
        data = make_topic("other_imaging", "diagnosis", title="Other imaging")
        data["patient"]["more"] = [{"text": "A net pattern is called livedo and can be seen on films.", **CITED}]
        data["clinician"]["body"].append(
            {"text": "The calcium-phosphate product was above 70 mg²/dL² (1999).", **CITED}
        )
        maker.topic(data)
        return maker.build(tmp_path / "s.db")

    @pytest.mark.parametrize(
        ("query", "topic"),
        [
            ("STS", "sodium_thiosulfate"),
            ("what is sodium thiosulphate", "sodium_thiosulfate"),
            ("livedo", "other_imaging"),
            ("LIVEDO?!", "other_imaging"),
            ("livdeo", "other_imaging"),
            ("imagin", "other_imaging"),
            ("ca x p", "other_imaging"),
            ("CaxP", "other_imaging"),
            ("Ca×P > 70", "other_imaging"),
        ],
    )
    def test_finds(self, wide: KnowledgeBase, query: str, topic: str) -> None:
        assert wide.search(query, "clinician" if "a" in query.lower()[:2] else "patient")[0].topic == topic

    def test_hit_quotes_its_statement_and_source(self, wide: KnowledgeBase) -> None:
        hit = wide.search("livedo", "patient")[0]
        assert hit.sources == ("fine_2002",)
        assert ("livedo", True) in hit.parts
        assert hit.snippet in hit.statement.text
        assert 0.9 < hit.score <= 1

    def test_own_voice_first_but_not_only(self, wide: KnowledgeBase) -> None:
        assert {hit.statement.audience for hit in wide.search("sore skin", "patient")} == {"patient"}
        assert wide.search("calcium-phosphate product", "patient")[0].statement.audience == "clinician"

    def test_what_is_not_there_scores_low(self, wide: KnowledgeBase) -> None:
        assert all(hit.score < 0.5 for hit in wide.search("carburettor gearbox vehicle engine films", "patient"))
        assert wide.search("", "patient") == wide.search("the of and", "patient") == ()

    def test_limit_and_one_hit_a_topic(self, wide: KnowledgeBase) -> None:
        hits = wide.search("sore skin vessels team", limit=2)
        assert len(hits) == 2
        assert len({hit.topic for hit in hits}) == 2

    @settings(max_examples=60, deadline=None)
    @given(
        st.text(max_size=80)
        | st.sampled_from(['"', "a OR b", "NEAR(a b)", "-x", "col:y*", "'; DROP TABLE topics; --", "\0", "😀"])
    )
    def test_any_text_is_safe(self, text: str) -> None:
        for hit in _shared().search(text, "patient"):
            assert 0 <= hit.score <= 1

    def test_many_threads_may_search(self, wide: KnowledgeBase) -> None:
        failures: list[BaseException] = []

        def work() -> None:
            try:
                for _ in range(20):
                    assert wide.search("livedo", "patient")[0].topic == "other_imaging"
                    assert wide.topic("definition") is not None
            except BaseException as error:  # noqa: BLE001  (a thread must not swallow it)
                failures.append(error)

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []


_OPENED: list[KnowledgeBase] = []


@pytest.fixture(scope="module", autouse=True)
def _keep_one(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("shared")
    _OPENED.append(Maker(folder / "knowledge").build(folder / "knowledge.db"))
    yield
    _OPENED.pop().close()


def _shared() -> KnowledgeBase:
    return _OPENED[0]


def test_import_is_quick_and_light() -> None:
    code = (
        "import sys, time; start = time.perf_counter(); import bot.library.store; took = time.perf_counter() - start;"
        "heavy = {'pydantic', 'ruamel.yaml', 'citeproc', 'sqlite_utils', 'textstat', 'rapidfuzz'} & set(sys.modules);"
        "print(took, *heavy)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=repository_root()
    )
    took, *heavy = done.stdout.split()
    assert heavy == []
    assert float(took) < 0.15
