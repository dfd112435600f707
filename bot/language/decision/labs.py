"""Messages that carry laboratory values: the person wants them looked at, not a page about the test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.language.decision.model import Decision, Ranking

__all__ = ["decide_with_values"]

_LAB_TASKS = frozenset(
    {"interpret_labs", "compute_product", "correct_calcium", "convert_units", "assess_risk", "what_if", "differential"}
)
_ABOUT_VALUES = frozenset(
    "target_levels lab_tests calcium_phosphate_product parathyroid_and_risk low_albumin "
    "calcium_and_vitamin_d monitoring low_phosphate_diet diagnosis_overview phosphate_binders".split()
)


def decide_with_values(turn: Mapping[str, Any], ranking: Ranking) -> Decision | None:
    """Prefer a task that uses the values over a topic about them; None when the message carries none."""
    values = [lab for lab in turn.get("labs") or [] if lab["contract"]["value"] is not None]
    if not values or not ranking or ranking[0][0] not in _ABOUT_VALUES:
        return None
    tasks = [row for row in ranking if row[0] in _LAB_TASKS]
    best, chance = tasks[0] if tasks and tasks[0][1] >= 0.1 else ("interpret_labs", 0.3)
    if ranking[0][1] - chance > 0.6:
        return None
    return Decision(best, best, max(chance, 0.5), "values", alternatives=[row for row in ranking[:4] if row[0] != best])
