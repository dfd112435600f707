"""Two questions in one message."""

from __future__ import annotations

import re

from bot.language.decision.followup import Rank
from bot.language.decision.map import TopicMap

__all__ = ["second_question"]

_SPLIT = re.compile(
    r"(?<=[?!.])\s+|\s*;\s*|"
    r",?\s+(?:and also|also|and then|and(?= (?:what|how|is|are|can|does|do|why|who|which|where)\b))\s+",
    re.I,
)
_ASKS = re.compile(r"\?|^(?:what|why|how|is|are|can|could|does|do|should|which|who|when|where|tell me|explain)\b", re.I)
_SURE = 0.5


def second_question(text: str, first: str, rank: Rank | None, topics: TopicMap) -> tuple[str, ...]:
    """The topic that another part of the message asks about, or nothing."""
    if rank is None or len(text) > 400:
        return ()
    parts = [part for part in _SPLIT.split(text) if part and len(part.split()) >= 3 and _ASKS.search(part.strip())]
    if len(parts) < 2:
        return ()
    found = [rank(part)[0] for part in parts[:3]]
    labels = [label for label, chance in found if chance >= _SURE and topics.is_topic(label)]
    if first not in labels:
        return ()
    return tuple(dict.fromkeys(label for label in labels if label != first))[:1]
