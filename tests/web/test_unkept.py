"""Who does not want to be stored is not: what was said leaves the disk, and the conversation goes on."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.web.test_channel import REST, is_problem, new_session, say, start, web

__all__ = ["start", "web"]


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("conversations.db*"))


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_conversation_begun_unstored_is_remembered_and_never_on_the_disk(web: httpx.Client, tmp_path: Path) -> None:
    opened = web.post("/chat/session", json={"store": False}).json()
    assert opened["storing"] == {"kept": False, "days": None, "choice": True}
    who = bearer(opened["session"])
    say(web, "my calcium is 10.6 mg/dL and my phosphate is 5.9 mg/dL", who)
    again = web.post("/chat/session", headers=who).json()
    assert again["session"] == opened["session"] and not again["storing"]["kept"]
    assert [entry["who"] for entry in again["history"]] == ["user", "bot"]
    assert b"10.6" not in on_disk(tmp_path) and b"unkept" not in on_disk(tmp_path)
    assert web.delete("/chat/session", headers=who).status_code == 204
    assert is_problem(web.get("/chat/export", headers=who), 401)


def test_the_switch_takes_what_was_said_off_the_disk_and_keeps_it_in_the_conversation(
    web: httpx.Client, tmp_path: Path
) -> None:
    who = new_session(web)
    say(web, "my calcium is 10.6 mg/dL", who)
    assert b"10.6" in on_disk(tmp_path)
    changed = web.post("/chat/session", json={"store": False}, headers=who)
    body = changed.json()
    assert changed.status_code == 200 and body["session"] in changed.headers["set-cookie"]
    assert [entry["who"] for entry in body["history"]] == ["user", "bot"]
    assert b"10.6" not in on_disk(tmp_path)
    say(web, "my phosphate is 5.9 mg/dL", bearer(body["session"]))
    stored = web.get("/chat/export", headers=bearer(body["session"])).json()["conversation"]
    assert [entry["text"] for entry in stored if entry["who"] == "user"] == [
        "my calcium is 10.6 mg/dL",
        "my phosphate is 5.9 mg/dL",
    ]
    assert b"5.9" not in on_disk(tmp_path)
    assert is_problem(say(web, "hello", who), 401)  # the old key would store again


def test_to_be_stored_again_begins_anew_and_writes_nothing_of_before(web: httpx.Client, tmp_path: Path) -> None:
    who = bearer(web.post("/chat/session", json={"store": False}).json()["session"])
    say(web, "my calcium is 10.6 mg/dL", who)
    changed = web.post("/chat/session", json={"store": True}, headers=who)
    assert changed.status_code == 201
    assert changed.json()["history"] == [] and changed.json()["storing"]["kept"]
    say(web, "my phosphate is 5.9 mg/dL", bearer(changed.json()["session"]))
    assert b"5.9" in on_disk(tmp_path) and b"10.6" not in on_disk(tmp_path)


def test_said_in_words_it_is_explained_and_done(web: httpx.Client, tmp_path: Path) -> None:
    who, message_id = new_session(web), uuid.uuid4().hex
    say(web, "my calcium is 10.6 mg/dL", who)
    answer = say(web, "do not store my messages", who, id=message_id).json()
    assert answer["messages"][-1]["custom"]["label"] == "privacy"
    assert "From now on I do not store what we say" in answer["messages"][0]["text"]
    renewed = bearer(answer["session"])
    assert not web.post("/chat/session", headers=renewed).json()["storing"]["kept"]
    assert b"10.6" not in on_disk(tmp_path) and b"do not store" not in on_disk(tmp_path)
    repeated = say(web, "do not store my messages", renewed, id=message_id).json()
    assert repeated == {"id": message_id, "messages": answer["messages"]}
    said = " ".join(m.get("text", "") for m in say(web, "what happens to my data?", renewed).json()["messages"])
    assert "in memory only, as you asked" in said


def test_an_integrator_is_told_that_it_cannot_be_done_there(web: httpx.Client, tmp_path: Path) -> None:
    answer = web.post(REST, json={"sender": "visit-7", "message": "please don't store this conversation"}).json()
    assert "I cannot change that here" in answer[0]["text"]
    assert "stored" not in answer[-1]["custom"]
    assert b"visit-7" in on_disk(tmp_path)


def test_a_server_that_stores_nothing_offers_no_choice(
    start: Callable[..., httpx.Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALCI_STORE", "no")
    web = start(store=False)
    opened = web.post("/chat/session", json={"store": False}).json()
    assert opened["storing"] == {"kept": False, "days": None, "choice": False}
    answer = say(web, "do not store my messages", bearer(opened["session"])).json()
    assert "session" not in answer
    assert "writes no conversation to a disk" in answer["messages"][0]["text"]


@pytest.mark.parametrize("wish", ["no", 0, []])
def test_a_wish_that_is_neither_yes_nor_no_is_named(web: httpx.Client, wish: Any) -> None:
    answer = web.post("/chat/session", json={"store": wish})
    assert is_problem(answer, 422)
    assert answer.json()["errors"][0]["field"] == "store"
