"""Conversations are stored whole, in order, for the owner's eyes, and never silently elsewhere."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.engine.agent import say
from bot.engine.store import ConversationStore, conversation_store, memory_store
from bot.errors import ConfigError, StoreError
from bot.settings import Settings

Filed = tuple[Any, Path]


async def test_the_file_is_the_owners_alone_and_uses_a_log(filed: Filed) -> None:
    agent, path = filed
    await say(agent, "hello", sender="a")
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in path.parent.glob("conversations.db*")}
    assert set(modes) == {"conversations.db", "conversations.db-wal", "conversations.db-shm"}
    assert set(modes.values()) == {0o600}


async def test_a_conversation_goes_on_after_the_program_was_started_again(filed: Filed) -> None:
    agent, path = filed
    await say(agent, "my calcium is 10.6 mg/dL", sender="a")
    again = conversation_store(Settings(home=path.parent))
    again.domain = agent.domain
    tracker = await again.retrieve("a")
    assert [reading["analyte"] for reading in tracker.get_slot("labs")] == ["calcium"]


async def test_the_next_turn_reads_no_answers_and_an_export_all_of_them(filed: Filed) -> None:
    agent, _ = filed
    answer = await say(agent, "what is calciphylaxis?", sender="a")
    texts = [message["text"] for message in answer if "text" in message]
    light, full = await agent.tracker_store.retrieve("a"), await agent.tracker_store.retrieve_full_tracker("a")
    whole = list(full.events)[1:]  # the first event starts the session
    assert [(type(event), event.timestamp) for event in light.events] == [(type(e), e.timestamp) for e in whole]
    assert light.current_slot_values() == full.current_slot_values()
    said = [event.text for event in full.events if event.type_name == "bot" and event.text]
    assert "\n\n".join(said) == "\n\n".join(texts)  # the channel sends each paragraph by itself
    assert not any(event.text or event.data for event in light.events if event.type_name == "bot")


async def test_an_answer_is_stored_once(filed: Filed) -> None:
    agent, _ = filed
    envelope = (await say(agent, "what is calciphylaxis?", sender="a"))[-1]["custom"]
    custom = [event.data.get("custom") for event in await agent.tracker_store.spoken("a") if event.type_name == "bot"]
    assert [each for each in custom if each] == [envelope]


async def test_a_clock_that_is_put_back_hides_and_doubles_nothing(
    filed: Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent, path = filed
    import time

    real = time.time
    for number, shift in enumerate((0, 90_000, -90_000, 0, 400_000, -400_000)):
        monkeypatch.setattr(time, "time", lambda shift=shift: real() + shift)
        await say(agent, f"what is calciphylaxis {number}", sender="a")
    said = [event.text for event in await agent.tracker_store.spoken("a") if event.type_name == "user"]
    assert said == [f"what is calciphylaxis {number}" for number in range(6)]
    with sqlite3.connect(path) as connection:
        ids = [
            row[0]
            for row in connection.execute(
                "SELECT json_extract(data, '$.message_id') FROM events WHERE type_name='user'"
            )
        ]
    assert len(set(ids)) == len(ids) == 6


async def test_what_was_said_can_be_read_from_the_newest_back(filed: Filed) -> None:
    agent, _ = filed
    for text in ("hello", "what is calciphylaxis?"):
        await say(agent, text, sender="a")
    every = await agent.tracker_store.spoken("a")
    assert every[0].type_name == "user"
    newest = await agent.tracker_store.spoken("a", last=2)
    assert [e.timestamp for e in newest] == [e.timestamp for e in every[-2:]]
    assert await agent.tracker_store.spoken("nobody") == []


async def test_a_turn_is_stored_whole_or_not_at_all(filed: Filed, monkeypatch: pytest.MonkeyPatch) -> None:
    agent, path = filed
    row, written = ConversationStore._row, []

    def fails_midway(sender: str, data: dict[str, Any]) -> Any:
        written.append(data)
        return {
            **row(sender, data),
            "sender_id": None if len(written) == 4 else sender,
        }  # the database refuses this row

    monkeypatch.setattr(ConversationStore, "_row", staticmethod(fails_midway))
    assert "could not store" in (await say(agent, "hello", sender="a"))[0]["text"]
    assert len(written) > 4
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (0,)


async def test_to_store_nothing_means_no_file(tmp_path: Path, agent: Any) -> None:
    store = conversation_store(Settings(home=tmp_path, store=False))
    store.domain = agent.domain
    await store.save(await store.get_or_create_tracker("a"))
    assert list(tmp_path.iterdir()) == []
    assert await store.spoken("a") == []


def test_two_memories_are_two() -> None:
    first, second = memory_store(), memory_store()
    with first.session_scope() as session, session.begin():
        session.add(first.SQLEvent(**first._row("a", {"event": "user", "timestamp": 1.0})))
    with second.session_scope() as session:
        assert session.query(second.SQLEvent).count() == 0


@pytest.mark.parametrize("url", ["nonsense", "nosuch://host/name", "sqlite://", "sqlite:///:memory:"])
def test_a_setting_that_is_no_database_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"CF104 \[CALCI_DATABASE\]"):
        conversation_store(Settings(home=tmp_path, database=url))


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"ST202 \[CALCI_DATABASE\].*refused") as caught:
        conversation_store(Settings(home=tmp_path, database="postgresql://me:geheim@127.0.0.1:1/x"))
    assert "geheim" not in str(caught.value)


def _no_database(path: Path) -> None:
    path.write_text("this is no database, but it is long enough to be taken for one" * 20)


def _damaged(path: Path) -> None:
    store = conversation_store(Settings(home=path.parent))
    with store.session_scope() as session, session.begin():
        session.add_all(
            [
                store.SQLEvent(**store._row(f"s{n}", {"event": "user", "timestamp": 1.0, "text": "x" * 3000}))
                for n in range(40)
            ]
        )
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
    store.engine.dispose()
    with path.open("r+b") as stream:
        stream.seek(8192)
        stream.write(os.urandom(30_000))


def _a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("break_it", [_no_database, _damaged, _a_folder])
def test_a_file_that_cannot_be_used_is_told_at_start(break_it: Callable[[Path], None], tmp_path: Path) -> None:
    break_it(tmp_path / "conversations.db")
    with pytest.raises(StoreError, match=r"ST201.*conversations\.db.*move it away"):
        conversation_store(Settings(home=tmp_path))


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="ST201"):
        conversation_store(Settings(home=tmp_path / "file" / "home"))


def test_a_sqlite_url_is_a_file_with_the_same_care(tmp_path: Path) -> None:
    conversation_store(Settings(home=tmp_path, database=f"sqlite:///{tmp_path}/elsewhere.db"))
    assert stat.S_IMODE((tmp_path / "elsewhere.db").stat().st_mode) == 0o600
    assert not (tmp_path / "conversations.db").exists()
