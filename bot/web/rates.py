"""How often one session and one address may call: counted in memory, by a clock that nobody can set."""

from __future__ import annotations

import ipaddress
import time
from collections import deque
from collections.abc import Callable

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from sanic.request import Request

from bot.web.problems import Problem
from bot.web.sessions import Sessions

__all__ = ["Rates", "SteadyStorage"]

_PER_SESSION = RateLimitItemPerMinute(30)
_PER_ADDRESS = RateLimitItemPerMinute(240)
_NEW_SESSIONS = (RateLimitItemPerMinute(30), RateLimitItemPerHour(300))  # an address is often a whole clinic
_PER_CONVERSATION = RateLimitItemPerMinute(600)  # of an integrator with a token: ten messages a second of one person
_PER_CALLER = RateLimitItemPerMinute(12_000)  # of all that one integrator sends: more than the process can answer well
_SWEEP = 60.0  # seconds between two looks for what has passed


class SteadyStorage(MemoryStorage):
    """The calls that still count, for a moving window on one event loop.

    The library's own memory goes by the wall clock, so that a clock put back by a day refuses people for that day, and
    it keeps a key for every session and address that ever called.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._calls: dict[str, deque[float]] = {}  # by key: until when each call counts, oldest first
        self._swept = clock()

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count `amount` calls, unless that makes more than `limit` in `expiry` seconds."""
        now = self._clock()
        if now - self._swept >= _SWEEP:
            self._swept = now
            self._calls = {name: calls for name, calls in self._calls.items() if calls and calls[-1] > now}
        calls = self._calls.setdefault(key, deque())
        while calls and calls[0] <= now:
            calls.popleft()
        if len(calls) + amount > limit:
            return False
        calls.extend([now + expiry] * amount)
        return True

    @property
    def remembered(self) -> int:
        """How many sessions and addresses are known now."""
        return len(self._calls)


class Rates:
    """Refuses what comes too often."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._limiter = MovingWindowRateLimiter(SteadyStorage())

    def chat(self, request: Request) -> None:
        """Raise `Problem` 429 when a call under `/chat` is one too many."""
        address = _address(request)
        self._hit(_PER_ADDRESS, "address", address)
        session = self._sessions.find(request)
        path = request.path.rstrip("/")  # both forms are the same route
        if path == "/chat/message":
            self._hit(_PER_SESSION, "session", session.sender if session else address)
        elif path == "/chat/session" and request.method == "POST" and session is None:
            for limit in _NEW_SESSIONS:
                self._hit(limit, "new", address)

    def computing(self, request: Request) -> None:
        """The same for a computation asked for by the widget."""
        self._hit(_PER_ADDRESS, "computing", _address(request))

    def integrator(self, request: Request, sender: str | None, *, has_token: bool) -> None:
        """The same for the REST channel. Programs on this machine, which need no token, are the operator's own: for
        them only the limit of the whole caller holds; a call without `sender` is a conversation of its own.
        """
        self._hit(_PER_CALLER, "caller", _address(request))
        if has_token and sender:
            self._hit(_PER_CONVERSATION, "conversation", sender)

    def _hit(self, limit: RateLimitItem, *names: str) -> None:
        if not self._limiter.hit(limit, *names):
            raise Problem(429, retry_after=60)


def _address(request: Request) -> str:
    """Who is calling: an IPv4 address, or the network of an IPv6 address (one household or clinic has a whole one)."""
    given = (request.remote_addr or request.ip).strip("[]")
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return given[:60]
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))
