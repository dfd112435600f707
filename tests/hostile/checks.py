"""What every answer to a hostile request must be, and what the server must still be afterwards."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import httpx

__all__ = ["Bystander", "fault"]

_TAG = re.compile(r"<\s*[/!?]?\s*[a-zA-Z]")
_SNIFFED = ("text/html", "image/svg+xml", "application/xml", "text/xml")


def fault(response: httpx.Response, sent: str) -> str | None:
    """What is wrong with an answer to a request that held the text `sent`; None when nothing is."""
    if response.status_code >= 500:
        return f"status {response.status_code}"
    shown = response.content.decode("utf-8", "replace")
    tags = _TAG.findall(sent) and [tag for tag in _tags(sent) if tag in shown]
    if tags:
        return f"echo of {tags[0]!r}"
    if "Traceback" in shown or 'File "/' in shown:
        return "a stack trace"
    if response.headers.get("x-content-type-options") != "nosniff":
        return "no nosniff"
    if response.status_code >= 400 and "application/problem+json" not in response.headers.get("content-type", ""):
        return f"no problem document: {response.headers.get('content-type')}"
    return None


def _tags(sent: str) -> list[str]:
    """Pieces of markup that must not come back as they are: from each `<` and a letter on."""
    return [sent[found.start() : found.start() + 12] for found in _TAG.finditer(sent)]


class Bystander:
    """Somebody else's conversation: nothing that others send may change it, and it goes on afterwards."""

    def __init__(self, http: httpx.Client, database: Path) -> None:
        self._http, self._database = http, database
        opened = http.post("/chat/session", headers=_address("203.0.113.1"))
        self._who = {"Authorization": f"Bearer {opened.json()['session']}"} | _address("203.0.113.1")
        self.say("my calcium is 10.6 mg/dL", "bystander-1")
        self._before = self.stored()

    def say(self, text: str, message_id: str) -> dict[str, Any]:
        body = {"id": message_id, "text": text}
        answer = self._http.post("/chat/message", json=body, headers=self._who).raise_for_status()
        return dict(answer.json()["messages"][-1]["custom"])

    def stored(self) -> list[Any]:
        """All that is kept of the conversation."""
        return list(self._http.get("/chat/export", headers=self._who).raise_for_status().json()["stored"])

    def complaint(self) -> str | None:
        """What has become wrong for this person; None when all is as it was, and right."""
        if self.stored() != self._before:
            return "the conversation of somebody else changed"
        said = self.say("what is calciphylaxis?", "bystander-2")
        if said["label"] != "definition" or not said["sources"]:
            return f"the answer is no longer right: {said['label']}"
        if not self.say("my husband has calciphylaxis and will not wake up", "bystander-3")["emergency"]:
            return "an emergency is no longer caught"
        if self.say("what if my phosphate was 5?", "bystander-4")["schema"] != "calci.turn/1":
            return "no envelope"
        labs = [e["value"] for e in self.stored() if e["event"] == "slot" and e["name"] == "labs" and e["value"]]
        if (labs[0][0]["analyte"], float(labs[0][0]["value"])) != ("calcium", 10.6):
            return "the value that was told is lost"
        with sqlite3.connect(self._database) as connection:
            found = connection.execute("PRAGMA quick_check").fetchone()[0]
        return None if found == "ok" else f"the database is damaged: {found}"


def _address(address: str) -> dict[str, str]:
    return {"X-Forwarded-For": address}
