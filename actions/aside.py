"""Run a function beside the server's loop, so that one which never returns holds up nobody."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import threading
from collections.abc import Callable
from typing import TypeVar

__all__ = ["aside"]

T = TypeVar("T")


async def aside(function: Callable[[], T], *, seconds: float) -> T:
    """Return what `function` returns in a thread of its own; raises what it raises, or `TimeoutError`.

    A function that hangs is left behind in its thread. A pool would lose that thread for good and, after a few,
    answer nobody any more, not even in an emergency; and the process could not be stopped.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[tuple[T | None, BaseException | None]] = loop.create_future()
    context = contextvars.copy_context()

    def settle(value: T | None, error: BaseException | None) -> None:
        if not done.done():  # nobody waits any more
            done.set_result((value, error))

    def run() -> None:
        value, error = None, None
        try:
            value = context.run(function)
        except BaseException as raised:  # noqa: BLE001 - it is raised where the answer is awaited
            error = raised
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(settle, value, error)

    threading.Thread(target=run, name="action", daemon=True).start()
    value, error = await asyncio.wait_for(done, seconds)
    if error is not None:
        raise error
    return value  # type: ignore[return-value]
