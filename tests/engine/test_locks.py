"""One turn at a time in a conversation, and no conversation waits for another."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.engine.locks import ConversationLocks


async def test_turns_of_one_conversation_follow_each_other_in_order_and_at_once() -> None:
    locks, order = ConversationLocks(), []

    async def turn(number: int) -> None:
        async with locks.lock("a"):
            order.append(("in", number))
            await asyncio.sleep(0.01)
            order.append(("out", number))

    began = time.perf_counter()
    await asyncio.gather(*(turn(n) for n in range(5)))
    assert order == [(way, n) for n in range(5) for way in ("in", "out")]
    assert time.perf_counter() - began < 0.8  # Rasa's own lock would poll once a second


async def test_another_conversation_does_not_wait() -> None:
    locks = ConversationLocks()
    async with locks.lock("a"):
        await asyncio.wait_for(_pass(locks, "b"), 0.5)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(_pass(locks, "a"), 0.05)
    await asyncio.wait_for(_pass(locks, "a"), 0.5)


async def test_nothing_is_kept_of_conversations_that_are_quiet() -> None:
    locks = ConversationLocks()
    for number in range(100):
        await _pass(locks, str(number))
    with pytest.raises(ZeroDivisionError):
        async with locks.lock("a"):
            assert len(locks) == 1
            raise ZeroDivisionError
    assert len(locks) == 0


async def test_a_clock_that_jumps_lets_no_second_turn_in(monkeypatch: pytest.MonkeyPatch) -> None:
    locks = ConversationLocks()
    async with locks.lock("a"):
        monkeypatch.setattr(time, "time", lambda: 4e9)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(_pass(locks, "a"), 0.05)


async def _pass(locks: ConversationLocks, name: str) -> None:
    async with locks.lock(name):
        pass
