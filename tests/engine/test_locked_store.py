"""Another program holds the database, or its disk does not answer: nobody waits long, and nobody for somebody else."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.engine.agent import say as say_to
from bot.engine.store_thread import StoreThread
from tests.web.test_channel import is_problem, new_session, say, start, web

__all__ = ["start", "web"]

_ALARM = "my husband won't wake up"
_AT_ONCE = 10
_LONGEST = 6.0  # seconds for all ten on a busy machine; waiting two seconds each, they took twenty


@pytest.fixture
def other(web: httpx.Client, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Another program with the conversations open."""
    with sqlite3.connect(tmp_path / "conversations.db", isolation_level=None, check_same_thread=False) as connection:
        yield connection


def test_alarms_are_answered_and_the_server_is_there_while_the_store_is_locked(
    web: httpx.Client, other: sqlite3.Connection
) -> None:
    people = [new_session(web) for _ in range(_AT_ONCE)]
    other.execute("BEGIN EXCLUSIVE")
    began = time.monotonic()
    with ThreadPoolExecutor(_AT_ONCE) as together:
        sent = [together.submit(say, web, _ALARM, who) for who in people]
        web.get("/health")
        health = time.monotonic() - began
        answers = [each.result().json()["messages"] for each in sent]
    assert time.monotonic() - began < _LONGEST
    assert health < _LONGEST / 2
    assert all(answer[-1]["custom"]["emergency"] for answer in answers)
    assert all("112" in answer[0]["text"] for answer in answers)  # what to do comes before the notice
    assert "could not store" in str(answers[0])
    other.execute("ROLLBACK")
    assert "could not store" not in say(web, "hello", people[0]).text
    told = web.post("/chat/session", headers=people[0]).json()["history"]
    assert [entry["text"] for entry in told if entry["who"] == "user"] == ["hello"]


def test_a_conversation_that_cannot_be_erased_now_is_said_and_can_be_erased_later(
    web: httpx.Client, other: sqlite3.Connection
) -> None:
    who = new_session(web)
    say(web, "hello", who)
    other.execute("BEGIN EXCLUSIVE")
    refused = web.delete("/chat/session", headers=who)
    assert is_problem(refused, 503) and refused.headers["retry-after"] == "5"
    assert "Nothing was lost or erased" in refused.json()["detail"] and "112" in refused.json()["detail"]
    stop = web.post("/chat/session", json={"store": False}, headers=who)
    assert is_problem(stop, 503)
    other.execute("ROLLBACK")
    assert len(web.get("/chat/export", headers=who).json()["conversation"]) == 2
    assert web.delete("/chat/session", headers=who).status_code == 204
    assert is_problem(web.get("/chat/export", headers=who), 401)


async def test_after_one_wait_for_a_lock_nobody_waits_until_it_is_gone(filed: tuple[Any, Path]) -> None:
    agent, path = filed
    store = agent.tracker_store
    with sqlite3.connect(path, isolation_level=None) as locking:
        locking.execute("BEGIN EXCLUSIVE")
        took = []
        for _ in range(3):
            began = time.monotonic()
            with pytest.raises(Exception, match="locked"), store.writing() as session:
                session.execute(store.SQLEvent.__table__.insert(), {"sender_id": "a"})
            took.append(time.monotonic() - began)
        locking.execute("ROLLBACK")
    assert took[0] > 0.4 and max(took[1:]) < 0.4
    await say_to(agent, "hello", sender="a")
    assert store._patient


async def test_a_disk_that_hangs_costs_the_memory_and_not_the_answer(
    filed: tuple[Any, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    agent, _ = filed
    store = agent.tracker_store
    await say_to(agent, "hello", sender="a")
    monkeypatch.setattr(store, "_thread", StoreThread(limit=0.3))
    until = time.monotonic() + 4
    with monkeypatch.context() as fault:
        fault.setattr(store, "_rows", lambda *_: time.sleep(max(0.0, until - time.monotonic())) or [])
        began = time.monotonic()
        first = await say_to(agent, _ALARM, sender="a")
        again = await say_to(agent, _ALARM, sender="b")
        assert time.monotonic() - began < 3.5
    assert first[-1]["custom"]["emergency"] is again[-1]["custom"]["emergency"] is True
    time.sleep(max(0.0, until - time.monotonic()) + 0.1)
    assert "cannot look up" not in str(await say_to(agent, "hello", sender="a"))
    said = [event.text for event in await store.spoken("a") if event.type_name == "user"]
    assert said == ["hello", "hello"]
