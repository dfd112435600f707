"""What actions read: the knowledge base and the clinical tables in it, loaded once a process."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from bot.clinical.analytes import Catalogue
from bot.library.paths import ensure_built
from bot.library.store import KnowledgeBase

__all__ = ["catalogue", "knowledge", "phrases", "title"]


@lru_cache(maxsize=1)
def knowledge() -> KnowledgeBase:
    """The compiled knowledge base, read-only."""
    return KnowledgeBase.open(ensure_built())


@lru_cache(maxsize=1)
def phrases() -> dict[str, Any]:
    """Short texts of the conversation (`knowledge/phrases.yml`)."""
    return dict(knowledge().document("phrases"))


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    return Catalogue.from_dict(knowledge().document("labs"))


def title(label: str) -> str:
    """What a button for a label says: a topic's question, or the name of a task."""
    topic = knowledge().topic(label)
    return str(topic.ask if topic else phrases()["titles"].get(label, label.replace("_", " ")))
