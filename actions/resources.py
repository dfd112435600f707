"""What actions read: the knowledge base and the clinical tables in it, loaded once a process."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from bot.clinical.analytes import Catalogue
from bot.library.current import document, knowledge

__all__ = ["catalogue", "knowledge", "labs", "phrases", "title"]


@lru_cache(maxsize=1)
def phrases() -> dict[str, Any]:
    """Short texts of the conversation (`knowledge/phrases.yml`)."""
    return document("phrases")


@lru_cache(maxsize=1)
def labs() -> dict[str, Any]:
    """What is said of blood values (`knowledge/labs.yml`); nobody changes it."""
    return document("labs")


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The twenty analytes (`knowledge/labs.yml`)."""
    return Catalogue.from_dict(labs())


def title(label: str, audience: str = "patient") -> str:
    """What a button for a label says: a topic's question, or the name of a task as `audience` would put it."""
    topic = knowledge().topic(label)
    if topic is None and audience == "clinician" and label in phrases()["titles_clinician"]:
        return str(phrases()["titles_clinician"][label])
    return str(topic.ask if topic else phrases()["titles"].get(label, label.replace("_", " ")))
