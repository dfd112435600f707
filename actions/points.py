"""Specific questions of health professionals whose answer is known: the statements of `knowledge/points.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from actions.answering import asked_word_for_word, points_reply
from actions.pointed import Pointed
from actions.reply import Reply
from actions.resources import knowledge
from actions.turn import Turn
from actions.wording import Citations, phrase
from bot.library.current import document

__all__ = ["Point", "known_point", "point_asked"]

_LEANS = re.compile(
    r"^\W*(?:(?:k|ok(?:ay)?|so)\W+)*(?:and|also|even|but|or|still|what about|how about|in|with)\b", re.I
)
_FEW = 8  # words of a question that leans on the topic before
_LONGEST = 30  # words; a longer message tells a case


@dataclass(frozen=True, slots=True)
class Point:
    """One row: what a question must hold, and what answers it."""

    id: str
    topic: str
    all: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    after: frozenset[str]
    say: tuple[str, ...]
    none: str

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Point:
        """Compile a row."""
        unless = re.compile(str(row["unless"]), re.I) if row.get("unless") else None
        return cls(
            str(row["id"]),
            str(row["topic"]),
            tuple(re.compile(str(words), re.I) for words in row["all"]),
            unless,
            frozenset(row.get("after") or ()),
            tuple(row["say"]),
            str(row.get("none") or ""),
        )

    def asked(self, question: str, before: str | None) -> str | None:
        """What is named as missing (maybe nothing) where the question means this; else None."""
        if (self.after and before not in self.after) or (self.unless and self.unless.search(question)):
            return None
        found = [words.search(question) for words in self.all]
        if not all(found):
            return None
        names = {key: value for hit in found if hit for key, value in hit.groupdict().items() if value}
        return self.none.format(**{key: value.lower() for key, value in names.items()})


@lru_cache(maxsize=1)
def points() -> tuple[Point, ...]:
    """All rows, in their order."""
    return tuple(Point.from_dict(row) for row in document("points")["points"])


def point_asked(question: str, before: str | None = None) -> tuple[Point, str] | None:
    """The first row that a question means, and what it says is missing."""
    if len(question.split()) > _LONGEST:
        return None
    asked = ((point, missing) for point in points() if (missing := point.asked(question, before)) is not None)
    return next(asked, None)


def _joined(question: str, before: str | None) -> str:
    """ "Also in pregnancy?" after thiosulfate, as one question; what does not lean on the topic before as it is."""
    topic = knowledge().topic(before) if before and _LEANS.match(question) else None
    return f"{topic.title}: {question}" if topic and len(question.split()) <= _FEW else question


def known_point(turn: Turn) -> Reply | None:
    """The statements that answer a health professional's question; None where no row means it."""
    if not turn.is_clinician or turn.chosen or turn.in_form or asked_word_for_word(turn.text):
        return None
    before = turn.slot("topic")
    found = point_asked(turn.question, before) or point_asked(_joined(turn.question, before), before)
    topic = knowledge().topic(found[0].topic) if found else None
    if found is None or topic is None:
        return None
    point, missing = found
    told = tuple(s for each in point.say if (s := knowledge().statement(each)))
    lead = phrase(turn, "no_study", what=missing) if missing else ""
    reply = points_reply(topic, turn, Pointed(told), Citations(), lead)
    reply.part |= {"label": topic.id}
    return reply
