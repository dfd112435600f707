"""After talks full of identifiers over every way in, right and wrong, no file of the deployment holds one."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.settings import ROOT
from tests.engine.test_privacy import SECRETS, TALK

pytestmark = [pytest.mark.server, pytest.mark.slow]


def _calci(home: Path, *arguments: str) -> str:
    env = {**os.environ, "CALCI_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout


def _say_everything(server: Any) -> dict[str, str]:
    """Tell it all through both channels, and in requests that are wrong; returns the web session's header."""
    who = {"Authorization": f"Bearer {server.http.post('/chat/session').json()['session']}"}
    for text in TALK:
        body = {"id": uuid.uuid4().hex, "text": text}
        assert server.http.post("/chat/message", json=body, headers=who).status_code == 200
        sent = server.http.post("/webhooks/rest/webhook", json={"sender": "visit-7", "message": text})
        assert sent.status_code == 200
    secret = "Hollerbusch anna.k@mail.example 943 476 5919"
    for path in (f"/topics/{secret}", f"/search?q={secret}", f"/chat/{secret}", f"/{secret}"):
        server.http.get(path, headers={"User-Agent": "Friederike Hollerbusch", "Referer": "http://x/Friederike"})
    server.http.post("/chat/message", content='{"text": "Friederike Hollerbusch', headers=who)
    server.http.post("/chat/message", json={"id": "short", "text": secret}, headers=who)
    server.http.post("/api/risk", json={"age": secret, "name": secret}, headers=who)
    server.http.post("/api/labs", json={"resourceType": "Observation", "subject": secret}, headers=who)
    return who


def test_no_file_holds_an_identifier(new_home: Callable[[], Path], serve: Callable[..., Any]) -> None:
    home = new_home()
    server = serve(home).wait()
    who = _say_everything(server)
    files = [path for path in home.rglob("*") if path.is_file()]
    held = {path: path.read_bytes() for path in files}
    assert any(b"10.6" in data for path, data in held.items() if path.name.startswith("conversations.db"))
    for secret in SECRETS:
        assert [path.name for path, data in held.items() if secret.encode() in data] == []
    for path in files:
        if path.name.startswith(("conversations.db", "secret")):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    assert "visit-7" in _calci(home, "export", "--sender", "visit-7")
    assert _calci(home, "forget", "--sender", "visit-7")
    assert server.http.delete("/chat/session", headers=who).status_code == 204
    server.stop()
    left = b"".join(path.read_bytes() for path in home.glob("conversations.db*"))
    assert b"10.6" not in left and b"calciphylaxis" not in left


def test_do_not_store_leaves_no_file_behind(new_home: Callable[[], Path], serve: Callable[..., Any]) -> None:
    home = new_home()
    server = serve(home, CALCI_STORE="no").wait()
    who = _say_everything(server)
    stored = server.http.get("/chat/export", headers=who).json()["stored"]
    assert any(event["event"] == "user" for event in stored)  # in memory, for as long as the process lives
    assert list(home.glob("*conversations*")) == []
    assert server.stop() == 0
    assert not any(secret.encode() in p.read_bytes() for p in home.rglob("*") if p.is_file() for secret in SECRETS)
