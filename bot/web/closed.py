"""Sessions that were erased: their tokens are signed and not yet old, and open nothing any more.

What is kept is a hash of the id and until when it matters, in memory and, where conversations are stored,
in a file, so that a restart opens none of them again.
"""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

from bot.engine import incidents

__all__ = ["ClosedSessions"]


class ClosedSessions:
    """Remembers ids for `lifetime` seconds; `path` None keeps them in memory only."""

    def __init__(self, path: Path | None, lifetime: float) -> None:
        self._path, self._lifetime = path, lifetime
        self._until: dict[str, float] = self._read()

    def __contains__(self, sender: str) -> bool:
        return bool(self._until) and _hash(sender) in self._until

    def add(self, sender: str) -> None:
        """Close a session. What cannot be written is an incident, and holds for as long as the process lives."""
        now = time.time()
        self._until = {name: until for name, until in self._until.items() if until > now}
        self._until[_hash(sender)] = now + self._lifetime
        if self._path is None:
            return
        try:
            self._write(self._path)
        except OSError as error:
            incidents.log(error, where="closed sessions", sender=sender)

    def _write(self, path: Path) -> None:
        fresh = path.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.writelines(f"{name} {until:.0f}\n" for name, until in self._until.items())
        fresh.replace(path)

    def _read(self) -> dict[str, float]:
        if self._path is None or not self._path.exists():
            return {}
        try:
            rows = [line.split() for line in self._path.read_text(encoding="utf-8").splitlines()]
            return {name: float(until) for name, until in rows if float(until) > time.time()}
        except (OSError, ValueError) as error:
            incidents.log(error, where="closed sessions")
            return {}


def _hash(sender: str) -> str:
    return hashlib.sha256(sender.encode("utf-8", "surrogatepass")).hexdigest()
