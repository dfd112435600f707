"""What a few prepared words answer: a feeling, an everyday question.

The rules of `knowledge/feelings.yml` and `knowledge/everyday.yml` name what a message must hold. They are read after
everything that alarms, and never for health professionals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.language.decision.beside.several import second_question
from bot.language.decision.map import TopicMap
from bot.language.decision.model import LIMITS, Decision, Rank, Ranking, outsideness
from bot.language.dialogue import DialogueContext
from bot.language.intents.scope import OUTSIDE

__all__ = ["FEELINGS", "ShortAnswer", "ShortAnswers"]

FEELINGS = frozenset({"emotional_support", "caregivers", "support_organisations"})
_LONGEST = 45  # words; a longer message tells a story that has a subject of its own
_SURE = 0.75  # from which a message asks about a topic, and the feeling is only answered in front of it
_TOPIC = "emotional_support"
_CERTAIN = 0.85
_OUTSIDE = 5.0  # as far outside the subject as this, a word of everyday life is of another life
_ALONE, _OUTSIDE_ALONE = 3, 8.0  # "plane" after an answer says little of what it is about
_MISREAD = frozenset({"feedback_bad", "feedback_good", "thank", "set_role_patient", "simpler", "privacy"})  # if short
_HANDOFF, _WANTS_A_PERSON = "human_handoff", 0.3
_LIKELY = 0.5  # from which a page that the answer leads to is what it counts as
_FEW = 9  # words; a longer request for a decision has more in it than the everyday thing


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """One rule; the lines it says are read by the action."""

    id: str
    label: str
    asks: re.Pattern[str]
    unless: re.Pattern[str] | None
    knows: re.Pattern[str] | None  # signs of the body that its own words speak of
    past: bool  # is about what is over, and so are the signs of others told beside it
    after: frozenset[str]  # holds only straight after one of these: told in one of the last messages
    after_ever: frozenset[str]  # holds only after one of these was told, however long ago
    after_topic: frozenset[str]  # holds only while one of these is spoken of
    limit: bool  # holds although the words look like a decision
    always: bool  # holds however far outside the subject the words are: somebody was hurt
    first: bool  # has words to say in front of another answer
    beside: bool  # has words to say in front of the answer to what is told beside it
    suggests: frozenset[str]  # the topics and tasks that it leads to
    tried: tuple[str, ...]
    left: tuple[str, ...]

    @classmethod
    def from_dict(cls, row: Mapping[str, Any], phrases: Mapping[str, str]) -> ShortAnswer:
        """Compile a rule; the phrases stand for themselves in braces, in one another too."""
        unless, knows = row.get("unless"), row.get("knows")
        return cls(
            str(row["id"]),
            str(row.get("label") or _TOPIC),
            _compiled(str(row["asks"]), phrases),
            _compiled(str(unless), phrases) if unless else None,
            _compiled(str(knows), phrases) if knows else None,
            bool(row.get("past")),
            frozenset(row.get("after") or ()),
            frozenset(row.get("after_ever") or ()),
            frozenset(row.get("after_topic") or ()),
            bool(row.get("limit")),
            bool(row.get("always")),
            bool(row.get("first")),
            bool(row.get("first") or row.get("beside")),
            frozenset(row.get("suggest") or ()),
            tuple(row.get("tried") or ()),
            tuple(row.get("left") or ()),
        )

    def fits(self, context: DialogueContext) -> bool:
        """Whether the conversation is one in which the rule holds."""
        lately = not self.after or bool(self.after & context.lately)
        told = not self.after_ever or bool(self.after_ever & context.short)
        return lately and told and (not self.after_topic or context.topic in self.after_topic)

    def hears(self, text: str) -> bool:
        """Whether the message holds what the rule names."""
        return bool(self.asks.search(text)) and not (self.unless and self.unless.search(text))


@dataclass(frozen=True, slots=True)
class ShortAnswers:
    """All rules, in their order."""

    rules: tuple[ShortAnswer, ...] = ()

    @classmethod
    def read(cls, *documents: Mapping[str, Any]) -> ShortAnswers:
        """Read `phrases` and `rules` of each document."""
        rows = ((row, data.get("phrases") or {}) for data in documents for row in data["rules"])
        return cls(tuple(ShortAnswer.from_dict(row, phrases) for row, phrases in rows))

    def heard(self, turn: Mapping[str, Any], context: DialogueContext) -> ShortAnswer | None:
        """The first rule that holds here; None for health professionals, values, and answers to the open form."""
        text = str(turn.get("text") or "")
        professional = context.audience == "clinician" or turn.get("clinical") or turn.get("role")
        answers = context.active_form and turn.get("history")
        if professional or turn.get("labs") or answers or len(text.split()) > _LONGEST:
            return None
        allowed = (rule for rule in self.rules if rule.fits(context) and (rule.limit or not turn.get("limit")))
        return next((rule for rule in allowed if rule.hears(text)), None)

    def decided(
        self,
        found: ShortAnswer | None,
        turn: Mapping[str, Any],
        ranking: Ranking,
        rank: Rank | None,
        topics: TopicMap,
    ) -> Decision | None:
        """The short answer; None where none was found, or the message is about something else for certain.

        What the page of its own is called decides the label: an answer on bathing counts as `self_care` if that is
        what the message was understood as.
        """
        text = str(turn.get("text") or "")
        if found is None or (found.first and _asks_about(ranking, found.label, topics)):
            return None
        label = _label(found, ranking, text, outside=outsideness(turn))
        if label is None:
            return None
        also = second_question(text, found.label, rank, topics)
        kept = tuple(each for each in also if each not in FEELINGS and each != label)
        details = {"short": found.id}
        return Decision(label, label, _CERTAIN, "context", alternatives=ranking[:3], also=kept, details=details)


def _label(found: ShortAnswer, ranking: Ranking, text: str, *, outside: float) -> str | None:
    """What the answer counts as; None where the classifier is certain that something else is meant."""
    best, chance = ranking[0] if ranking else ("", 0.0)
    words = len(text.split())
    if found.label != _HANDOFF and dict(ranking).get(_HANDOFF, 0.0) >= _WANTS_A_PERSON and not found.after:
        return None
    if found.after or found.after_ever or found.after_topic:  # what was told before says how it is meant
        return found.label
    if best in OUTSIDE:
        return found.label if found.always or outside <= (_OUTSIDE_ALONE if words <= _ALONE else _OUTSIDE) else None
    misread = words <= _FEW and best in _MISREAD
    if best in found.suggests and chance >= _LIKELY and found.label not in FEELINGS:
        return best
    if chance < _CERTAIN or misread or best == found.label or (found.label in FEELINGS and best in FEELINGS):
        return found.label
    return found.label if best in LIMITS and found.limit and words <= _FEW else None


def _asks_about(ranking: Ranking, label: str, topics: TopicMap) -> bool:
    """Whether the message is for certain about a page that is none on feelings: "I'm scared, is it contagious?"."""
    best, chance = ranking[0] if ranking else ("", 0.0)
    return topics.is_topic(best) and best not in {label, *FEELINGS} and chance >= _SURE


def _compiled(words: str, phrases: Mapping[str, str]) -> re.Pattern[str]:
    for _ in phrases:  # a phrase may hold another
        words = _filled(words, phrases.items())
    return re.compile(words, re.IGNORECASE)


def _filled(words: str, phrases: Iterable[tuple[str, str]]) -> str:
    for name, phrase in phrases:
        words = words.replace(f"{{{name}}}", phrase)
    return words
