"""How often one may call is counted by a clock that nobody can set, and forgotten when it no longer counts."""

from __future__ import annotations

import time

import httpx
import pytest
from limits import RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter

from bot.web.rates import SteadyStorage
from tests.web.test_channel import new_session, say, start, web

__all__ = ["start", "web"]

_DAY = 86_400.0


class _Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


def test_the_window_moves(clock: _Clock) -> None:
    limiter = MovingWindowRateLimiter(SteadyStorage(clock))
    three = RateLimitItemPerMinute(3)

    def hits() -> list[bool]:
        return [limiter.hit(three, "a") for _ in range(2)]

    assert hits() == [True, True]
    clock.now += 30
    assert hits() == [True, False]
    assert limiter.hit(three, "b")
    clock.now += 30
    assert hits() == [True, True]  # the first two are a minute old, the third still counts
    assert hits() == [False, False]


def test_who_called_once_is_not_remembered_for_ever(clock: _Clock) -> None:
    storage = SteadyStorage(clock)
    limiter = MovingWindowRateLimiter(storage)
    for number in range(500):
        limiter.hit(RateLimitItemPerMinute(3), f"address {number}")
    assert storage.remembered == 500
    clock.now += 61
    limiter.hit(RateLimitItemPerMinute(3), "one more")
    assert storage.remembered == 1


@pytest.mark.parametrize("jump", [-_DAY, -3600.0, 3600.0])
def test_a_clock_that_jumps_closes_no_conversation_and_slows_nobody_down(
    web: httpx.Client, monkeypatch: pytest.MonkeyPatch, jump: float
) -> None:
    who, real = new_session(web), time.time
    assert say(web, "my calcium is 10.6 mg/dL", who).status_code == 200
    monkeypatch.setattr(time, "time", lambda: real() + jump)
    assert say(web, "what is calciphylaxis?", who).status_code == 200
    history = web.post("/chat/session", headers=who)
    assert history.status_code == 200  # the same conversation, not a new one
    said = [entry["text"] for entry in history.json()["history"] if entry["who"] == "user"]
    assert said == ["my calcium is 10.6 mg/dL", "what is calciphylaxis?"]


def test_a_clock_put_back_keeps_nobody_out(clock: _Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    limiter, three, real = MovingWindowRateLimiter(SteadyStorage(clock)), RateLimitItemPerMinute(3), time.time
    assert [limiter.hit(three, "a") for _ in range(4)] == [True, True, True, False]
    monkeypatch.setattr(time, "time", lambda: real() - _DAY)
    clock.now += 61
    assert limiter.hit(three, "a")
