"""One turn at a time in each conversation.

Rasa's own lock polls once a second and measures its tickets with the wall clock: a second message waits a second too
long, and a clock that jumps lets two turns of one conversation run at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock_store import LockStore

__all__ = ["ConversationLocks"]


class ConversationLocks(LockStore):
    """Locks in memory, first come first served, forgotten as soon as nobody holds or awaits them."""

    def __init__(self) -> None:
        super().__init__()
        self._locks: dict[str, asyncio.Lock] = {}
        self._users: dict[str, int] = {}

    @asynccontextmanager
    async def lock(self, conversation_id: str, *_: Any, **__: Any) -> AsyncIterator[None]:
        """Hold the conversation's lock; waits as long as turns before this one take."""
        lock = self._locks.setdefault(conversation_id, asyncio.Lock())
        self._users[conversation_id] = self._users.get(conversation_id, 0) + 1
        try:
            async with lock:
                yield
        finally:
            self._users[conversation_id] -= 1
            if not self._users[conversation_id]:
                del self._users[conversation_id], self._locks[conversation_id]

    def __len__(self) -> int:
        """How many conversations are held or awaited now."""
        return len(self._locks)
