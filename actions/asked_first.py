"""The page of a topic with what was asked for in front: the bananas of a question on bananas, the penile figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from actions.pinpoint import nearest_of, offers, stems
from bot.language.intents.wording import without_lead
from bot.library.model import Statement, Topic, Voice

__all__ = ["asked_first"]

_RARE = 4  # statements of a page that hold a word which still tells one of them from the rest
_NEAR, _BEHIND = 0.6, 0.05  # how near a statement must be to the question, and how much less near than the gist
_UNKNOWN = 0.95  # what nobody knows comes first only where just that was asked
_MOST = 2


def asked_first(topic: Topic, audience: str, question: str) -> Topic:
    """The topic with the statements first that alone hold a word of the question; else the topic as it is written.

    A patient's text is prose, so only what it leaves for later is put in front; a clinician's points are put in order.
    """
    voice = topic.voice(audience)
    rare = _rare(voice, stems(without_lead(question)) - stems(f"{topic.title} {topic.id.replace('_', ' ')}"))
    if not rare:
        return topic
    kept = () if audience == "clinician" else voice.body
    worth = [s for s in (*voice.body, *voice.unknown, *voice.more) if stems(s.text) & rare and s not in kept]
    lead = _near(voice, worth, question)[:_MOST]
    if not lead:
        return topic
    told = replace(
        voice,
        body=(*lead, *(statement for statement in voice.body if statement not in lead)),
        unknown=tuple(statement for statement in voice.unknown if statement not in lead),
        more=tuple(statement for statement in voice.more if statement not in lead),
    )
    return replace(topic, clinician=told) if audience == "clinician" else replace(topic, patient=told)


def _rare(voice: Voice, asked: frozenset[str]) -> frozenset[str]:
    """The words of the question that few statements of the page hold, and its first sentence does not."""
    held = Counter(
        word
        for statement in (*voice.body, *voice.unknown, *voice.more)
        if not offers(statement)
        for word in stems(statement.text) & asked
    )
    return frozenset(word for word, times in held.items() if times <= _RARE) - stems(voice.gist.text)


def _near(voice: Voice, worth: list[Statement], question: str) -> list[Statement]:
    """Those of the statements that are about as near to the question as the page's gist, the nearest first."""
    found = nearest_of([voice.gist, *(statement for statement in worth if not offers(statement))], question)
    gist = next((near.score for near in found if near.statement == voice.gist), 0.0)
    least = max(_NEAR, gist - _BEHIND)
    return [
        near.statement
        for near in found
        if near.score >= (_UNKNOWN if near.statement in voice.unknown else least) and near.statement in worth
    ]
