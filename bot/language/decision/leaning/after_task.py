"""What is said after a task ("borderline?" after values, "email it" after a summary): read with the task before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.language.decision.leaning.both_readings import joined
from bot.language.decision.map import TopicMap
from bot.language.decision.model import LIMITS, Rank, Ranking
from bot.language.decision.word_lists import has_word
from bot.language.dialogue import DialogueContext
from bot.language.intents.wording import after
from bot.library.ids import TASK_TITLES

__all__ = ["after_task"]

# Weights of the message as it stands, of the message with the task put before it, and of going on with the task, which
# the second reading holds for likelier than it is. Fitted as a conditional logit on 405 messages after tasks by authors
# of whom none wrote data/follow_ups (89 % right when each author is left out in turn).
_ALONE, _TOGETHER, _SAME = 0.3, 0.7, -1.5
_LONGEST = 14  # words; a longer message brings its subject along
_OWN_SUBJECT = 0.97  # a question that needs no light from what was done before
_LIKELY = 0.35
_NEW = 0.65  # belief in another topic, as the message stands, from which the task is not done once more for it
_HINTED = 0.2  # … and in an alarm, a decision or a dose, from which the other rows decide
_OF_SIGNS = frozenset({"assess_risk", "explain_risk", "what_if", "estimate_prognosis", "differential", "visit_summary"})
_NEVER = LIMITS | {"emergency", "crisis"}


def after_task(
    turn: Mapping[str, Any], alone: Ranking, context: DialogueContext, rank: Rank, topics: TopicMap
) -> Ranking:
    """The ranking of a message after the task that was done last; empty where none was done or a value is open, and
    where the message tells a sign of illness, asks to decide, or plainly asks something new.

    `alone` is the ranking of the message as it stands.
    """
    text = str(turn.get("text") or "")
    task = "" if context.active_form or context.asks_for else context.label or ""
    if task not in TASK_TITLES or not alone or len(text.split()) > _LONGEST or alone[0][1] >= _OWN_SUBJECT:
        return []
    if len(turn.get("labs") or ()) > 1:  # two values are a new matter
        return []
    if task not in _OF_SIGNS and _tells_a_sign(turn, text):
        return []
    if sum(chance for label, chance in alone if label in _NEVER) >= _HINTED:
        return []
    with_task = rank(after(TASK_TITLES[task], text))
    read = joined((_ALONE, alone), (_TOGETHER, with_task), lambda label: _SAME * (label == task), _NEVER)
    new = read[0][0] == task and topics.is_topic(alone[0][0]) and alone[0][1] >= _NEW  # "bananas?"
    return read if read[0][1] >= _LIKELY and not new else []


def _tells_a_sign(turn: Mapping[str, Any], text: str) -> bool:
    """ "New purple patch", "pus from the line": to be looked at, whatever was done before."""
    seen = (turn.get("history") or {}).get("lesions") in ("plaques", "ulcers")
    return seen or has_word(text, "told_signs", "acute_signs")
