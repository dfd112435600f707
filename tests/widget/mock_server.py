"""A stand-in for the assistant's server: chat channel, `/api/risk`, `/api/labs`, page; it answers by keywords.

By hand: `python -m tests.widget.mock_server 8099`, then open http://localhost:8099/ and write "topic", "risk", "labs" …
"""

from __future__ import annotations

import gzip
import json
import mimetypes
import secrets
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.widget import envelopes as say

WEB = Path(__file__).resolve().parents[2] / "bot" / "web"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
Json = dict[str, Any]
Messages = list[Json]

SCENES: dict[str, Callable[[str], Messages]] = {
    "alarm and card": say.alarm_with_topic,
    "topic": say.topic,
    "do not store": lambda _: say.turn(["From now on I do not store."], label="privacy", stored=False),
    "bleeding": lambda _: say.emergency_and_question(),
    "emergency": lambda _: say.emergency(),
    "crisis": lambda _: say.crisis(),
    "clarify": lambda _: say.clarify(),
    "form": lambda _: say.form(),
    "labs": lambda _: say.lab_table(),
    "well below": lambda _: say.well_below(),
    "refused": lambda _: say.refused(),
    "spoken risk": lambda _: say.spoken_risk(),
    "show the number": lambda _: say.spoken_risk("number"),
    "risk": say.risk,
    "prognosis": say.prognosis,
    "differential": lambda _: say.differential(),
    "summary": lambda _: say.summary(),
    "hostile": lambda _: say.hostile(),
}


@dataclass
class Conversation:
    kept: bool = True
    history: list[Json] = field(default_factory=list)
    answers: dict[str, Json] = field(default_factory=dict)


@dataclass
class State:
    """What the server remembers, and what a test told it to do wrong."""

    conversations: dict[str, Conversation] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    turns: int = 0
    fail_next: list[int] = field(default_factory=list)
    delay: float = 0.0
    cors: str | None = None


def answer(text: str, audience: str) -> Messages:
    """The first scene whose name is in the text; anything else is small talk."""
    for name, scene in SCENES.items():
        if name in text.lower():
            return scene(audience)
    return say.turn([f"You wrote: {text}"], "What can you do?", label="greet")


class Handler(BaseHTTPRequestHandler):
    """One request. `server.state` is shared."""

    protocol_version = "HTTP/1.1"
    server: MockServer

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        self.server.state.requests.append(("GET", path))
        if path == "/health":
            self.reply(200, {"status": "ok", "model": "test-model", "knowledge": "2026-11-21", "version": "0.1.0"})
        elif path == "/chat/export":
            self.reply(200, {"history": self.conversation().history})
        else:
            self.file(path)

    def do_POST(self) -> None:
        self.server.state.requests.append(("POST", self.path))
        raw = self.rfile.read(int(self.headers.get("content-length") or 0))
        if self.path == "/chat/session":
            self.session(json.loads(raw or b"{}"))
        elif self.path == "/chat/message":
            self.message(json.loads(raw))
        elif self.path == "/api/risk":
            phosphate = float(json.loads(raw).get("phosphate", 9))
            self.reply(200, say.risk_object(4.6486 * 1.087 ** (phosphate - 9)))
        elif self.path == "/api/labs":
            self.labs(raw)
        elif self.path == "/api/summary":
            self.summary(json.loads(raw))
        else:
            self.problem(404, "There is nothing at this address.")

    def do_DELETE(self) -> None:
        self.server.state.requests.append(("DELETE", self.path))
        self.server.state.conversations.pop(self.token(), None)
        self.send(204, b"", "application/json", cookie="calci=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax")

    def do_OPTIONS(self) -> None:
        self.send(204, b"", "text/plain")

    def token(self) -> str:
        bearer = self.headers.get("authorization", "").removeprefix("Bearer ")
        cookies = dict(part.strip().split("=", 1) for part in self.headers.get("cookie", "").split(";") if "=" in part)
        return bearer or cookies.get("calci", "")

    def conversation(self) -> Conversation:
        return self.server.state.conversations.setdefault(self.token(), Conversation())

    def session(self, asked: Json) -> None:
        known = self.token() in self.server.state.conversations
        if known and asked.get("store") is True and not self.conversation().kept:
            known = self.server.state.conversations.pop(self.token()) is None
        token = self.token() if known else secrets.token_hex(16)
        conversation = self.server.state.conversations.setdefault(token, Conversation())
        conversation.kept = asked.get("store", conversation.kept)
        body = {
            "session": token,
            "history": conversation.history,
            "limits": {"message_chars": 2000},
            "helplines": say.HELPLINES,
            "version": "0.1.0",
            "storing": {"kept": conversation.kept, "days": 30 if conversation.kept else None, "choice": True},
        }
        self.reply(200 if known else 201, body, cookie=f"calci={token}; Path=/; HttpOnly; SameSite=Lax")

    def message(self, body: Json) -> None:
        state = self.server.state
        if self.token() not in state.conversations:
            self.problem(401, "This conversation has ended.")
            return
        if state.fail_next:
            self.problem(state.fail_next.pop(0), "Please wait a little. In an emergency call 112, 911 or 999.")
            return
        time.sleep(state.delay)
        conversation = self.conversation()
        if body["id"] not in conversation.answers:
            state.turns += 1
            messages = answer(body["text"], body.get("audience", "patient"))
            conversation.answers[body["id"]] = {"id": body["id"], "messages": messages}
            conversation.history += [{"who": "user", "text": body["text"]}, {"who": "bot", "messages": messages}]
        self.reply(200, conversation.answers[body["id"]])

    def summary(self, body: Json) -> None:
        """The questions of the summary, in a file of the type that was asked for."""
        kind = self.headers.get("accept", "")
        start = b"%PDF-1.4 " if kind == "application/pdf" else b""
        self.send(200, start + json.dumps(body["summary"]["questions"]).encode(), kind)

    def labs(self, raw: bytes) -> None:
        if self.headers.get("content-type") != "application/fhir+json":
            self.problem(415, "This interface takes FHIR JSON.")
            return
        try:
            json.loads(raw)
        except ValueError:
            self.problem(400, "The file is not valid JSON.")
            return
        if b"half" in raw:
            lab = {"analyte": "calcium", "value": 10.6, "unit": "mg/dL", "comparator": None, "status": "ok"}
            fault = {"field": "entry[1]", "message": "Phosphate has no unit."}
            self.problem(422, "Some values could not be used.", labs=[lab], errors=[fault])
            return
        if b"danger" in raw:
            self.reply(200, say.dangerous_labs())
            return
        labs = [
            {"analyte": "calcium", "value": 10.6, "unit": "mg/dL", "comparator": None, "status": "ok"},
            {"analyte": "pth", "value": 5, "unit": "pg/mL", "comparator": "<", "status": "ok"},
        ]
        self.reply(200, {"labs": labs, "not_recognised": [{"code": "718-7", "display": "Something else"}]})

    def file(self, path: str) -> None:
        name = {"/": "templates/index.html", "/sw.js": "static/sw.js"}.get(path, path.lstrip("/"))
        found = (WEB / name).resolve()
        if WEB not in found.parents or not found.is_file() or not name.startswith(("static/", "templates/index.html")):
            self.problem(404, "There is nothing at this address.")
            return
        kind = "application/manifest+json" if found.suffix == ".webmanifest" else mimetypes.guess_type(found.name)[0]
        self.send(200, found.read_bytes(), kind or "application/octet-stream")

    def problem(self, status: int, detail: str, **extra: Any) -> None:
        body = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail} | extra
        self.send(status, json.dumps(body).encode(), "application/problem+json")

    def reply(self, status: int, body: Json, cookie: str | None = None) -> None:
        self.send(status, json.dumps(body).encode(), "application/json", cookie)

    def send(self, status: int, body: bytes, kind: str, cookie: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if len(body) > 500 and "gzip" in self.headers.get("accept-encoding", ""):
            body = gzip.compress(body, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", CSP)
        if cookie:
            self.send_header("Set-Cookie", cookie)
        if self.server.state.cors and self.headers.get("origin") == self.server.state.cors:
            self.send_header("Access-Control-Allow-Origin", self.server.state.cors)
            self.send_header("Access-Control-Allow-Headers", "authorization, content-type")
            self.send_header("Access-Control-Allow-Methods", "GET, POST, DELETE")
            self.send_header("Vary", "Origin")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the tests read `state.requests`."""


class MockServer(ThreadingHTTPServer):
    """Serves on a free port of the loopback address until `close`."""

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.state = State()

    @property
    def url(self) -> str:
        return f"http://localhost:{self.server_address[1]}"

    def start(self) -> MockServer:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def close(self) -> None:
        self.shutdown()
        self.server_close()


if __name__ == "__main__":
    MockServer(int(sys.argv[1]) if len(sys.argv) > 1 else 8099).serve_forever()
