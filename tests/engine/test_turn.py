"""Every message gets an answer that can be read and exactly one envelope, the last message, whatever fails."""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.reply import Reply
from bot.engine import turn as turn_module
from bot.engine.agent import say

WORDS = st.sampled_from(
    [
        "calcium",
        "10.6",
        "mg/dL",
        "/restart",
        "/definition{}",
        "what is it",
        "<b>",
        "🩸",
        "my leg",
        "PTH <5",
        "no",
        "yes",
        "{",
        "calci:x",
    ]
)
MESSAGES = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=6).map(" ".join))


def _is_an_answer(messages: list[dict[str, Any]]) -> bool:
    envelopes = [m for m in messages if (m.get("custom") or {}).get("schema") == "calci.turn/1"]
    texts = [m["text"] for m in messages if m.get("text")]
    json.dumps(messages, allow_nan=False)
    return len(envelopes) == 1 and messages[-1] is envelopes[0] and bool(texts) and all(t.strip() for t in texts)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=MESSAGES)
def test_any_text_is_answered_with_one_envelope_at_the_end(
    agent: Any, loop: asyncio.AbstractEventLoop, text: str
) -> None:
    assert _is_an_answer(loop.run_until_complete(say(agent, text, sender="any-text")))


@pytest.mark.parametrize("text", ["/session_start", '/definition{"x": 1}', "  /greet", "\u2003/goodbye", "/emergency"])
async def test_a_slash_is_text_and_never_a_command_to_the_engine(agent: Any, text: str) -> None:
    parse = await agent.processor.parse_message(_message(turn_module.bounded(text)))
    assert parse["turn"]["text"].strip().startswith("/")  # it went through understanding, not past it
    assert _is_an_answer(await say(agent, text, sender=f"slash-{text}"))


async def test_a_long_message_is_answered(agent: Any) -> None:
    messages = await say(agent, "x" * 200_000, sender="long")
    assert _is_an_answer(messages)
    assert "too long" in messages[0]["text"]
    assert "112, 911 or 999" in messages[0]["text"] and "988" in messages[0]["text"]


_LONG = ("I would like to tell you how we do the wound care at home. ", "Calcium 9.1 9.4 Phosphate 5.5 6.1 ", "word ")


@pytest.mark.parametrize("characters", [6_001, 19_000, 30_000, 200_000])
@pytest.mark.parametrize("part", _LONG)
async def test_an_emergency_at_either_end_of_a_message_too_long_to_read_is_heard(
    agent: Any, part: str, characters: int
) -> None:
    filler = part * (characters // len(part) + 1)
    for text in (f"{filler}. my husband won't wake up", f"my husband won't wake up. {filler}"):
        messages = await say(agent, text, sender=f"long {characters} {part}")
        assert messages[-1]["custom"]["emergency"] is True
        assert "112" in messages[0]["text"]
        assert not messages[-1]["custom"]["labs"]


async def test_of_a_message_too_long_to_read_nothing_is_computed(agent: Any) -> None:
    text = "my calcium is 10.6 mg/dL and my phosphate 2.1 mmol/L. " * 150
    await say(agent, text, sender="long values")
    tracker = await agent.tracker_store.retrieve("long values")
    assert not tracker.get_slot("labs")


def _raises(*_: Any) -> Any:
    raise ValueError("the patient's own words")


def _hangs(*_: Any) -> Any:
    time.sleep(0.6)
    return Reply(texts=["too late"])


BAD_ACTIONS: dict[str, Callable[..., Any]] = {
    "raises": _raises,
    "hangs": _hangs,
    "returns nothing": lambda *_: None,
    "returns an empty reply": lambda *_: Reply(),
    "returns garbage": lambda *_: {"texts": 5},
    "leaves what JSON cannot hold": lambda *_: Reply(texts=["fine"], part={"risk": object()}),
    "leaves a number that JSON cannot hold": lambda *_: Reply(texts=["fine"], part={"risk": math.nan}),
    "returns text that is no text": lambda *_: Reply(texts=[None]),
    "returns a broken event": lambda *_: Reply(texts=["fine"], events=[{"event": "no such event"}]),
    "returns an event without a name": lambda *_: Reply(texts=["fine"], events=[{}]),
}


@pytest.mark.parametrize("fault", BAD_ACTIONS)
async def test_an_action_that_fails_in_any_way_is_answered(
    agent: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    from actions import base
    from actions.topic import AnswerTopic

    monkeypatch.setattr(base, "_SECONDS", 0.2)
    monkeypatch.setattr(AnswerTopic, "answer", BAD_ACTIONS[fault])
    messages = await say(agent, "what is calciphylaxis?", sender=f"fault-{fault}")
    assert _is_an_answer(messages)
    assert "too late" not in str(messages)
    assert "own words" not in caplog.text
    monkeypatch.undo()
    after = await say(agent, "what is calciphylaxis?", sender=f"fault-{fault}")
    assert after[-1]["custom"]["label"] == "definition"


async def test_a_turn_that_hangs_as_a_whole_is_ended_with_a_safe_answer(
    agent: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def forever(*_: Any) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(turn_module, "_SECONDS", 0.1)
    monkeypatch.setattr(agent.processor, "_run_prediction_loop", forever)
    messages = await say(agent, "hello", sender="hanging")
    assert _is_an_answer(messages)
    assert "112, 911 or 999" in messages[1]["text"]
    assert messages[-1]["custom"]["incident"]


async def test_understanding_that_fails_is_answered_and_logged_without_the_words(
    agent: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("my own words")

    monkeypatch.setattr(agent.processor.graph_runner, "run", broken)
    messages = await say(agent, "my own words", sender="a person's id")
    assert _is_an_answer(messages)
    assert messages[-1]["custom"]["incident"] in caplog.text
    assert "error=RuntimeError" in caplog.text
    assert "my own words" not in caplog.text and "a person's id" not in caplog.text


async def test_a_prediction_that_chooses_nothing_is_not_silence(agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: Any) -> None:
        return None

    monkeypatch.setattr(agent.processor, "_run_prediction_loop", nothing)
    assert _is_an_answer(await say(agent, "hello", sender="nothing"))


async def test_a_conversation_id_that_cannot_be_encoded_is_answered(agent: Any) -> None:
    assert _is_an_answer(await say(agent, "hello", sender="\ud800"))


async def test_what_a_long_conversation_carries_along_does_not_grow(agent: Any) -> None:
    sizes = []
    for number in range(62):
        await say(agent, ("my calcium is 10.6 mg/dL", "what is calciphylaxis?")[number % 2], sender="long talk")
        if number % 15 == 0:
            sizes.append(len((await agent.tracker_store.retrieve("long talk")).events))
    tracker = await agent.tracker_store.retrieve("long talk")
    assert tracker.get_slot("labs")[-1]["analyte"] == "calcium"
    assert max(sizes[1:]) - min(sizes[1:]) < 15


async def test_turns_of_one_conversation_at_once_are_all_answered_and_kept(agent: Any) -> None:
    texts = [f"what is calciphylaxis {n}" for n in range(8)]
    answers = await asyncio.gather(*(say(agent, text, sender="at once") for text in texts))
    assert all(map(_is_an_answer, answers))
    said = [e.text for e in await agent.tracker_store.spoken("at once") if e.type_name == "user"]
    assert said == texts


def _message(text: str) -> Any:
    from rasa.core.channels.channel import UserMessage

    message = UserMessage(text="", sender_id="parse")
    message.text = text
    return message
