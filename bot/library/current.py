"""The knowledge base of this process: built when stale, opened once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from bot.library.paths import ensure_built
from bot.library.store import KnowledgeBase

__all__ = ["document", "knowledge"]


@lru_cache(maxsize=1)
def knowledge() -> KnowledgeBase:
    """The compiled knowledge base, read-only."""
    return KnowledgeBase.open(ensure_built())


def document(name: str) -> dict[str, Any]:
    """One content file of `knowledge/` (`labs`, `risk_model`, `phrases` …) as plain data."""
    return dict(knowledge().document(name))
