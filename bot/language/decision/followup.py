"""Messages that only make sense after the one before: "and the side effects?", "why?", "off the warfarin?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.language.decision.map import TopicMap
from bot.language.decision.model import Decision, Ranking
from bot.language.dialogue import DialogueContext

__all__ = ["decide_follow_up", "is_elliptic"]

Rank = Callable[[str], Ranking]

_LEAD = re.compile(
    r"^\W*(?:and|but|also|so|then|ok(?:ay)?|what about|how about|what if|or|no,? i meant?|i meant|sorry,? i meant?|i mean)\b",
    re.I,
)
_ANAPHORA = re.compile(r"\b(?:it|that|this|these|those|they|them|one|there|he|she)\b", re.I)
_ANCHOR = re.compile(
    r"\bcalci\w+|\bthiosulf|\bdialys|\bwarfarin|\bbiops|\bphosph|\bpth\b|\bparathyr|\bvitamin|\bcalcium\b|\bsteroid|\bulcer|\btransplant",
    re.I,
)
_CORRECTION = re.compile(
    r"^\W*(?:no,?\s+)?(?:sorry,?\s+)?(?:i mean(?:t)?|not that,?|that'?s not what i (?:meant|asked),?)\s+", re.I
)
_TASKS_THAT_GO_ON = frozenset({"compute_product", "correct_calcium", "convert_units", "interpret_labs"})
_ESTIMATE = frozenset({"assess_risk", "explain_risk", "what_if"})


def is_elliptic(text: str) -> bool:
    """Whether a message leans on the one before: short, with a connective or a pronoun and no subject of its own."""
    words = text.split()
    if len(words) > 14 or _ANCHOR.search(text) and len(words) > 6:
        return False
    return bool(_LEAD.match(text)) or len(words) <= 4 or bool(_ANAPHORA.search(text)) and not _ANCHOR.search(text)


def decide_follow_up(
    turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext, rank: Rank | None, topics: TopicMap
) -> Decision | None:
    """Resolve a message against the conversation, or return None when it stands on its own."""
    text = str(turn.get("text") or "")
    if rank is None or not is_elliptic(text) or not (context.topic or context.label):
        return None
    task = _task_goes_on(turn, text, ranking, context)
    if task:
        return task
    return _topic_goes_on(text, ranking, context, rank, topics)


def _task_goes_on(turn: Mapping[str, Any], text: str, ranking: Ranking, context: DialogueContext) -> Decision | None:
    stated = bool(turn.get("labs")) or bool(turn.get("history"))
    best = ranking[0][0] if ranking else ""
    if (
        context.label in _ESTIMATE
        and context.has_estimate
        and (stated or re.search(r"\b(?:off|without|stop\w*|if)\b", text, re.I))
    ):
        return Decision("what_if", "what_if", 0.8, "context")
    if context.label in _TASKS_THAT_GO_ON and turn.get("labs") and best not in _TASKS_THAT_GO_ON:
        return Decision(context.label, context.label, 0.8, "context")
    return None


def _stands_alone(ranking: Ranking, topics: TopicMap) -> bool:
    """Tasks, greetings and safety questions need no topic: when one of them leads, nothing is resolved."""
    return bool(ranking) and not topics.is_topic(ranking[0][0]) and ranking[0][1] >= 0.3


def _topic_goes_on(
    text: str, ranking: Ranking, context: DialogueContext, rank: Rank, topics: TopicMap
) -> Decision | None:
    """Read the message again together with the topic's name; let the topic and its relations weigh more."""
    topic = context.topic or ""
    if topic not in topics.titles or _stands_alone(ranking, topics):
        return None
    alone = dict(ranking)
    bare = _CORRECTION.sub("", text)
    together = dict(rank(f"{bare} {topics.titles[topic]}"))
    scores: dict[str, float] = {}
    for label in {*alone, *together}:
        weight = 1.0 if label == topic else 0.9 if topics.near(topic, label) else 0.45
        scores[label] = weight * (0.5 * alone.get(label, 0.0) + 0.5 * together.get(label, 0.0))
    if re.search(r"\b(?:it|that|this)\b", text, re.I) or len(text.split()) <= 3:
        scores[topic] = scores.get(topic, 0.0) + 0.12
    ordered = sorted(scores.items(), key=lambda pair: -pair[1])
    best, score = ordered[0]
    total = sum(scores.values()) or 1.0
    return Decision(best, best, min(score / total, 0.99), "context", alternatives=ordered[1:4])
