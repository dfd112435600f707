"""Those who talk: integrators through the REST channel and people through the widget's own."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterator
from typing import Any, Protocol

import httpx

__all__ = ["PerPerson", "Rest", "Talker", "Web", "fault_of"]

_LONGEST = 25  # turns of a conversation; one session may send 30 messages a minute
_PRESSED, _REPEATED = 0.1, 0.03
_TYPE = {"Content-Type": "application/json"}
_Json = dict[str, Any]


class PerPerson(Protocol):
    """Sends one message and returns the answer's messages; raises `httpx.HTTPError` when there is none."""

    async def say(self, text: str) -> list[_Json]: ...


class Rest:
    """A conversation through `/webhooks/rest/webhook`."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http, self._sender = http, uuid.uuid4().hex

    async def say(self, text: str) -> list[_Json]:
        answer = await self._http.post("/webhooks/rest/webhook", **_json({"sender": self._sender, "message": text}))
        answer.raise_for_status()
        return list(answer.json())


class Web:
    """A conversation through `/chat`, from an address of its own, as a proxy in front would name it."""

    def __init__(self, http: httpx.AsyncClient, chance: random.Random) -> None:
        self._http, self._chance = http, chance
        self._headers = {"X-Forwarded-For": ".".join(str(chance.randrange(1, 255)) for _ in range(4))}

    async def say(self, text: str) -> list[_Json]:
        if "Authorization" not in self._headers:
            opened = await self._http.post("/chat/session", headers=self._headers)
            opened.raise_for_status()
            self._headers["Authorization"] = f"Bearer {opened.json()['session']}"
        body = _json({"id": uuid.uuid4().hex, "text": text})["content"]
        headers = self._headers | _TYPE
        answer = await self._http.post("/chat/message", content=body, headers=headers)
        answer.raise_for_status()
        if self._chance.random() < _REPEATED and answer.json()["messages"][-1]["custom"]["label"] != "delete_my_data":
            again = await self._http.post("/chat/message", content=body, headers=headers)
            if again.json() != answer.json():
                raise httpx.HTTPError("a repeated message was answered anew")
        return list(answer.json()["messages"])


class Talker:
    """One person after another in the same seat; sometimes they press a button."""

    def __init__(self, http: httpx.AsyncClient, seat: int, texts: Iterator[str]) -> None:
        self._http, self._texts, self._chance = http, texts, random.Random(seat)
        self._web = bool(seat % 2)
        self._left = 0
        self._buttons: list[str] = []
        self._person: PerPerson = Rest(http)

    async def turn(self) -> str | None:
        """Say one thing; returns what is wrong with the answer, or None."""
        if not self._left:
            self._left = self._chance.randrange(2, _LONGEST)
            self._person = Web(self._http, self._chance) if self._web else Rest(self._http)
            self._buttons = []
        self._left -= 1
        pressed = self._buttons and self._chance.random() < _PRESSED
        text = self._chance.choice(self._buttons) if pressed else next(self._texts)
        try:
            answer = await self._person.say(text)
        except (httpx.HTTPError, ValueError, KeyError) as error:
            return f"{type(error).__name__}: {error} after {text[:60]!r}"
        self._buttons = [b["payload"] for message in answer for b in message.get("buttons") or []]
        fault = fault_of(answer)
        return f"{fault} after {text[:60]!r}" if fault else None


def _json(body: _Json) -> _Json:
    """How to send a body in ASCII: half a surrogate pair, which JSON can write, would stop the client otherwise."""
    return {"content": json.dumps(body), "headers": _TYPE}


def fault_of(answer: list[_Json]) -> str | None:
    """What is wrong with one answer: silence, no envelope or two, a failure inside, a turn not stored."""
    customs: list[_Json] = [message.get("custom") or {} for message in answer]
    envelopes = [custom for custom in customs if custom.get("schema") == "calci.turn/1"]
    if not any((message.get("text") or "").strip() for message in answer):
        return "silent"
    if len(envelopes) != 1 or customs[-1] is not envelopes[0]:
        return "not exactly one envelope at the end"
    if envelopes[0].get("incident"):
        return f"incident {envelopes[0]['incident']}"
    if any("could not store" in (message.get("text") or "") for message in answer):
        return "not stored"
    return None
