"""A soak shares its machine: it speaks only while there is a processor for it, and says how long it waited."""

from __future__ import annotations

import asyncio
import time

__all__ = ["Patience"]

_SPIN = 0.004  # seconds of work by which it is felt whether there is a processor
_LATE = 10  # times as long as the work itself: something else has the processor
_EVERY, _PAUSE = 0.5, 2.0  # seconds between two looks, and until the next after one that was late
_TURNS_IN_A_ROW = 3  # looks in time that end a pause


class Patience:
    """Await `free` before each turn. `waited` is how long that took in all, in seconds."""

    def __init__(self) -> None:
        self.waited = 0.0
        self._looked = 0.0
        self._only_one = asyncio.Lock()

    async def free(self) -> None:
        """Return once there is a processor to spare."""
        async with self._only_one:
            if time.perf_counter() - self._looked < _EVERY:
                return
            began = time.perf_counter()
            if _late():
                await self._until_free()
                self.waited += time.perf_counter() - began
            self._looked = time.perf_counter()

    async def _until_free(self) -> None:
        in_time = 0
        while in_time < _TURNS_IN_A_ROW:
            await asyncio.sleep(_PAUSE)
            in_time = 0 if _late() else in_time + 1


def _late() -> bool:
    """Whether a moment of work takes many times its length."""
    began, worked = time.perf_counter(), time.process_time()
    while time.process_time() - worked < _SPIN:
        pass
    return time.perf_counter() - began > _LATE * _SPIN
