"""What is said after a task ("borderline?" after values, "email it" after a summary): read with the task before it."""

from __future__ import annotations

import math

from bot.language.decision.model import LIMITS, Rank, Ranking
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
_NEVER = LIMITS | {"emergency", "crisis"}
_LEAST = math.exp(-12)


def after_task(text: str, alone: Ranking, context: DialogueContext, rank: Rank) -> Ranking:
    """The ranking of a message after the task that was done last; empty where none was done or a value is open.

    `alone` is the ranking of the message as it stands.
    """
    task = "" if context.active_form or context.asks_for else context.label or ""
    if task not in TASK_TITLES or not alone or len(text.split()) > _LONGEST or alone[0][1] >= _OWN_SUBJECT:
        return []
    bare, full = dict(alone), dict(rank(after(TASK_TITLES[task], text)))
    scores = {
        label: _ALONE * _log(bare.get(label, 0.0)) + _TOGETHER * _log(full.get(label, 0.0)) + _SAME * (label == task)
        for label in sorted({*bare, *full} - _NEVER)
    }
    most = max(scores.values())
    total = sum(math.exp(score - most) for score in scores.values())
    read = sorted(((label, math.exp(score - most) / total) for label, score in scores.items()), key=lambda row: -row[1])
    return read if read[0][1] >= _LIKELY else []


def _log(chance: float) -> float:
    return math.log(max(chance, _LEAST))
