"""The gate of this process: compiled once, used by the pipeline and, when that fails, by whoever answers instead."""

from __future__ import annotations

from functools import lru_cache

from bot.language.safety.gate import SafetyGate
from bot.library.current import document

__all__ = ["gate"]


@lru_cache(maxsize=1)
def gate() -> SafetyGate:
    """The gate of `knowledge/red_flags.yml`. Once made it reads no file and no database."""
    return SafetyGate.from_dict(document("red_flags"))
