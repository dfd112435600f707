"""The thread on which a store works: a lock, a slow disk or a database that does not answer holds up nobody else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from bot.errors import StoreError

__all__ = ["StoreThread"]

_Found = TypeVar("_Found")
_LIMIT = 5.0  # seconds; beyond them a person has waited long enough for what is only the memory


class StoreThread:
    """Does one piece of work after another, and is not waited for without end."""

    def __init__(self, limit: float = _LIMIT) -> None:
        self._limit = limit
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="calci-store")
        self._late: Future[Any] | None = None

    async def run(self, work: Callable[..., _Found], *arguments: Any) -> _Found:
        """Return what `work` returns, or raise what it raises.

        `StoreError` ST203 when it is not done in time, and at once while an earlier piece hangs. What hangs may still
        be done later; what has not begun then never is.
        """
        if self._late is not None and not self._late.done():
            raise _not_answering()
        future = self._pool.submit(work, *arguments)
        try:
            async with asyncio.timeout(self._limit):
                return await asyncio.wrap_future(future)
        except TimeoutError as error:
            if not future.cancel():
                self._late = future
            raise _not_answering() from error


def _not_answering() -> StoreError:
    return StoreError(
        "The conversation store does not answer.", code="ST203", remedy="Is its disk or its server in trouble?"
    )
