"""A real PostgreSQL, started by the test where its programs are installed, keeps conversations as SQLite does."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.engine.agent import say
from bot.engine.erase import erase, erase_older_than
from bot.engine.store import ConversationStore, conversation_store
from bot.settings import Settings
from tests.engine.conftest import free_port

PROGRAMS = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PROGRAMS is None or not (PROGRAMS / "initdb").exists(), reason="PostgreSQL is not installed"),
]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A server of its own on a free port; PostgreSQL refuses to run as root."""
    folder = Path(tempfile.gettempdir()).resolve() / f"calci-postgres-{os.getpid()}"
    folder.mkdir(mode=0o700)
    if os.getuid() == 0:
        user = pwd.getpwnam("postgres" if _exists("postgres") else "nobody")
        os.chown(folder, user.pw_uid, user.pw_gid)
    port = free_port()
    try:
        _as_user("initdb", "-D", f"{folder}/data", "-U", "calci", "--auth=trust", "--no-sync")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        _as_user("pg_ctl", "-D", f"{folder}/data", "-o", options, "-l", f"{folder}/log", "-w", "start")
        yield f"postgresql://calci:secret@127.0.0.1:{port}/postgres?sslmode=disable&application_name=calci-test"
        _as_user("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def on_postgres(
    url: str, agent: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[tuple[Any, ConversationStore]]:
    store = conversation_store(Settings(home=tmp_path, database=url))
    store.domain = agent.domain
    monkeypatch.setattr(agent, "tracker_store", store)
    monkeypatch.setattr(agent.processor, "tracker_store", store)
    yield agent, store
    store.engine.dispose()


async def test_a_conversation_is_kept_masked_and_erased(on_postgres: tuple[Any, ConversationStore]) -> None:
    agent, store = on_postgres
    await say(agent, "my calcium is 10.6 mg/dL, mail me at anna@mail.example \x00", sender="a")
    await say(agent, "what is calciphylaxis?", sender="a")
    said = [e.text for e in await store.spoken("a") if e.type_name == "user"]
    assert "[e-mail]" in said[0] and said[1] == "what is calciphylaxis?"
    assert (await store.retrieve("a")).get_slot("labs")
    assert erase_older_than(store, 1) == 0
    assert erase(store, "a") > 5
    assert await store.retrieve("a") is None


async def test_options_of_the_url_reach_the_server(on_postgres: tuple[Any, ConversationStore]) -> None:
    _, store = on_postgres
    with store.engine.connect() as connection:
        assert connection.execute(sa.text("SHOW application_name")).scalar() == "calci-test"


async def test_a_connection_that_was_cut_is_made_again(on_postgres: tuple[Any, ConversationStore]) -> None:
    agent, store = on_postgres
    await say(agent, "hello", sender="b")
    with sa.create_engine(store.engine.url.difference_update_query(["application_name"])).connect() as admin:
        admin.execute(
            sa.text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'calci-test'")
        )
    messages = await say(agent, "what is calciphylaxis?", sender="b")
    assert "store" not in messages[0]["text"]
    assert len([e for e in await store.spoken("b") if e.type_name == "user"]) == 2


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


def _as_user(program: str, *arguments: str) -> None:
    assert PROGRAMS is not None
    user = pwd.getpwnam("postgres" if _exists("postgres") else "nobody").pw_uid if os.getuid() == 0 else None
    subprocess.run(
        [str(PROGRAMS / program), *arguments],
        check=True,
        user=user,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/tmp",
    )
