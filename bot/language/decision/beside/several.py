"""Several questions in one message."""

from __future__ import annotations

import re

from bot.language.decision.alarms.not_meant import OF_DEATH
from bot.language.decision.elliptic import is_elliptic
from bot.language.decision.leaning.followup import read_after
from bot.language.decision.map import TopicMap
from bot.language.decision.model import LIMITS, Rank

__all__ = [
    "asked_beside_alarm",
    "asked_beside_limit",
    "asked_beside_values",
    "beside_alarm",
    "in_their_order",
    "second_question",
]

_ASKING = (
    r"what(?:'?s)?|why|how|is|are|was|were|am|can|could|does|do|did|should|shall|will|would|has|have|had|may|might|"
    r"which|who|whose|when|where|whether|tell me|explain"
)
_SPLIT = re.compile(
    rf"(?<=[?!.])\s+|\s*;\s*|,?\s+(?:and also|also|plus|and then)\s+|,?\s+(?:and|or|but)\s+(?=(?:{_ASKING})\b)|"
    rf",\s+(?=(?:{_ASKING})\b)",
    re.I,
)
_ASKS = re.compile(rf"\?|\b(?:{_ASKING})\b", re.I)
_JOINED = re.compile(r"\s+(?:and|or|plus|with|&|\+)\s+|\s*[,/]\s*", re.I)
_ASIDE = re.compile(
    r"^\W*(?:and|tell me about|what about|how about|about)\s+|\W*(?:please|pls|thanks?|info)?\W*$", re.I
)
_OURS_ALONE = re.compile(r"^\W*(?:the )?(?:cal[cs]i?[fp]h?[iy]?l\w*|cua|calcific ura?emic arteriolopathy)\W*$", re.I)
_SURE = 0.5
_SURELY = 0.8
_LIKELY = 0.6  # of a part that also names the topic
_ASKED = 0.35  # from which the rest of an urgent message counts as a question of its own
_HINT = 0.15
_MOST = 6  # parts
_NUMBER = re.compile(r"\d")
_OF_ONESELF = re.compile(
    r"\b(?:should|shall|may|must|can|could) (?:i|we|he|she|mum|mom|dad|my \w+) (?:\w+ )?(?:stop|start|take|have|get|"
    r"skip|switch|change|give|use|try|increase|reduce|double|come off|keep|cut|remove|leave|miss|refuse|agree|do)\b",
    re.I,
)
_SAME_THING = re.compile(  # "can I skip dialysis and is it dangerous": it is what was declined
    r"^\W*(?:and |or |but )?(?:is|would|will|could|can) (?:it|that|this) (?:be )?(?:really |very |so |too )?"
    r"(?:danger\w*|safe|risky|bad|ok(?:ay)?|harm\w*|hurt\w*|matter|wrong|allowed|serious)\W*$",
    re.I,
)
_NO_SUBJECT = re.compile(r"\d|\b(?:it|that|this|these|those|they|them)\b", re.I)
_LONGEST = 400  # characters; a longer message tells a story, and its full stops part no questions


def second_question(text: str, first: str, rank: Rank | None, topics: TopicMap) -> tuple[str, ...]:
    """The topics that other parts of the message ask about than `first`, in their order, or nothing."""
    return tuple(label for label in in_their_order(text, first, rank, topics) if label != first)


def in_their_order(text: str, likeliest: str, rank: Rank | None, topics: TopicMap) -> tuple[str, ...]:
    """The topics that the parts of the message ask about, as they stand, or nothing where it asks one thing.

    A later part may lean on the one before it ("is thiosulfate given at home and does it make you sick").
    """
    if rank is None or len(text) > _LONGEST:
        return ()
    parts = _asking(text)
    if len(parts) < 2:
        beside = _also_named(text, likeliest, topics)
        turned = bool(beside) and likeliest not in topics.called(_JOINED.split(_ASIDE.sub("", text))[0])
        return (*beside, likeliest) if turned else (likeliest, *beside) if beside else ()
    labels = _labels(parts, rank, topics)
    return tuple(labels) if likeliest in labels else ()


def asked_beside_values(text: str, rank: Rank | None, topics: TopicMap) -> tuple[str, ...]:
    """The topics that parts without any number ask about: "my calcium is 10.6. How is it diagnosed?".

    With "it" the value may be meant ("is it high"), unless the part names the topic ("is it contagious").
    """
    if rank is None or len(text) > _LONGEST or len(parts := _parts(text)) < 2:
        return ()
    found = []
    for part in parts:
        label, chance = rank(part)[0]
        named = not _NO_SUBJECT.search(part) or (not _NUMBER.search(part) and label in topics.named(part))
        if _ASKS.search(part) and named and chance >= _SURELY and topics.is_topic(label):
            found.append(label)
    return tuple(dict.fromkeys(found))


def asked_beside_limit(text: str, rank: Rank | None, topics: TopicMap) -> tuple[str, ...]:
    """The topics that are asked about beside a decision or a dose: "should I stop it, and what is a biopsy?"."""
    if rank is None or len(text) > _LONGEST or len(parts := _asking(text)) < 2:
        return ()
    found = []
    for part in parts:
        ranking = rank(part)
        declined = sum(chance for label, chance in ranking if label in LIMITS) >= _HINT or _OF_ONESELF.search(part)
        declined = declined or _SAME_THING.match(part)
        label, chance = ranking[0]
        if not declined and chance >= (_LIKELY if label in topics.named(part) else _SURELY) and topics.is_topic(label):
            found.append(label)
    return tuple(dict.fromkeys(found)) if len(found) < len(parts) else ()


def asked_beside_alarm(text: str, remainder: str | None, rank: Rank | None, topics: TopicMap) -> tuple[str, ...]:
    """What an urgent message asks besides: the rest of it, and each part that names a topic or asks to decide."""
    if rank is None:
        return ()
    label, chance = rank(remainder)[0] if remainder else ("", 0.0)
    found = [label] if chance >= _ASKED and (topics.is_topic(label) or label in LIMITS) else []
    for part in _asking(text) if len(text) <= _LONGEST else ():
        label, chance = rank(part)[0]
        if chance >= _SURELY and (label in LIMITS or label in topics.named(part)):
            found.append(label)
    return tuple(dict.fromkeys(found))


def beside_alarm(label: str, asked: tuple[str, ...]) -> dict[str, object]:
    """Which of these is answered after the urgent words, and which are offered.

    To somebody in despair no figures on dying are read out unasked: that page waits behind its button.
    """
    declined = next((each for each in asked if each in LIMITS), None)  # there is no button for that
    first = declined or next((each for each in asked if label != "crisis" or each not in OF_DEATH), None)
    return {"also_asked": first, "asked_too": [each for each in asked if each not in (first, *LIMITS)]}


def _parts(text: str) -> list[str]:
    return [part for part in _SPLIT.split(text) if part and len(part.split()) >= 3]


def _asking(text: str) -> list[str]:
    return [part for part in _parts(text) if _ASKS.search(part)]


def _labels(parts: list[str], rank: Rank, topics: TopicMap) -> list[str]:
    """What each part asks about, where that is clear."""
    labels: list[str] = []
    for part in parts[:_MOST]:
        ranking = rank(part)
        if labels and (is_elliptic(part) or ranking[0][1] < _SURE or ranking[0][0] not in topics.titles):
            ranking = read_after(part, ranking, labels[-1], rank, topics)
        label, chance = ranking[0]
        if chance >= _SURE and topics.is_topic(label):
            labels.append(label)
    return list(dict.fromkeys(labels))


def _also_named(text: str, first: str, topics: TopicMap) -> tuple[str, ...]:
    """ "Pain control and wound care please": two things by their names, and nothing that has both for its name."""
    whole = _ASIDE.sub("", text)
    parts = _JOINED.split(whole)
    if any(_OURS_ALONE.match(part) for part in parts):  # "denosumab and CUA" asks about one thing in our illness
        return ()
    named = [topics.called(part) for part in parts]
    if len(parts) != 2 or topics.called(whole) or not all(named):
        return ()
    before, after = named if first in named[0] else reversed(named)
    others = after - before
    return tuple(sorted(others)[:1]) if first in before and len(others) == 1 else ()
