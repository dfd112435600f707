"""A compiled file that is open for reading: what was opened is what is read, or it is noticed.

SQLite is told that the file never changes, so that nothing is locked; whether it did change is seen here before every
reading, from the size and time of the very file that was opened (another that takes its name does not matter).
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

__all__ = ["OpenedFile", "sha256_of"]


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's content (hex). Raises `OSError`."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(slots=True)
class OpenedFile:
    """A file, its connection, and what it was when it was opened.

    Attributes:
        sha256: of the whole file (hex).
        sound: whether SQLite finds no fault in it.
    """

    connection: sqlite3.Connection
    sha256: str
    sound: bool
    _handle: int
    _stamp: tuple[int, int]

    @classmethod
    def open(cls, path: Path) -> OpenedFile:
        """Open and check a file. Raises `sqlite3.Error` or `OSError`."""
        handle = os.open(path, os.O_RDONLY)
        try:
            stamp, digest = _stamp(handle), sha256_of(path)
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        except BaseException:
            os.close(handle)
            raise
        opened = cls(connection, digest, False, handle, stamp)
        try:
            opened.sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        except BaseException:
            opened.close()
            raise
        return opened

    def changed(self) -> bool:
        """Whether the file was written to, cut or closed since it was opened."""
        try:
            return _stamp(self._handle) != self._stamp
        except OSError:
            return True

    def close(self) -> None:
        """Close it; nothing can be read afterwards."""
        self.connection.close()
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def _stamp(handle: int) -> tuple[int, int]:
    state = os.fstat(handle)
    return state.st_size, state.st_mtime_ns
