"""Turns made by hand: actions are tested without Rasa's processor, policies or a trained model."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.clinical.analytes import Catalogue
from bot.clinical.labs import RawValue, UnitContext, read_message
from bot.language.extraction import Extractor
from bot.library.current import document


@dataclass
class Outcome:
    """What one action said and set."""

    messages: list[dict[str, Any]]
    events: list[dict[str, Any]]
    slots: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(m["text"] for m in self.messages if m.get("text"))

    @property
    def part(self) -> dict[str, Any]:
        return next((m["custom"]["calci"] for m in self.messages if (m.get("custom") or {}).get("calci")), {})

    @property
    def buttons(self) -> list[str]:
        return [button["title"] for m in self.messages for button in m.get("buttons") or []]

    @property
    def set(self) -> dict[str, Any]:
        return {e["name"]: e["value"] for e in self.events if e["event"] == "slot"}


class Desk:
    """One conversation as actions see it: slots, an open form, and messages with whatever the language part found."""

    def __init__(self, extractor: Extractor) -> None:
        self.slots: dict[str, Any] = {}
        self.form: str | None = None
        self._extractor = extractor
        self._count = 0

    def message(self, text: str = "", **turn: Any) -> dict[str, Any]:
        """A message with `turn` as the language part would leave it; values and facts are read from the text."""
        self._count += 1
        if text and "labs" not in turn:
            known = {r["analyte"]: r["unit"] for r in self.slots.get("labs") or []}
            units = UnitContext(confirmed=known)
            found = self._extractor.extract(text, expects=self.slots.get("requested_slot"), units=units)
            turn["labs"] = [{"contract": r.as_contract(), "reading": r.as_dict()} for r in found.labs]
            turn.setdefault("history", dict(found.history))
            turn.setdefault("declined", list(found.declined))
        return {"text": text, "message_id": str(self._count), "turn": {"text": text} | turn}

    def run(self, action: Any, message: Mapping[str, Any], *, audience: str | None = None) -> Outcome:
        """Run one action on a message and keep the slots that it sets."""
        latest = dict(message) | {"metadata": {"audience": audience} if audience else {}}
        loop = {"name": self.form} if self.form else {}
        tracker = Tracker("someone", dict(self.slots), latest, [], False, None, loop, None)
        dispatcher = CollectingDispatcher()
        events = asyncio.run(action.run(dispatcher, tracker, {}))
        outcome = Outcome(dispatcher.messages, events)
        for event in events:
            if event["event"] == "reset_slots":
                self.slots.clear()
            elif event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
        return outcome

    def tell(self, text: str, **turn: Any) -> Outcome:
        """Let the conversation remember what a message states."""
        from actions.facts import StoreFacts

        return self.run(StoreFacts(), self.message(text, **{"label": "assess_risk"} | turn))


@pytest.fixture(scope="session")
def extractor(catalogue: Catalogue) -> Extractor:
    return Extractor(catalogue, document("lexicon"), document("context_rules"))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.from_dict(document("labs"))


@pytest.fixture
def desk(extractor: Extractor) -> Desk:
    return Desk(extractor)


@pytest.fixture
def reading(catalogue: Catalogue) -> Callable[..., dict[str, Any]]:
    """A laboratory value as the language part would leave it in `turn.labs`."""

    def make(analyte: str, value: str, unit: str | None = None) -> dict[str, Any]:
        from decimal import Decimal

        (read,) = read_message([RawValue(analyte, Decimal(value), unit)], catalogue)
        return {"contract": read.as_contract(), "reading": read.as_dict()}

    return make
