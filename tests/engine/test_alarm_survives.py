"""An emergency and a crisis are answered as such whatever fails behind them: what to do first, numbers, no apology."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from typing import Any

import pytest

from bot.engine import turn as turn_module
from bot.engine.agent import say
from bot.library.store import KnowledgeBase

ALARMS = {"emergency": "my husband won't wake up", "crisis": "i want to kill myself"}
FIRST = {"emergency": "call", "crisis": "glad"}
NUMBER = {"emergency": "112", "crisis": "988"}


def _gone(*_: Any, **__: Any) -> Any:
    raise sqlite3.OperationalError("unable to open database file")


def _hangs(*_: Any, **__: Any) -> Any:
    time.sleep(1)


def _answers(messages: list[dict[str, Any]], label: str) -> dict[str, Any]:
    """The envelope, after checking that the person is told what to do, whom to call, and nothing that delays it."""
    envelope: dict[str, Any] = messages[-1]["custom"]
    texts = [message["text"] for message in messages if message.get("text")]
    assert envelope[label] is True and envelope["label"] == label
    assert FIRST[label] in texts[0].lower()
    assert NUMBER[label] in " ".join(texts[:3])
    assert not any(delay in " ".join(texts).lower() for delay in ("sorry", "try again", "other words"))
    assert {"emergency", "crisis"} <= {phone["kind"] for phone in envelope["helplines"]["phones"]}
    assert envelope["disclaimer"]
    return envelope


@pytest.mark.parametrize("label", ALARMS)
@pytest.mark.parametrize("part", ["reply", "document", "source", "topic"])
async def test_a_knowledge_base_that_fails_costs_no_alarm(
    agent: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, part: str, label: str
) -> None:
    monkeypatch.setattr(KnowledgeBase, part, _gone)
    envelope = _answers(await say(agent, ALARMS[label], sender=f"kb-{part}-{label}"), label)
    if part == "reply":
        assert envelope["incident"] in caplog.text
        assert "husband" not in caplog.text and "kill" not in caplog.text


@pytest.mark.parametrize("label", ALARMS)
async def test_an_alarm_whose_words_are_not_written_gets_those_kept_in_code(
    agent: Any, monkeypatch: pytest.MonkeyPatch, label: str
) -> None:
    monkeypatch.setattr(KnowledgeBase, "reply", lambda *_: None)
    messages = await say(agent, ALARMS[label], sender=f"no-words-{label}")
    assert _answers(messages, label)["incident"]
    assert "not covered" not in " ".join(message.get("text") or "" for message in messages)


@pytest.mark.parametrize("label", ALARMS)
@pytest.mark.parametrize("fault", [_gone, _hangs, lambda *_: None], ids=["raises", "hangs", "says nothing"])
async def test_an_urgent_action_that_fails_says_what_to_do_all_the_same(
    agent: Any, monkeypatch: pytest.MonkeyPatch, fault: Callable[..., Any], label: str
) -> None:
    from actions import base, emergency

    monkeypatch.setattr(base, "_URGENT_SECONDS", 0.2)
    monkeypatch.setattr(emergency, "_urgent", fault)
    began = time.monotonic()
    envelope = _answers(await say(agent, ALARMS[label], sender=f"action-{fault}-{label}"), label)
    assert time.monotonic() - began < 5
    assert envelope["incident"]


async def test_a_crisis_told_with_an_emergency_keeps_both(agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "i took all my pills because i want to die"
    whole = (await say(agent, text, sender="both"))[-1]["custom"]
    assert whole["crisis"] and whole["emergency"]
    monkeypatch.setattr(KnowledgeBase, "reply", _gone)
    envelope = _answers(await say(agent, text, sender="both, broken"), "crisis")
    assert envelope["emergency"] is True


@pytest.mark.parametrize("fault", [_gone, lambda *_: KeyError], ids=["raises", "garbage"])
async def test_the_other_question_never_costs_the_alarm(
    agent: Any, monkeypatch: pytest.MonkeyPatch, fault: Callable[..., Any]
) -> None:
    from actions import emergency

    monkeypatch.setattr(emergency, "topic_reply", fault)
    messages = await say(agent, "what is calciphylaxis btw my husband won't wake up", sender=f"also-{fault}")
    envelope = _answers(messages, "emergency")
    assert envelope["incident"] and not envelope["also_answered"]
    assert "chest compressions" in " ".join(m.get("text", "") for m in messages)  # the whole words, not those in code


def _no_understanding(agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agent.processor.graph_runner, "run", _gone)


def _no_classifier(_: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.language.components.classifier import IntentClassifier

    monkeypatch.setattr(IntentClassifier, "_classify", _gone)


def _no_decider(_: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.language.decision.decide import Decider

    monkeypatch.setattr(Decider, "decide", _gone)


def _no_policy(agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agent.processor, "_run_prediction_loop", _gone)


def _endless(agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def forever(*_: Any) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(turn_module, "_SECONDS", 0.5)
    monkeypatch.setattr(agent.processor, "_run_prediction_loop", forever)


BROKEN = [_no_understanding, _no_classifier, _no_decider, _no_policy, _endless]


@pytest.mark.parametrize("label", ALARMS)
@pytest.mark.parametrize("break_it", BROKEN)
async def test_the_gate_answers_where_the_turn_fails(
    agent: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, break_it: Any, label: str
) -> None:
    break_it(agent, monkeypatch)
    envelope = _answers(await say(agent, ALARMS[label], sender=f"{break_it.__name__}-{label}"), label)
    assert f"incident={envelope['incident']} where=turn" in caplog.text
    assert "rule=-" not in caplog.text and "husband" not in caplog.text


async def test_what_only_the_second_reader_heard_is_kept_when_the_turn_fails(
    agent: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.language.decision.decide import Decider
    from bot.language.decision.model import Decision

    details = {"label": "crisis", "rule": "second_reader", "reply": "crisis"}
    heard = Decision("crisis", "crisis", 0.9, "second_reader", details=details)
    monkeypatch.setattr(Decider, "decide", lambda *_: heard)
    _no_policy(agent, monkeypatch)
    _answers(await say(agent, "the rules see nothing in these words", sender="second reader"), "crisis")


@pytest.mark.parametrize("break_it", BROKEN)
async def test_a_failed_turn_without_an_alarm_raises_none(
    agent: Any, monkeypatch: pytest.MonkeyPatch, break_it: Any
) -> None:
    break_it(agent, monkeypatch)
    messages = await say(agent, "what is calciphylaxis?", sender=f"{break_it.__name__}-calm")
    envelope = messages[-1]["custom"]
    assert not envelope["emergency"] and not envelope["crisis"]
    assert "sorry" in messages[0]["text"] and "112" in messages[1]["text"] and "988" in messages[1]["text"]


async def test_with_the_gate_broken_too_both_dangers_are_named(agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.language.safety.gate import SafetyGate

    for method in ("check", "look"):
        monkeypatch.setattr(SafetyGate, method, _gone)
    messages = await say(agent, ALARMS["crisis"], sender="no gate")
    said = " ".join(message.get("text", "") for message in messages)
    assert "112" in said and "harm yourself" in said and "988" in said
    assert messages[-1]["custom"]["incident"]


def test_the_gate_and_the_numbers_need_no_file_once_loaded(agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.language.safety.shared import gate
    from bot.library.helplines import NEUTRAL, helpline_card

    for method in ("reply", "document", "topic"):
        monkeypatch.setattr(KnowledgeBase, method, _gone)
    verdict = gate().check(ALARMS["emergency"])
    assert verdict and verdict.label == "emergency"
    assert helpline_card()["phones"] == NEUTRAL["phones"]
