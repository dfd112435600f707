"""The database or the knowledge base fails while people talk: they are answered, told, and lose nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.shared.core.events import SlotSet

from bot.engine.agent import say

Filed = tuple[Any, Path]


def _pragma(agent: Any, text: str) -> Any:
    with agent.tracker_store.engine.connect() as connection:
        return connection.execute(sa.text(f"PRAGMA {text}")).scalar()


@pytest.fixture
def locked(filed: Filed) -> Iterator[sqlite3.Connection]:
    """Another process holds the database and does not let go."""
    agent, path = filed
    _pragma(agent, "busy_timeout=50")
    with sqlite3.connect(path, isolation_level=None) as other:
        yield other


def _envelope(messages: list[dict[str, Any]]) -> dict[str, Any]:
    return dict(messages[-1]["custom"])


async def test_a_locked_database_costs_the_memory_and_not_the_answer(filed: Filed, locked: sqlite3.Connection) -> None:
    agent, _ = filed
    await say(agent, "my calcium is 10.6 mg/dL", sender="a")
    locked.execute("BEGIN EXCLUSIVE")
    messages = await say(agent, "what is calciphylaxis?", sender="a")
    assert "could not store" in messages[0]["text"]
    assert _envelope(messages)["label"] == "definition"
    locked.execute("ROLLBACK")
    assert "store" not in (await say(agent, "what about pain?", sender="a"))[0]["text"]
    said = [e.text for e in await agent.tracker_store.spoken("a") if e.type_name == "user"]
    assert said == ["my calcium is 10.6 mg/dL", "what about pain?"]


async def test_a_full_disk_is_told_and_heals(filed: Filed, caplog: pytest.LogCaptureFixture) -> None:
    agent, _ = filed
    await say(agent, "hello", sender="a")
    _pragma(agent, f"max_page_count={_pragma(agent, 'page_count')}")  # SQLite now says: database or disk is full
    for _ in range(3):
        messages = await say(agent, "what is calciphylaxis? " + "secretword " * 300, sender="a")
    assert "could not store" in messages[0]["text"]
    assert _envelope(messages)["schema"] == "calci.turn/1"
    assert "where=store" in caplog.text and "secretword" not in caplog.text
    _pragma(agent, "max_page_count=1073741823")
    assert "could not store" not in (await say(agent, "hello", sender="a"))[0]["text"]


async def test_an_emergency_is_answered_when_the_database_cannot_even_be_read(
    filed: Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent, _ = filed
    await say(agent, "hello", sender="a")

    def broken(*_: Any, **__: Any) -> Any:
        raise sa.exc.OperationalError("SELECT", {}, sqlite3.OperationalError("disk I/O error"))

    with monkeypatch.context() as fault:
        fault.setattr(agent.tracker_store, "sessionmaker", broken)
        messages = await say(agent, "my mother has calciphylaxis and will not wake up", sender="a")
    assert _envelope(messages)["emergency"] is True
    texts = [message["text"] for message in messages if message.get("text")]
    assert "112" in texts[0]  # what to do now comes before everything else
    assert "Nothing of it is lost" in texts[-1]
    assert [e.text for e in await agent.tracker_store.spoken("a") if e.type_name == "user"] == ["hello"]


async def test_a_database_that_breaks_while_in_use_is_no_silence(filed: Filed) -> None:
    agent, path = filed
    await say(agent, "hello", sender="a")
    _pragma(agent, "wal_checkpoint(TRUNCATE)")
    agent.tracker_store.engine.dispose()
    with path.open("r+b") as stream:
        stream.write(b"\xff" * path.stat().st_size)
    messages = await say(agent, "what is calciphylaxis?", sender="a")
    assert _envelope(messages)["label"] == "definition"
    assert "Nothing of it is lost" in messages[0]["text"]


async def test_one_unreadable_event_ends_neither_the_answer_nor_the_server(filed: Filed) -> None:
    agent, path = filed
    await say(agent, "hello", sender="a")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE events SET data = '{broken' WHERE type_name = 'user'")
    assert _envelope(await say(agent, "what is calciphylaxis?", sender="a"))["label"] == "definition"
    assert _envelope(await say(agent, "what is calciphylaxis?", sender="b"))["label"] == "definition"


def _gone(*_: Any, **__: Any) -> Any:
    raise sqlite3.OperationalError("unable to open database file")


def _corrupt(*_: Any, **__: Any) -> Any:
    raise sqlite3.DatabaseError("database disk image is malformed")


@pytest.mark.parametrize("fault", [_gone, _corrupt])
async def test_a_knowledge_base_that_fails_gives_a_safe_answer(
    agent: Any, monkeypatch: pytest.MonkeyPatch, fault: Callable[..., Any]
) -> None:
    from bot.library.store import KnowledgeBase

    monkeypatch.setattr(KnowledgeBase, "topic", fault)
    messages = await say(agent, "what is calciphylaxis?", sender="no knowledge")
    assert "something went wrong" in messages[0]["text"]
    assert "112, 911 or 999" in "".join(m.get("text", "") for m in messages)
    assert _envelope(messages)["schema"] == "calci.turn/1"
    monkeypatch.undo()
    assert _envelope(await say(agent, "what is calciphylaxis?", sender="no knowledge"))["sources"]


@pytest.mark.parametrize(
    "told",
    [
        "PTH 520 pg/mL 2025-03-14, dob 1952",
        "file 13400; ferritin 13400 ng/mL",
        "2025-03-14 born; PTH 520 pg/mL 2025-03-14",
    ],
)
async def test_what_is_masked_beside_a_value_does_not_make_it_unreadable(filed: Filed, told: str) -> None:
    agent, _ = filed
    await say(agent, told, sender="a")
    answered = _envelope(await say(agent, "I am 70, male, on haemodialysis", sender="a"))
    assert answered["label"] == "assess_risk" and answered["history"]["age"] == 70
    assert _envelope(await say(agent, "and my risk?", sender="a"))["label"] == "assess_risk"


@pytest.mark.parametrize("wrong", [{"value": "[number]"}, {"taken": "[date of birth]"}, {"choices": [["[phone]"] * 4]}])
async def test_a_value_that_cannot_be_read_back_is_left_out_and_the_others_stay(
    filed: Filed, wrong: dict[str, Any]
) -> None:
    agent, _ = filed
    await say(agent, "calcium 9.9 mg/dL, ferritin 310 ng/mL", sender="a")
    tracker = await agent.tracker_store.retrieve("a")
    calcium, ferritin = tracker.get_slot("labs")
    tracker.update(SlotSet("labs", [calcium, ferritin | wrong]))
    await agent.tracker_store.save(tracker)
    answer = await say(agent, "is my calcium high?", sender="a")
    assert "9.9" in answer[0]["text"] and "wrong" not in answer[0]["text"]
