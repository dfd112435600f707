"""The chat channel and Rasa's REST channel as a browser, an integrator and an attacker meet them, on a real port."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.engine.launch import prepare

prepare()

from bot.engine.server import create_app  # noqa: E402 - only after the process is prepared
from bot.engine.store import conversation_store  # noqa: E402
from bot.settings import Settings  # noqa: E402
from tests.api.running import Running  # noqa: E402

REST = "/webhooks/rest/webhook"


@pytest.fixture
def start(agent: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., httpx.Client]]:
    """Start the server with settings; returns a client that keeps no cookies."""
    running = ExitStack()

    def begin(**chosen: Any) -> httpx.Client:
        settings = Settings(home=tmp_path, **chosen)
        store = conversation_store(settings)
        store.domain = agent.domain
        monkeypatch.setattr(agent, "tracker_store", store)
        monkeypatch.setattr(agent.processor, "tracker_store", store)
        server = running.enter_context(Running(create_app(settings, agent)))
        client = httpx.Client(base_url=server.url, timeout=30)
        client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))  # tests say what a browser would send
        return running.enter_context(client)

    with running:
        yield begin


@pytest.fixture
def web(start: Callable[..., httpx.Client]) -> httpx.Client:
    return start()


def new_session(web: httpx.Client) -> dict[str, str]:
    return {"Authorization": f"Bearer {web.post('/chat/session').json()['session']}"}


def say(web: httpx.Client, text: str, who: dict[str, str], **more: Any) -> httpx.Response:
    body = {"id": uuid.uuid4().hex, "text": text} | more
    return web.post("/chat/message", json=body, headers=who)


def is_problem(response: httpx.Response, status: int) -> bool:
    body = response.json()
    return (
        response.status_code == body["status"] == status
        and response.headers["content-type"] == "application/problem+json"
        and bool(body["detail"])
        and "Traceback" not in response.text
    )


def test_a_session_is_opened_used_and_found_again(web: httpx.Client) -> None:
    opened = web.post("/chat/session", json={"audience": "patient"})
    assert opened.status_code == 201
    body = opened.json()
    assert body["history"] == [] and body["limits"]["message_chars"] > 0 and body["helplines"] and body["version"]
    who = {"Authorization": f"Bearer {body['session']}"}
    answer = say(web, "what is calciphylaxis?", who).json()["messages"]
    assert answer[-1]["custom"]["label"] == "definition"
    again = web.post("/chat/session", headers=who)
    assert again.status_code == 200
    assert [entry["who"] for entry in again.json()["history"]] == ["user", "bot"]
    assert again.json()["history"][1]["messages"] == answer


def test_the_same_message_again_is_the_same_answer_and_no_second_turn(web: httpx.Client) -> None:
    who, message_id = new_session(web), uuid.uuid4().hex
    answers = [say(web, "my calcium is 10.6 mg/dL", who, id=message_id).json() for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert len([e for e in web.get("/chat/export", headers=who).json()["conversation"] if e["who"] == "user"]) == 1


@pytest.mark.parametrize("first", ["what is calciphylaxis?", "my name is Rosalind Quarrington, what is it?"])
def test_an_id_used_twice_keeps_no_other_message_from_being_read(web: httpx.Client, first: str) -> None:
    who, message_id = new_session(web), "constant-id-1"
    answer = say(web, first, who, id=message_id).json()
    urgent = say(web, "I took all my pills and want to die", who, id=message_id).json()["messages"]
    assert urgent[-1]["custom"]["crisis"] is True
    assert say(web, first, who, id=message_id).json() == answer  # what was said is masked, and known again
    assert say(web, "I took all my pills and want to die", who, id=message_id).json()["messages"] == urgent


def test_a_long_message_sent_again_is_known_again(web: httpx.Client) -> None:
    who, message_id = new_session(web), uuid.uuid4().hex
    answers = [say(web, "/intent " + "word " * 3000, who, id=message_id).json() for _ in range(2)]
    assert answers[0] == answers[1]


def test_the_register_is_a_wish_for_one_message(web: httpx.Client) -> None:
    answer = say(web, "what is calciphylaxis?", new_session(web), audience="clinician").json()["messages"]
    assert answer[-1]["custom"]["audience"] == "clinician"


def test_all_that_is_stored_can_be_had_and_erased(web: httpx.Client, tmp_path: Path) -> None:
    who = new_session(web)
    say(web, "my calcium is 10.6 mg/dL", who)
    export = web.get("/chat/export", headers=who).json()
    assert export["conversation"][0]["text"] == "my calcium is 10.6 mg/dL"
    assert {"user", "bot", "slot"} <= {event["event"] for event in export["stored"]}
    erased = web.delete("/chat/session", headers=who)
    assert erased.status_code == 204
    assert "Max-Age=0" in erased.headers["set-cookie"]
    with sqlite3.connect(tmp_path / "conversations.db") as connection:
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (0,)


def test_an_erased_session_opens_nothing_any_more_also_after_a_restart(start: Callable[..., httpx.Client]) -> None:
    web = start()
    who, other = new_session(web), new_session(web)
    assert web.delete("/chat/session", headers=who).status_code == 204
    for client in (web, start()):
        assert say(client, "hello", who).status_code == 401
        assert client.get("/chat/export", headers=who).status_code == 401
        assert client.delete("/chat/session", headers=who).status_code == 401
        assert client.post("/chat/session", headers=who).status_code == 201  # a new conversation, with a new token
        assert say(client, "hello", other).status_code == 200


def test_without_storage_an_erased_session_leaves_no_file(start: Callable[..., httpx.Client], tmp_path: Path) -> None:
    web = start(store=False)
    who = new_session(web)
    assert web.delete("/chat/session", headers=who).status_code == 204
    assert say(web, "hello", who).status_code == 401
    assert not (tmp_path / "closed_sessions").exists()


def test_a_button_of_an_answer_is_shown_by_its_title_in_the_history(web: httpx.Client) -> None:
    who = new_session(web)
    offered = [b for m in say(web, "what is calciphylaxis?", who).json()["messages"] for b in m.get("buttons") or []]
    say(web, offered[0]["payload"], who)
    said = [e["text"] for e in web.post("/chat/session", headers=who).json()["history"] if e["who"] == "user"]
    assert said[1] == offered[0]["title"]


def test_identifiers_are_masked_in_what_is_stored(web: httpx.Client, tmp_path: Path) -> None:
    who = new_session(web)
    say(web, "my name is Friederike Hollerbusch, mail anna@mail.example", who)
    with sqlite3.connect(tmp_path / "conversations.db") as connection:
        stored = str(connection.execute("SELECT data FROM events").fetchall())
    assert "[name]" in stored and "[e-mail]" in stored
    assert "Hollerbusch" not in stored and "anna@" not in stored


def test_a_locked_database_is_answered_with_200(web: httpx.Client, tmp_path: Path) -> None:
    who = new_session(web)
    say(web, "hello", who)
    with sqlite3.connect(tmp_path / "conversations.db", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        response = say(web, "what is calciphylaxis?", who)
        other.execute("ROLLBACK")
    assert response.status_code == 200
    assert response.json()["messages"][-1]["custom"]["label"] == "definition"
