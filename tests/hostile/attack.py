"""Send the corpus to a running server and collect what was wrong with its answers."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator

import httpx

from tests.hostile.bodies import JSON, POSTS, bodies, carrying, kinds
from tests.hostile.checks import fault

__all__ = ["attack_bodies", "attack_chat", "attack_places", "attack_types"]

_PER_SESSION = 25  # one session may send thirty messages a minute
_numbers = itertools.count()


def attack_chat(http: httpx.Client, texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Say every text in the widget's channel, twice with the same id, and yield what was wrong."""
    for said, (name, text) in enumerate(texts):
        if said % _PER_SESSION == 0:
            who = _session(http)
        body = json.dumps({"id": f"message-{next(_numbers)}", "text": text}).encode()
        answer = http.post("/chat/message", content=body, headers=who | {"Content-Type": JSON})
        if wrong := fault(answer, text):
            yield f"{name} in the chat: {wrong}"
        elif answer.status_code != 200 or not _one_envelope(answer):
            yield f"{name} in the chat: {answer.status_code}, not one envelope at the end"


def attack_places(http: httpx.Client, texts: Iterable[tuple[str, str]], token: str, *, every: int = 1) -> Iterator[str]:
    """Send every text to every place that takes one (or to each `every`-th, in turn), and yield what was wrong."""
    places = itertools.count()
    for name, text in texts:
        for path, body in carrying(text):
            if next(places) % every == 0:
                answer = _post(http, path, json.dumps(body).encode(), JSON, token)
                if wrong := fault(answer, text):
                    yield f"{name} in {path} {_keys(body)}: {wrong}"


def attack_bodies(http: httpx.Client, token: str) -> Iterator[str]:
    """Send bodies that no interface wants to every interface."""
    for path, (name, body) in itertools.product(POSTS, bodies()):
        if wrong := fault(_post(http, path, body, JSON, token), ""):
            yield f"body {name!r} to {path}: {wrong}"


def attack_types(http: httpx.Client, token: str) -> Iterator[str]:
    """Send a plain body under every odd content type to every interface."""
    for path, kind in itertools.product(POSTS, kinds()):
        if wrong := fault(_post(http, path, b'{"text": "hello", "message": "hello"}', kind, token), kind):
            yield f"content type {kind[:40]!r} to {path}: {wrong}"


def _post(http: httpx.Client, path: str, body: bytes, kind: str, token: str) -> httpx.Response:
    who = {"Authorization": f"Bearer {token}"}
    if path == "/chat/message":
        who = _session(http)
    elif path == "/chat/session":
        who = {"X-Forwarded-For": _address()}
    return http.post(path, content=body, headers=who | {"Content-Type": kind})


def _session(http: httpx.Client) -> dict[str, str]:
    """A new conversation from a new address: what is tried here is not how much one may send."""
    address = {"X-Forwarded-For": _address()}
    opened = http.post("/chat/session", headers=address).raise_for_status()
    return address | {"Authorization": f"Bearer {opened.json()['session']}"}


def _address() -> str:
    number = next(_numbers)
    return f"198.18.{number // 250 % 250}.{number % 250}"


def _one_envelope(answer: httpx.Response) -> bool:
    messages = answer.json()["messages"]
    customs = [(message.get("custom") or {}).get("schema") == "calci.turn/1" for message in messages]
    return sum(customs) == 1 and customs[-1] and any((m.get("text") or "").strip() for m in messages)


def _keys(body: object) -> str:
    return str(list(body))[:60] if isinstance(body, dict) else type(body).__name__
