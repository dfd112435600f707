"""The compiled knowledge base is damaged, changed or gone while people talk, and comes back."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from bot.errors import StoreError
from bot.library import store as store_module
from bot.library.current import knowledge
from bot.library.opened import OpenedFile
from bot.library.store import KnowledgeBase
from bot.settings import Settings
from tests.web.test_channel import is_problem, new_session, say, start, web

__all__ = ["start", "web"]


def _cut(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.truncate(8192)


def _noise(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.write(b"\xa5" * path.stat().st_size)


def _another_dose(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE statements SET text = 'Take 100 g.'")


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


FAULTS: list[Callable[[Path], None]] = [_cut, _noise, _another_dose, _emptied]


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the compiled file, and no pause between two attempts to open it."""
    monkeypatch.setattr(store_module, "_AGAIN", 0.0)
    return Path(shutil.copyfile(Settings.from_environment().home / "knowledge.db", tmp_path / "knowledge.db"))


@pytest.fixture
def in_use(agent: object, copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The running assistant reads from the copy."""
    base = knowledge()
    monkeypatch.setattr(base, "path", copy)
    monkeypatch.setattr(base, "_file", OpenedFile.open(copy))
    monkeypatch.setattr(base, "_topics", {})
    monkeypatch.setattr(base, "_lost", lambda: None)
    return copy


@pytest.mark.parametrize("fault", FAULTS)
def test_health_says_so_people_are_answered_and_it_is_read_again_when_it_is_back(
    in_use: Path, web: httpx.Client, fault: Callable[[Path], None]
) -> None:
    who = new_session(web)
    whole = in_use.read_bytes()
    assert web.get("/health").status_code == 200
    fault(in_use)
    assert is_problem(web.get("/health"), 503)
    answer = say(web, "what is calciphylaxis?", who).json()["messages"]
    assert "something went wrong" in answer[0]["text"] and "112, 911 or 999" in str(answer)
    assert "100 g" not in str(answer)
    urgent = say(web, "my husband won't wake up", who).json()["messages"]
    assert urgent[-1]["custom"]["emergency"] is True and "112" in urgent[0]["text"]
    in_use.write_bytes(whole)
    answer = say(web, "what is calciphylaxis?", who).json()["messages"]
    assert answer[-1]["custom"]["label"] == "definition" and answer[-1]["custom"]["sources"]
    assert web.get("/health").status_code == 200


def test_a_file_that_lost_its_name_or_was_exchanged_is_read_on_as_it_was_opened(
    in_use: Path, web: httpx.Client
) -> None:
    in_use.unlink()
    assert web.get("/health").status_code == 200
    assert say(web, "what is calciphylaxis?", new_session(web)).json()["messages"][-1]["custom"]["sources"]
    in_use.write_bytes(b"another")
    assert web.get("/health").status_code == 200


def test_what_comes_back_must_be_what_was_opened(copy: Path, tmp_path: Path) -> None:
    whole = copy.read_bytes()
    base = KnowledgeBase.open(copy)
    _another_dose(copy)
    for _ in range(2):
        with pytest.raises(StoreError, match="ST104"):
            base.check()
        with pytest.raises(StoreError, match="ST104"):
            base.search("calcium")
    copy.write_bytes(whole)
    base.check()
    assert base.search("calcium")
    base.close()
    with pytest.raises(StoreError):
        base.check()


def test_a_fault_of_the_disk_that_passes_is_not_noticed(copy: Path) -> None:
    base = KnowledgeBase.open(copy)
    base._file.connection.close()  # every read through it fails
    assert base.topic("definition")


def test_it_is_built_anew_where_nobody_puts_it_back(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.library import current

    built: list[float] = []

    def build() -> Path:
        time.sleep(0.2)
        built.append(time.monotonic())
        shutil.copyfile(Settings.from_environment().home / "knowledge.db", copy)
        return copy

    monkeypatch.setattr(current, "ensure_built", build)
    base = KnowledgeBase.open(copy, current._build_anew)
    _cut(copy)
    for _ in range(3):  # several people meet the fault: one thread builds
        with pytest.raises(StoreError):
            base.check()
    until = time.monotonic() + 10
    while current._building.locked() and time.monotonic() < until:
        time.sleep(0.02)
    base.check()
    assert len(built) == 1


def test_between_two_attempts_there_is_a_pause(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = KnowledgeBase.open(copy)
    monkeypatch.setattr(store_module, "_AGAIN", 60.0)
    tried = []
    monkeypatch.setattr(base, "_lost", lambda: tried.append(1))
    _cut(copy)
    for _ in range(5):
        with pytest.raises(StoreError):
            base.check()
    assert tried == [1]
