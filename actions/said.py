"""What the conversation remembers of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["remembered"]


def remembered(
    label: str,
    topic: str | None,
    sources: list[str],
    levels: Mapping[str, str | None] | None = None,
    *,
    page: bool = False,
) -> dict[str, Any]:
    """Slots that let the next message refer to this answer ("and the side effects?", "sources", "simpler").

    `levels`: by source, how certain the most certain statement is that rested on it in this answer.
    `page`: the whole page was told, and not some statements of it.
    """
    answered = {"label": label, "topic": topic, "sources": sources, "levels": dict(levels or {}), "page": page}
    slots: dict[str, Any] = {"label": label, "answered": answered}
    return slots | ({"topic": topic} if topic else {})
