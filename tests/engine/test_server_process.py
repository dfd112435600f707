"""The real server: a fresh start, what stops it at once, and a kill in the middle of a turn."""

from __future__ import annotations

import shutil
import socket
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.settings import ROOT

pytestmark = [pytest.mark.server, pytest.mark.slow]

# In the killed server, storing the second message takes so long that the process dies in the middle of the turn.
DIES_MIDWAY = """
import time
from bot.engine.launch import prepare
prepare()
from bot.engine.store import ConversationStore
row = ConversationStore._row
def slow(sender, data):
    if "halt-here" in str(data.get("text")):
        open(r"{marker}", "w").close()
        time.sleep(120)
    return row(sender, data)
ConversationStore._row = staticmethod(slow)
"""


def _message(text: str, message_id: str = "") -> dict[str, str]:
    return {"id": message_id or uuid.uuid4().hex, "text": text}


def test_it_starts_answers_and_stops(new_home: Callable[[], Path], serve: Callable[..., Any]) -> None:
    server = serve(new_home()).wait()
    health = server.http.get("/health").json()
    assert health["status"] == "ok" and health["model"] and health["knowledge"]
    answer = server.http.post(
        "/webhooks/rest/webhook", json={"sender": "a", "message": "what is calciphylaxis?"}
    ).json()
    assert answer[-1]["custom"]["label"] == "definition"
    assert server.http.get("/").text.lower().startswith("<!doctype html>")
    assert server.stop() == 0
    output = server.output()
    assert "Ready: http://localhost" in output
    assert "Warning" not in output and "Traceback" not in output and "calciphylaxis?" not in output


def test_a_kill_in_the_middle_of_a_turn_loses_and_doubles_nothing(
    new_home: Callable[[], Path], serve: Callable[..., Any], tmp_path: Path
) -> None:
    import threading
    import time

    import httpx

    home, marker = new_home(), tmp_path / "in the middle"
    first = serve(home, before=DIES_MIDWAY.format(marker=marker)).wait()
    session = first.http.post("/chat/session").json()["session"]
    who = {"Authorization": f"Bearer {session}"}
    before = first.http.post("/chat/message", json=_message("my calcium is 10.6 mg/dL"), headers=who).json()
    cut = _message("what is calciphylaxis? halt-here")

    def send() -> None:
        with pytest.raises(httpx.TransportError):
            first.http.post("/chat/message", json=cut, headers=who)

    sending = threading.Thread(target=send)
    sending.start()
    while not marker.exists():
        time.sleep(0.05)
    first.kill()
    sending.join()

    second = serve(home).wait()
    told = second.http.post("/chat/session", headers=who)
    assert told.status_code == 200
    assert [e["text"] for e in told.json()["history"] if e["who"] == "user"] == ["my calcium is 10.6 mg/dL"]
    answers = [second.http.post("/chat/message", json=cut, headers=who).json() for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0]["messages"][-1]["custom"]["label"] == "definition"
    history = second.http.post("/chat/session", headers=who).json()["history"]
    assert [e["id"] for e in history if e["who"] == "user"] == [before["id"], cut["id"]]
    stored = second.http.get("/chat/export", headers=who).json()["stored"]
    assert len([e for e in stored if e["event"] == "user"]) == 2
    told_labs = [e["value"] for e in stored if e["event"] == "slot" and e["name"] == "labs" and e["value"]]
    assert told_labs[0][0]["analyte"] == "calcium"


@pytest.fixture(scope="module")
def small_home(new_home: Callable[[], Path]) -> Path:
    return new_home()


def test_a_busy_port_is_told_at_once(small_home: Path, serve: Callable[..., Any]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        server = serve(small_home, PORT=str(port))
        assert server.process.wait(60) == 2
    lines = server.output().strip().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"calci: CF105 [PORT]: Port {port}") and f"PORT={port + 1}" in lines[0]


def test_a_broken_file_of_the_content_is_named_with_its_line(serve: Callable[..., Any], tmp_path: Path) -> None:
    content = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", content)
    (content / "labs.yml").write_text("analytes: [\nthis: is: no yaml")
    (tmp_path / "home").mkdir()
    server = serve(tmp_path / "home", CALCI_KNOWLEDGE=str(content))
    assert server.process.wait(120) == 2
    assert "labs.yml:" in server.output().strip().splitlines()[-1]
    assert "Traceback" not in server.output()


def test_a_broken_content_does_not_stop_a_server_that_has_a_sound_build(
    new_home: Callable[[], Path], serve: Callable[..., Any], tmp_path: Path
) -> None:
    content = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", content)
    (content / "labs.yml").write_text("analytes: [\nthis: is: no yaml")
    server = serve(new_home(), CALCI_KNOWLEDGE=str(content)).wait()
    assert "labs.yml" in server.output()
    answer = server.http.post("/webhooks/rest/webhook", json={"message": "what is calciphylaxis?"}).json()
    assert answer[-1]["custom"]["sources"]


def test_a_damaged_database_is_told_and_left_alone(small_home: Path, serve: Callable[..., Any]) -> None:
    database = small_home / "conversations.db"
    database.write_bytes(b"no database at all" * 100)
    server = serve(small_home)
    assert server.process.wait(60) == 2
    assert "ST201" in server.output() and "move it away" in server.output()
    assert "Traceback" not in server.output()
    assert database.read_bytes() == b"no database at all" * 100
    database.unlink()
