"""The statistical second reader of emergencies and crises: either reader is enough to raise the alarm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.language.decision.model import Decision, Ranking

__all__ = ["second_reader"]

# Tuned for recall where the price of a false alarm is one careful sentence; emergencies are told more often by
# people who only ask, so the bar is higher there.
_BAR = {"crisis": 0.4, "emergency": 0.5}


def second_reader(turn: Mapping[str, Any], ranking: Ranking) -> Decision | None:
    """Return the alarm that the classifier raises by itself, or None."""
    if len(str(turn.get("text") or "").split()) < 2:
        return None
    chances = dict(ranking)
    for label, bar in _BAR.items():
        if chances.get(label, 0.0) >= bar:
            details = {"label": label, "rule": "second_reader", "reply": label}
            return Decision(label, label, chances[label], "second_reader", alternatives=ranking[1:4], details=details)
    return None
