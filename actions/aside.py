"""Run a function beside the server's loop, so that one which never returns holds up nobody."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TypeVar

__all__ = ["aside"]

T = TypeVar("T")
_AT_REST = 4  # threads kept for the next action: to start one costs more than most actions do


async def aside(function: Callable[[], T], *, seconds: float) -> T:
    """Return what `function` returns in a thread that does nothing else; raises what it raises, or `TimeoutError`.

    A function that hangs is left behind in its thread, and another thread is started for the next. A pool of a fixed
    size would lose that thread for good and, after a few, answer nobody any more, not even in an emergency; and the
    process could not be stopped.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[tuple[T | None, BaseException | None]] = loop.create_future()
    context = contextvars.copy_context()

    def settle(value: T | None, error: BaseException | None) -> None:
        if not done.done():  # nobody waits any more
            done.set_result((value, error))

    def run(worker: _Worker) -> None:
        value, error = None, None
        try:
            value = context.run(function)
        except BaseException as raised:  # noqa: BLE001 - it is raised where the answer is awaited
            error = raised
        worker.rest()
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(settle, value, error)

    _worker().take(run)
    value, error = await asyncio.wait_for(done, seconds)
    if error is not None:
        raise error
    return value  # type: ignore[return-value]


class _Worker:
    """A thread that does one thing after another."""

    def __init__(self) -> None:
        self._tasks: SimpleQueue[Callable[[_Worker], None] | None] = SimpleQueue()
        threading.Thread(target=self._work, name="action", daemon=True).start()

    def take(self, task: Callable[[_Worker], None]) -> None:
        """Do this next."""
        self._tasks.put(task)

    def rest(self) -> None:
        """Be there for the next task, or end when enough others are."""
        if len(_resting) < _AT_REST:
            _resting.append(self)
        else:
            self._tasks.put(None)

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            task(self)
            del task  # what it holds of a conversation must not outlive it


_resting: list[_Worker] = []


def _worker() -> _Worker:
    try:
        return _resting.pop()
    except IndexError:
        return _Worker()
