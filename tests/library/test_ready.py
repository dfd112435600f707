"""The compiled file is built when needed, atomically, once, and never half."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.errors import ConfigError, ContentError, StoreError
from bot.library import paths
from bot.library.digest import content_digest, file_digests
from bot.library.ready import compiled_digest, ensure_built
from bot.library.store import KnowledgeBase

from .conftest import Maker

Steps = list[tuple[str, int, int]]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "home" / "knowledge.db"


def built(maker: Maker, target: Path) -> Steps:
    steps: Steps = []
    assert ensure_built(maker.root, target, lambda *step: steps.append(step)) == target
    return steps


def test_built_once_then_skipped(maker: Maker, target: Path) -> None:
    first = built(maker, target)
    assert [done for _, done, _ in first] == list(range(6))
    assert first[-1][0] == "ready"
    assert built(maker, target) == []


def test_rebuilt_when_content_changes(maker: Maker, target: Path, make_topic: Any) -> None:
    built(maker, target)
    maker.topic(make_topic("mechanism", "basics"))
    assert built(maker, target)
    with KnowledgeBase.open(target) as base:
        assert base.topic("mechanism") is not None


def test_digest_sees_every_compiled_file(maker: Maker) -> None:
    before = content_digest(file_digests(maker.root))
    maker.write("notes.txt", "not content")
    assert content_digest(file_digests(maker.root)) == before
    maker.write("figures/x.svg", "<svg/>")
    assert content_digest(file_digests(maker.root)) != before


@pytest.mark.parametrize("spoil", ["empty", "garbage", "cut", "middle"])
def test_damaged_file_is_noticed_and_rebuilt(maker: Maker, target: Path, spoil: str) -> None:
    built(maker, target)
    whole = target.read_bytes()
    damaged = {
        "empty": b"",
        "garbage": b"not a database" * 100,
        "cut": whole[: len(whole) // 2],
        "middle": whole[:5000] + b"\xff" * 9000 + whole[14000:],
    }[spoil]
    target.write_bytes(damaged)
    with pytest.raises(StoreError) as caught:
        KnowledgeBase.open(target)
    assert caught.value.remedy
    assert built(maker, target)
    assert compiled_digest(target)


def _tamper(target: Path) -> None:
    """A change of a sound file by somebody who knows what it holds: quick_check finds nothing."""
    with sqlite3.connect(target) as base:
        base.execute("UPDATE statements SET text = 'TAMPERED take 500 mg of X'")
        base.execute("UPDATE documents SET data = '{}' WHERE name = 'red_flags'")


def test_a_changed_knowledge_base_is_put_aside_and_said_so(
    maker: Maker, target: Path, caplog: pytest.LogCaptureFixture
) -> None:
    built(maker, target)
    _tamper(target)
    changed = target.read_bytes()
    assert compiled_digest(target) is None
    assert built(maker, target)
    assert "ST104" in caplog.text
    assert target.with_name("knowledge.db.rejected").read_bytes() == changed
    with KnowledgeBase.open(target) as base:
        topic = base.topic("definition")
        assert topic and not any("TAMPERED" in statement.text for statement in topic.statements())
    caplog.clear()
    assert built(maker, target) == [] and caplog.text == ""


def test_a_changed_knowledge_base_is_not_kept_for_want_of_a_better_one(maker: Maker, target: Path) -> None:
    built(maker, target)
    _tamper(target)
    maker.write("topics/basics/broken.yml", "id: x\ngroup: [a\n")
    with pytest.raises(ContentError):
        ensure_built(maker.root, target)
    assert not target.exists()


def test_a_changed_file_without_content_is_refused(maker: Maker, target: Path, tmp_path: Path) -> None:
    built(maker, target)
    _tamper(target)
    with pytest.raises(StoreError, match="ST103"):
        ensure_built(tmp_path / "gone", target)


@pytest.mark.parametrize("record", [None, "", "no json", "[]", '{"sha256": 5}'])
def test_without_a_record_of_it_the_file_is_made_anew(maker: Maker, target: Path, record: str | None) -> None:
    built(maker, target)
    _tamper(target)
    place = target.with_suffix(".json")
    place.unlink() if record is None else place.write_text(record)
    assert built(maker, target)
    with KnowledgeBase.open(target) as base:
        assert "TAMPERED" not in str(base.topic("definition"))


def test_a_lost_file_whose_record_is_left_is_made_anew(
    maker: Maker, target: Path, caplog: pytest.LogCaptureFixture
) -> None:
    built(maker, target)
    target.unlink()
    assert compiled_digest(target) is None
    assert built(maker, target) and compiled_digest(target)
    assert caplog.text == ""  # nobody changed it


def test_a_record_that_cannot_be_written_is_named(maker: Maker, target: Path) -> None:
    (target.parent / "knowledge.json.part").mkdir(parents=True)
    with pytest.raises(StoreError, match=r"ST101.*CALCI_HOME"):
        ensure_built(maker.root, target)


def test_missing_file_says_how_to_build_it(target: Path) -> None:
    with pytest.raises(StoreError, match="make run"):
        KnowledgeBase.open(target)


def test_other_version_is_refused(maker: Maker, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(maker, target)
    monkeypatch.setattr("bot.library.store.SCHEMA_VERSION", 999)
    with pytest.raises(StoreError, match="version 1, not 999"):
        KnowledgeBase.open(target)


def test_first_build_names_the_fault(maker: Maker, target: Path) -> None:
    maker.write("topics/basics/broken.yml", "id: x\ngroup: [a\n")
    maker.write("topics/basics/other.yml", "id: [\n")
    with pytest.raises(ContentError) as caught:
        ensure_built(maker.root, target)
    assert str(caught.value).startswith("knowledge/topics/basics/broken.yml:3: CX101")
    assert "1 further fault" in str(caught.value)
    assert not list(target.parent.glob("*.part"))
    assert not target.exists()


def test_missing_style_or_topics_are_named(maker: Maker, target: Path) -> None:
    (maker.root / "sources" / "references.csl").unlink()
    with pytest.raises(ContentError, match=r"references\.csl"):
        ensure_built(maker.root, target)


def test_faulty_content_keeps_the_sound_build(maker: Maker, target: Path, caplog: pytest.LogCaptureFixture) -> None:
    built(maker, target)
    maker.write("topics/basics/broken.yml", "id: x\ngroup: [a\n")
    with caplog.at_level(logging.WARNING):
        assert ensure_built(maker.root, target) == target
    assert "CX101" in caplog.text
    with KnowledgeBase.open(target) as base:
        assert base.topic("definition") is not None


def test_unwritable_home(maker: Maker, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(StoreError, match="CALCI_HOME"):
        ensure_built(maker.root, blocked / "home" / "knowledge.db")


def test_shipped_file_without_content(maker: Maker, target: Path, tmp_path: Path) -> None:
    built(maker, target)
    assert ensure_built(tmp_path / "gone", target) == target
    with pytest.raises(StoreError, match="neither"):
        ensure_built(tmp_path / "gone", tmp_path / "none.db")


def test_several_processes_start_at_once(maker: Maker, target: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from bot.library.ready import ensure_built; steps = [];"
        "ensure_built(Path(sys.argv[1]), Path(sys.argv[2]), lambda *s: steps.append(s)); print(len(steps))"
    )
    command = [sys.executable, "-c", code, str(maker.root), str(target)]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=paths.repository_root()) for _ in range(3)
    ]
    counts = sorted(int(process.communicate(timeout=60)[0]) for process in running)
    assert counts[:2] == [0, 0], "one builds, the others wait for it"
    assert counts[2] > 0
    assert compiled_digest(target)


def test_locations_follow_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_ENV, str(tmp_path))
    assert paths.knowledge_db() == tmp_path / "knowledge.db"
    monkeypatch.delenv(paths.HOME_ENV)
    assert paths.knowledge_db() == paths.repository_root() / ".calci" / "knowledge.db"
    monkeypatch.setenv(paths.CONTENT_ENV, str(tmp_path / "none"))
    with pytest.raises(ConfigError, match="CALCI_KNOWLEDGE"):
        paths.content_dir()


def test_ensure_built_through_the_environment(maker: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_ENV, str(tmp_path / "elsewhere"))
    monkeypatch.setenv(paths.CONTENT_ENV, str(maker.root))
    with KnowledgeBase.open(paths.ensure_built()) as base:
        assert base.topic_ids() == ("definition", "sodium_thiosulfate")
        assert base.path == tmp_path / "elsewhere" / "knowledge.db"
