"""Two readings of one message, as it stands and with what was answered before it, joined to one judgement."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection

from bot.language.decision.model import Ranking

__all__ = ["joined"]

_LEAST = math.exp(-12)


def joined(
    alone: tuple[float, Ranking],
    together: tuple[float, Ranking],
    closeness: Callable[[str], float],
    never: Collection[str],
) -> Ranking:
    """The log-linear mean of both readings, each with its weight, and of what speaks for a label besides; best first.

    Labels in `never` are no candidates.
    """
    (weight, bare), (weight_after, after) = (alone[0], dict(alone[1])), (together[0], dict(together[1]))
    scores = {
        label: weight * _log(bare.get(label, 0.0)) + weight_after * _log(after.get(label, 0.0)) + closeness(label)
        for label in sorted({*bare, *after}.difference(never))  # a set has another order in each process
    }
    most = max(scores.values())
    total = sum(math.exp(score - most) for score in scores.values())
    ordered = sorted(scores.items(), key=lambda pair: -pair[1])
    return [(label, math.exp(score - most) / total) for label, score in ordered]


def _log(chance: float) -> float:
    return math.log(max(chance, _LEAST))
