"""Shared fixtures: one trained assistant for all tests that talk to it."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
ARTEFACTS = ROOT / "test-artifacts"
_numbers = itertools.count()
_PLACES = frozenset({"CALCI_HOME", "CALCI_KNOWLEDGE"})  # where things lie may be chosen; what is tested may not
for _name in [name for name in os.environ if name.startswith("CALCI_") and name not in _PLACES]:
    del os.environ[_name]


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where screenshots and other things worth a look are kept."""
    ARTEFACTS.mkdir(exist_ok=True)
    return ARTEFACTS


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    made = asyncio.new_event_loop()
    yield made
    made.close()


@pytest.fixture(scope="session")
def agent(loop: asyncio.AbstractEventLoop) -> Any:
    """The assistant with its real model, conversations in memory."""
    from bot.engine.model import ensure_model
    from bot.settings import Settings

    settings = Settings.from_environment()
    ensure_model(settings)
    from bot.engine.agent import load

    return load(settings, remember=False)


class Conversation:
    """Talks with the assistant in one conversation; `last` is the envelope of the last answer."""

    def __init__(self, agent: Any, loop: asyncio.AbstractEventLoop, audience: str | None = None) -> None:
        self._agent, self._loop, self._audience = agent, loop, audience
        self.sender = f"test-{os.getpid()}-{next(_numbers)}"
        self.messages: list[dict[str, Any]] = []

    def say(self, text: str) -> str:
        """Send a message; returns all text of the answer."""
        from bot.engine.agent import say

        answer = say(self._agent, text, sender=self.sender, audience=self._audience)
        self.messages = self._loop.run_until_complete(answer)
        return self.text

    def press(self, title: str) -> str:
        """Press a button of the last answer by (a part of) its title."""
        for message in self.messages:
            for button in message.get("buttons") or []:
                if title.lower() in button["title"].lower():
                    return self.say(button["payload"])
        raise AssertionError(f"no button {title!r} among {self.buttons}")

    @property
    def text(self) -> str:
        return "\n".join(m["text"] for m in self.messages if m.get("text"))

    @property
    def buttons(self) -> list[str]:
        return [b["title"] for m in self.messages for b in m.get("buttons") or []]

    @property
    def last(self) -> dict[str, Any]:
        return self.messages[-1]["custom"]


@pytest.fixture
def talk(agent: Any, loop: asyncio.AbstractEventLoop) -> Callable[..., Conversation]:
    """Open a conversation: `talk()` or `talk("clinician")`."""
    return lambda audience=None: Conversation(agent, loop, audience)


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
