"""What the knowledge base holds near a question: topics that no intent leads to, and what a refusal can offer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import lru_cache

from actions.resources import knowledge
from actions.turn import Turn
from bot.language.decision.scope.outside import words_of
from bot.library.ids import REQUIRED_TOPICS
from bot.library.store import KnowledgeBase

__all__ = ["closer", "covered", "unspoken"]

_UNSPOKEN_SCORE = 0.75  # share of the question's words from which a statement of such a topic fits it better
_COVERED_SCORE = 0.8
_SHARED = 3  # topics that may have a word in their heads before it tells nothing any more
_SPOKEN = frozenset(REQUIRED_TOPICS)


def closer(turn: Turn, label: str) -> list[str]:
    """The topic without an intent of its own that holds what was asked, among those next to `label`."""
    topic = knowledge().topic(label)
    near = {*topic.related, *topic.suggest} if topic else set()
    said = set(words_of(turn.text))
    worded = [other for other, own in _own_words(knowledge()).items() if own & said]  # a search costs milliseconds
    return _held(turn, [other for other in worded if other in near or label in _related(other)])


def unspoken(turn: Turn) -> list[str]:
    """The topic without an intent of its own that holds what was asked, whatever it is next to."""
    return _held(turn, _own_words(knowledge()))


def covered(turn: Turn) -> list[str]:
    """Topics that hold most of the words of a question that is about to be refused."""
    return _found(turn, _COVERED_SCORE)[:2]


def _held(turn: Turn, candidates: Collection[str]) -> list[str]:
    return [found for found in _found(turn, _UNSPOKEN_SCORE) if found in candidates][:1] if candidates else []


@lru_cache(maxsize=1)
def _own_words(base: KnowledgeBase) -> dict[str, frozenset[str]]:
    """The words in the title and keywords of each topic without an intent that hardly another topic has there."""
    heads = {
        topic.id: {word for text in (topic.title, *topic.keywords) for word in words_of(text)}
        for topic in base.topics()
    }
    common = Counter(word for words in heads.values() for word in words)
    return {
        topic: frozenset(word for word in words if common[word] <= _SHARED)
        for topic, words in heads.items()
        if topic not in _SPOKEN
    }


def _related(topic_id: str) -> tuple[str, ...]:
    topic = knowledge().topic(topic_id)
    return tuple(topic.related) if topic else ()


def _found(turn: Turn, least: float) -> list[str]:
    hits = knowledge().search(turn.question, turn.audience, 3)
    return [hit.topic for hit in hits if hit.score >= least]
