"""Keep what the process holds small and steady, where the C library is glibc; elsewhere nothing is done."""

from __future__ import annotations

import ctypes
import logging

__all__ = ["give_back", "one_heap"]

logger = logging.getLogger(__name__)

# Numbers of mallopt(3).
_ARENA_MAX, _MMAP_THRESHOLD, _TRIM_THRESHOLD = -8, -3, -1
_LARGE = 1024 * 1024  # bytes from which a block is mapped by itself and goes back as soon as it is freed
_SPARE = 4 * 1024 * 1024  # bytes of free memory at the end of the heap that are kept for the next turn


def one_heap() -> bool:
    """Let all threads share one heap; returns whether that could be set. Call it before the first thread starts.

    glibc gives a heap of its own to each thread (actions run in threads, the encoder too), and each grows to what the
    largest turn needed; one lock serves them all here, for the interpreter runs one thread at a time anyway.
    """
    library = _glibc()
    if library is None:
        return False
    wanted = ((_ARENA_MAX, 1), (_MMAP_THRESHOLD, _LARGE), (_TRIM_THRESHOLD, _SPARE))
    return all(library.mallopt(name, value) == 1 for name, value in wanted)


def give_back() -> bool:
    """Return free memory inside the heap to the system; returns whether there was any."""
    library = _glibc()
    return library is not None and library.malloc_trim(0) == 1


def _glibc() -> ctypes.CDLL | None:
    """The C library this process runs on, when it has what is needed here."""
    library = ctypes.CDLL(None)
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None
