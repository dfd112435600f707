"""Buttons of earlier answers, pressed while the estimate's form is open: each is answered, and the talk goes on."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import pytest

from bot.engine.agent import say
from bot.language import references

_TELLS = "I am 55, a man, on haemodialysis for 6 years, no diabetes. Estimate my risk"
_APART = {"nlu_fallback", "back", "out_of_scope", "session_start"}  # Rasa's own, which no button means


@pytest.fixture(scope="module")
def labels(agent: Any) -> list[str]:
    return sorted(set(agent.domain.intents) - _APART)


def test_every_label_can_be_pressed_in_the_form(agent: Any, labels: list[str]) -> None:
    async def failed(label: str) -> bool:
        sender = f"evaluation-{uuid.uuid4().hex}"
        await say(agent, _TELLS, sender=sender)
        pressed = await say(agent, references.sign(label), sender=sender)
        after = await say(agent, "what is calciphylaxis?", sender=sender)
        texts = [answer.get("text") for answer in pressed]
        repeated = len(texts) > 12 or pressed[-1]["custom"]["label"] is None
        return repeated or after[-1]["custom"]["label"] != "definition"

    async def all_failed() -> list[str]:
        return [label for label in labels if await failed(label)]

    assert asyncio.run(all_failed()) == []
