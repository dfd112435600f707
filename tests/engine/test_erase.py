"""Erased means erased: from the database, from its log, and not brought back by anything."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.engine.agent import say
from bot.engine.erase import erase, erase_older_than
from bot.engine.retention import LastLook, keep_tidy, tidy
from bot.engine.store import ConversationStore, memory_store

Filed = tuple[Any, Path]
WORD = "Quittenmarmelade"
DAY = 86_400.0


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


async def test_an_erasure_that_fails_is_not_reported_as_done(filed: Filed) -> None:
    agent, path = filed
    await say(agent, "hello", sender="a")
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        messages = await say(agent, "delete my data", sender="a")
        other.execute("ROLLBACK")
    assert await agent.tracker_store.retrieve("a") is not None
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
        if self.slept > 4:
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
    look = LastLook(None, seen=clock.start)
    with pytest.raises(asyncio.CancelledError):
        await keep_tidy(memory_store(), 30, look, sleep=clock.sleep, wall=clock.wall, running=clock.running)
    assert runs == [0, 1, 4]  # not on the day of the jump, nor on the next, which has nothing to compare with
    assert "clock jumped" in caplog.text


async def _started(store: ConversationStore, path: Path, days_on: float, *, running_for: float = 0) -> int:
    """Start with the clock so many days on, run for some days, stop; returns how many events are left."""
    began, passed = time.time() + days_on * DAY, 0.0

    async def sleep(seconds: float) -> None:
        nonlocal passed
        passed += seconds
        if passed > running_for * DAY:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        look = LastLook.read(path.with_name("last_look"))
        await keep_tidy(store, 30, look, sleep=sleep, wall=lambda: began + passed, running=lambda: passed)
    with sqlite3.connect(path) as connection:
        return int(connection.execute("SELECT count(*) FROM events").fetchone()[0])


@pytest.mark.parametrize("first", ["known", "never looked", "unreadable"])
async def test_a_start_with_a_clock_far_ahead_erases_nothing(filed: Filed, first: str) -> None:
    agent, path = filed
    await say(agent, "hello", sender="a")
    if first == "known":
        await _started(agent.tracker_store, path, 0)
    elif first == "unreadable":
        path.with_name("last_look").write_text("{")
    everything = await _started(agent.tracker_store, path, 400)
    assert everything > 5
    for days_on in (400, 400.1, 0, 400, 0, -20_000, 0):  # also if it is started again and again, or put back
        assert await _started(agent.tracker_store, path, days_on) == everything
    assert await _started(agent.tracker_store, path, 25) == everything


async def test_what_is_still_old_at_a_second_look_a_day_later_is_erased(filed: Filed) -> None:
    agent, path = filed
    await say(agent, "hello", sender="a")
    assert await _started(agent.tracker_store, path, 0)
    assert await _started(agent.tracker_store, path, 400, running_for=1.5) == 0
    await say(agent, "hello", sender="a")
    assert await _started(agent.tracker_store, path, 0)
    assert await _started(agent.tracker_store, path, 50)  # a machine that is used for an hour a week
    assert await _started(agent.tracker_store, path, 57) == 0


async def test_on_a_clock_that_goes_right_what_is_old_is_erased_at_once(filed: Filed) -> None:
    agent, path = filed
    await say(agent, "hello", sender="a")
    for day in range(30):
        assert await _started(agent.tracker_store, path, day)
    assert await _started(agent.tracker_store, path, 30.1) == 0


async def test_the_order_of_storing_tells_what_a_wrong_clock_cannot(filed: Filed) -> None:
    agent, path = filed
    await say(agent, "hello", sender="really old")
    await say(agent, "hello", sender="written while the clock was ahead")
    await say(agent, "hello", sender="old too")
    await say(agent, "hello", sender="new")
    await say(agent, "hello", sender="written while the clock was behind")
    with sqlite3.connect(path) as connection:
        for sender, days in (("really old", -40), ("old too", -35), ("new", -1)):
            connection.execute("UPDATE events SET timestamp = timestamp + ? WHERE sender_id = ?", (days * DAY, sender))
        connection.execute("UPDATE events SET timestamp = timestamp + 4e7 WHERE sender_id LIKE '%ahead'")
        connection.execute("UPDATE events SET timestamp = 0 WHERE sender_id LIKE '%behind'")
    assert erase_older_than(agent.tracker_store, 30) > 0
    assert set(await agent.tracker_store.keys()) == {"new", "written while the clock was behind"}


async def test_a_look_that_cannot_be_written_is_an_incident(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    look = LastLook.read(tmp_path / "no folder" / "last_look")
    assert look.trusted(time.time()) is None
    assert "where=retention" in caplog.text


def test_a_store_that_cannot_be_tidied_now_is_logged_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def locked(*_: Any, **__: Any) -> int:
        raise OperationalError("DELETE", {"sender": WORD}, Exception("database is locked"))

    monkeypatch.setattr("bot.engine.retention.erase_older_than", locked)
    assert tidy(memory_store(), 30) == 0
    assert "where=retention" in caplog.text
    assert WORD not in caplog.text
