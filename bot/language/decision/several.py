"""Two questions in one message."""

from __future__ import annotations

import re

from bot.language.decision.followup import Rank, is_elliptic, read_after
from bot.language.decision.map import TopicMap

__all__ = ["asked_beside_values", "second_question"]

_ASKING = (
    r"what(?:'?s)?|why|how|is|are|was|were|am|can|could|does|do|did|should|shall|will|would|has|have|had|may|might|"
    r"which|who|whose|when|where|whether|tell me|explain"
)
_SPLIT = re.compile(
    rf"(?<=[?!.])\s+|\s*;\s*|,?\s+(?:and also|also|plus|and then)\s+|,?\s+(?:and|or|but)\s+(?=(?:{_ASKING})\b)", re.I
)
_ASKS = re.compile(rf"\?|\b(?:{_ASKING})\b", re.I)
_JOINED = re.compile(r"\s+(?:and|or|plus|with|&|\+)\s+|\s*[,/]\s*", re.I)
_ASIDE = re.compile(
    r"^\W*(?:and|tell me about|what about|how about|about)\s+|\W*(?:please|pls|thanks?|info)?\W*$", re.I
)
_SURE = 0.5
_SURELY = 0.8
_NO_SUBJECT = re.compile(r"\d|\b(?:it|that|this|these|those|they|them)\b", re.I)
_LONGEST = 400  # characters; a longer message tells a story, and its full stops part no questions


def second_question(text: str, first: str, rank: Rank | None, topics: TopicMap) -> tuple[str, ...]:
    """The topic that another part of the message asks about than `first`, or nothing.

    A later part may lean on the one before it ("is thiosulfate given at home and does it make you sick").
    """
    if rank is None or len(text) > _LONGEST:
        return ()
    parts = [part for part in _SPLIT.split(text) if part and len(part.split()) >= 3 and _ASKS.search(part)]
    if len(parts) < 2:
        return _also_named(text, first, topics)
    labels: list[str] = []
    for part in parts[:3]:
        ranking = rank(part)
        if labels and (is_elliptic(part) or ranking[0][1] < _SURE or ranking[0][0] not in topics.titles):
            ranking = read_after(part, ranking, labels[-1], rank, topics)
        label, chance = ranking[0]
        if chance >= _SURE and topics.is_topic(label):
            labels.append(label)
    others = [label for label in dict.fromkeys(labels) if label != first]
    return tuple(others[:1]) if first in labels else ()


def asked_beside_values(text: str, rank: Rank | None, topics: TopicMap) -> tuple[str, ...]:
    """The topic that a part without any number asks about: "my calcium is 10.6. How is it diagnosed?"."""
    if rank is None or len(text) > _LONGEST:
        return ()
    parts = [part for part in _SPLIT.split(text) if part and len(part.split()) >= 3]
    asking = [part for part in parts if _ASKS.search(part) and not _NO_SUBJECT.search(part)]
    if len(parts) < 2 or len(asking) != 1:
        return ()
    label, chance = rank(asking[0])[0]
    return (label,) if chance >= _SURELY and topics.is_topic(label) else ()


def _also_named(text: str, first: str, topics: TopicMap) -> tuple[str, ...]:
    """ "Pain control and wound care please": two things by their names, and nothing that has both for its name."""
    whole = _ASIDE.sub("", text)
    parts = _JOINED.split(whole)
    named = [topics.called(part) for part in parts]
    if len(parts) != 2 or topics.called(whole) or not all(named):
        return ()
    before, after = named if first in named[0] else reversed(named)
    others = after - before
    return tuple(sorted(others)[:1]) if first in before and len(others) == 1 else ()
