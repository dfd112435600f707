"""Which statements of a topic come nearest to a question: by their meaning, and by the words that both share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from actions.resources import knowledge
from bot.language.decision.scope.outside import words_of
from bot.language.encoder.shared import shared_encoder
from bot.language.intents.wording import prepare, without_lead
from bot.library.model import Statement, Topic

__all__ = [
    "Near",
    "beyond_quoted",
    "has_subject",
    "nearest",
    "nearest_of",
    "offers",
    "statements_of",
    "stems",
    "to_the_point",
]

_POINT, _CLOSE = 0.55, 0.15  # from which a statement is an answer, and how much less another one may be near
_NEAREST = 0.5  # below, two sentences are alike by chance
_BESIDE_QUOTED = 0.4  # where the quoted statement itself is left out, what comes next is further away
_MOST = 3

_SHARED_WORD, _MOST_SHARED = 0.12, 2  # how much a word counts that question and statement share, and how many count
_OFFER = "also ask me about"  # a line that names what can be asked is no answer to it
_STEM = 5  # letters: "injected" is the word of "injection"
# asks for one thing without naming any: "how long?", "where is it done and by whom?"
_MEASURE = re.compile(r"\bhow (?:long|often|much|many|soon)\b|\b(?:where|whom?)\b", re.IGNORECASE)
# Never the nearest thing to say to somebody who did not ask about it.
_OF_DEATH = re.compile(r"\b(?:die[sd]?|dying|deaths?|dead(?:ly)?|fatal|mortality|surviv\w*|kill\w*)\b", re.IGNORECASE)
_EMPTY = frozenset(
    "about after again also and another any anything are because been before but can could did does doing done else "
    "feel feels for from get give given going had has have her here him his how into its just like long made make "
    "many may might more most much must need not now often okay one only other our out please really said say she "
    "should some something tell than that the their them then there these they thing this those too very want was "
    "happen happens next well were what when where which who why will with without would you your".split()
)


@dataclass(frozen=True, slots=True)
class Near:
    """A statement of a topic and how near it is to the question (about 0.3 by chance, from 0.5 to the point)."""

    statement: Statement
    score: float


def has_subject(question: str) -> bool:
    """Whether a question names anything: "ok and what else" wants to hear more, whatever it is."""
    return bool(stems(without_lead(question))) or bool(_MEASURE.search(question))


def to_the_point(topic: Topic, audience: str, question: str) -> tuple[list[Statement], bool]:
    """The one to three statements that answer a question, and whether they do; else the nearest one, or nothing."""
    found = nearest(topic, audience, question)
    if not found or found[0].score < _POINT:
        kind = found if _OF_DEATH.search(question) else [n for n in found if not _OF_DEATH.search(n.statement.text)]
        return [near.statement for near in kind[:1] if near.score >= _NEAREST], False
    least = max(_POINT, found[0].score - _CLOSE)
    return [near.statement for near in found[:_MOST] if near.score >= least], True


def beyond_quoted(topic: Topic, audience: str, question: str) -> tuple[list[Statement], bool]:
    """What comes next to a question that quotes what was said: the nearest statement is the one that is quoted."""
    found = nearest(topic, audience, question)[1:3]
    told = [near.statement for near in found if near.score >= _BESIDE_QUOTED]
    return told, bool(told)


def nearest(topic: Topic, audience: str, question: str) -> list[Near]:
    """All statements of the voice, the nearest first; empty where there is no encoder to compare with."""
    return nearest_of(statements_of(topic.id, audience), question)


def nearest_of(statements: Sequence[Statement], question: str) -> list[Near]:
    """The same for some statements: each is encoded once, when it is first compared."""
    encoder = shared_encoder()
    if encoder is None or not statements:
        return []
    asked = without_lead(question)
    meant = np.stack([_vector(statement.text) for statement in statements]) @ encoder.encode([prepare(asked)])[0]
    words = stems(asked)
    found = [
        Near(statement, float(score) + _SHARED_WORD * min(_MOST_SHARED, len(words & stems(statement.text))))
        for statement, score in zip(statements, meant, strict=True)
    ]
    return sorted(found, key=lambda near: -near.score)


def offers(statement: Statement) -> bool:
    """Whether a line only names what can be asked."""
    return statement.support and _OFFER in statement.text


@lru_cache(maxsize=256)
def statements_of(topic_id: str, audience: str) -> tuple[Statement, ...]:
    """What a topic says in one voice, without the lines that only name what can be asked."""
    topic = knowledge().topic(topic_id)
    assert topic is not None  # it was there a line ago
    voice = topic.voice(audience)
    disputed = [position for item in topic.disagreements for position in item.positions]
    held = (voice.gist, *voice.body, *voice.more, *voice.unknown, *(disputed if audience == "clinician" else ()))
    return tuple(statement for statement in held if not offers(statement))


@lru_cache(maxsize=4096)
def _vector(text: str) -> npt.NDArray[np.float32]:
    encoder = shared_encoder()
    assert encoder is not None  # it was there a line ago
    return np.asarray(encoder.encode([prepare(text)])[0], np.float32)


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """The words of a text that name something, cut to their stems."""
    return frozenset(word[:_STEM] for word in words_of(text) if len(word) > 2 and word not in _EMPTY)
