"""Erased means erased: from the database, from its log, and not brought back by anything."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.engine.agent import say
from bot.engine.erase import erase, erase_older_than
from bot.engine.retention import keep_tidy, tidy
from bot.engine.store import memory_store

Filed = tuple[Any, Path]
WORD = "Quittenmarmelade"


def _bytes(path: Path) -> bytes:
    return b"".join(p.read_bytes() for p in sorted(path.parent.glob("conversations.db*")))


async def test_erasing_leaves_no_trace_in_the_database_or_its_log(filed: Filed) -> None:
    agent, path = filed
    await say(agent, f"what is calciphylaxis {WORD}", sender="a")
    await say(agent, "hello", sender="b")
    assert WORD.encode() in _bytes(path)
    assert erase(agent.tracker_store, "a") > 5
    assert WORD.encode() not in _bytes(path)
    assert await agent.tracker_store.retrieve("a") is None
    assert await agent.tracker_store.retrieve("b") is not None
    assert erase(agent.tracker_store, "a") == 0


async def test_delete_my_data_in_the_chat_erases_what_was_said_and_itself(filed: Filed) -> None:
    agent, path = filed
    await say(agent, f"my calcium is 10.6 mg/dL {WORD}", sender="a")
    messages = await say(agent, "delete my data", sender="a")
    assert messages[-1]["custom"]["label"] == "delete_my_data"
    assert "forget" not in messages[-1]["custom"]
    assert WORD.encode() not in _bytes(path)
    assert await agent.tracker_store.retrieve("a") is None


async def test_an_erasure_that_fails_is_not_reported_as_done(filed: Filed, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.engine import turn

    def locked(*_: Any) -> int:
        raise OperationalError("DELETE", {}, Exception("database is locked"))

    agent, _ = filed
    monkeypatch.setattr(turn, "erase", locked)
    messages = await say(agent, "delete my data", sender="a")
    assert "Something went wrong" in messages[0]["text"]
    assert messages[-1]["custom"]["label"] is None


async def test_starting_over_is_not_undone_by_a_new_session(filed: Filed) -> None:
    agent, _ = filed
    await say(agent, "my calcium is 10.6 mg/dL and I take warfarin", sender="a")
    await say(agent, "start over", sender="a")
    for _ in range(16):  # a new session begins after fifteen turns
        await say(agent, "what is calciphylaxis?", sender="a")
    tracker = await agent.tracker_store.retrieve("a")
    assert not tracker.get_slot("labs")
    assert not tracker.get_slot("history")


async def test_only_conversations_that_are_old_throughout_are_erased(
    filed: Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent, _ = filed
    await say(agent, "hello", sender="old")
    await say(agent, "hello", sender="still used")
    in_20_days = time.time() + 20 * 86_400
    monkeypatch.setattr(time, "time", lambda: in_20_days)
    await say(agent, "hello", sender="still used")
    assert erase_older_than(agent.tracker_store, 30) == 0
    assert erase_older_than(agent.tracker_store, 10) > 0
    assert set(await agent.tracker_store.keys()) == {"still used"}


class _Clock:
    """Sleeping moves the running clock; `jump` moves only the wall clock."""

    def __init__(self) -> None:
        self.passed, self.jump, self.slept = 0.0, 0.0, 0
        self.start = time.time()

    async def sleep(self, seconds: float) -> None:
        self.passed += seconds
        self.slept += 1
        if self.slept > 3:
            raise asyncio.CancelledError
        if self.slept == 2:
            self.jump = 400 * 86_400.0

    def wall(self) -> float:
        return self.start + self.passed + self.jump

    def running(self) -> float:
        return self.passed


async def test_the_daily_job_runs_at_start_and_skips_a_day_on_which_the_clock_jumped(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    runs, clock = [], _Clock()
    monkeypatch.setattr("bot.engine.retention.tidy", lambda *_: runs.append(clock.slept))
    with pytest.raises(asyncio.CancelledError):
        await keep_tidy(memory_store(), 30, sleep=clock.sleep, wall=clock.wall, running=clock.running)
    assert runs == [0, 1, 3]
    assert "clock jumped" in caplog.text


def test_a_store_that_cannot_be_tidied_now_is_logged_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def locked(*_: Any, **__: Any) -> int:
        raise OperationalError("DELETE", {"sender": WORD}, Exception("database is locked"))

    monkeypatch.setattr("bot.engine.retention.erase_older_than", locked)
    assert tidy(memory_store(), 30) == 0
    assert "where=retention" in caplog.text
    assert WORD not in caplog.text
