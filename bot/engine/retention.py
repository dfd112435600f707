"""Conversations are not kept for ever: at start and once a day, what is older than the deployment allows is erased."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import SQLAlchemyError

from bot.engine import incidents
from bot.engine.erase import erase_older_than
from bot.engine.store import ConversationStore

__all__ = ["keep_tidy", "tidy"]

logger = logging.getLogger("calci.retention")

_DAY = 86_400.0
_TOLERANCE = 3600.0  # seconds by which the wall clock may drift from the running clock in a day


def tidy(store: ConversationStore, days: int) -> int:
    """Erase what is too old; a store that cannot do it now is an incident, not a reason to stop."""
    try:
        return erase_older_than(store, days)
    except SQLAlchemyError as error:
        incidents.log(error, where="retention")
        return 0


async def keep_tidy(
    store: ConversationStore,
    days: int,
    *,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    wall: Callable[[], float] = time.time,
    running: Callable[[], float] = time.monotonic,
) -> None:
    """Erase at once, then daily, until cancelled.

    A day on which the wall clock jumped is skipped: a clock that was set wrong must not erase everyone's conversation.
    """
    tidy(store, days)
    while True:
        before = wall() - running()
        await sleep(_DAY)
        if abs((wall() - running()) - before) > _TOLERANCE:
            logger.error("The clock jumped; nothing is erased today.")
            continue
        tidy(store, days)
