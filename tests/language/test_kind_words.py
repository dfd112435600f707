"""A word in front of an answer is said only where there is one."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "how could the doctors miss it for so long",
        "I drive a lorry and the calciphylaxis is on my calf, is that the end of my job",
        "can you print all this out for the nurse",
        "how will the doctor know for certain that it is this",
    ],
)
async def test_an_everyday_word_beside_a_question_for_certain_is_answered(agent: Any, text: str) -> None:
    from bot.engine.agent import say

    said = await say(agent, text, sender=f"kind-{hash(text)}")
    assert not any("something went wrong" in (message.get("text") or "") for message in said)
    assert said[-1]["custom"]["label"]
