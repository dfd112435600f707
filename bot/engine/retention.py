"""Conversations are not kept for ever: at start and once a day, what is older than the deployment allows is erased.

No single jump of the clock erases anything. While the process runs, a day on which the wall clock and the running clock
disagree is skipped. Where the clock is far ahead of the last look (`CALCI_HOME/last_look`), as after a start with a
clock that was set wrong, nothing is erased until a second look, at least a day later by the same clock, finds it old
again; a clock that was put right in between ends the suspicion.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.engine import incidents
from bot.engine.erase import erase_older_than
from bot.engine.store import ConversationStore
from bot.errors import StoreError

__all__ = ["LastLook", "keep_tidy", "tidy"]

logger = logging.getLogger("calci.retention")

_DAY = 86_400.0
_TOLERANCE = 3600.0  # seconds by which the wall clock may drift from the running clock in a day
_LEAP = 7 * _DAY  # a server that was off for longer looks like a clock that jumped


@dataclass
class LastLook:
    """What the last look at the clock found, kept in a file where conversations are kept in one.

    Attributes:
        seen: the wall clock at the last look; None before the first.
        since: the wall clock when it was found to have leapt; None while nothing is suspected.
    """

    path: Path | None
    seen: float | None = None
    since: float | None = None

    @classmethod
    def read(cls, path: Path) -> LastLook:
        """What the file says; nothing is known where there is none, or where it cannot be read."""
        try:
            known = json.loads(path.read_text(encoding="utf-8"))
            return cls(path, *(None if known[name] is None else float(known[name]) for name in ("seen", "since")))
        except (OSError, ValueError, TypeError, KeyError):
            return cls(path)

    def trusted(self, now: float) -> float | None:
        """Look at the clock: the time by which a conversation's age may be told, or None while there is doubt."""
        if self.since is not None and now < self.since:
            self.since = None  # it was put right
        sure = self.since if self.since is not None and now - self.since >= _DAY else None
        leapt = self.seen is None or now - self.seen > _LEAP
        if leapt:
            if self.seen is not None:
                logger.warning(
                    "The clock is far ahead of the last look. What is old is erased if it still is in a day."
                )
            self.since = now
        elif self.since is None or sure is not None:
            self.since, sure = None, now
        self.seen = now
        self._write()
        return sure

    def _write(self) -> None:
        if self.path is None:
            return
        fresh = self.path.with_suffix(".new")
        try:
            known = {name: value for name, value in asdict(self).items() if name != "path"}
            with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
                json.dump(known, file)
            fresh.replace(self.path)
        except OSError as error:
            incidents.log(error, where="retention")


def tidy(store: ConversationStore, days: int, now: float | None = None) -> int:
    """Erase what is too old; a store that cannot do it now is an incident, not a reason to stop."""
    try:
        return erase_older_than(store, days, now=now)
    except SQLAlchemyError as error:
        incidents.log(error, where="retention")
        return 0


async def keep_tidy(
    store: ConversationStore,
    days: int,
    look: LastLook,
    *,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    wall: Callable[[], float] = time.time,
    running: Callable[[], float] = time.monotonic,
) -> None:
    """Erase at once, then daily, until cancelled; what the clock says is believed as `LastLook` tells."""
    await _look(store, days, look, wall())
    while True:
        before = wall() - running()
        await sleep(_DAY)
        if abs((wall() - running()) - before) > _TOLERANCE:
            logger.error("The clock jumped; nothing is erased today.")
            continue
        await _look(store, days, look, wall())


async def _look(store: ConversationStore, days: int, look: LastLook, now: float) -> None:
    trusted = look.trusted(now)
    if trusted is None:
        return
    try:
        await store.away(tidy, store, days, trusted)
    except StoreError as error:  # it takes longer than anybody waits; it goes on
        incidents.log(error, where="retention")
