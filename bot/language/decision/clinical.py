"""What a message can mean that is put as a health professional's: "my patient" is no carer's word there."""

from __future__ import annotations

from bot.language.decision.model import LIMITS, Ranking

__all__ = ["FOR_CARERS", "not_for_carers"]

FOR_CARERS = frozenset({"caregivers", "self_care", "questions_for_doctor", "support_organisations"})
_KEPT = LIMITS | {"emergency", "crisis"}  # no more likely for it


def not_for_carers(ranking: Ranking) -> Ranking:
    """The ranking without what is written for patients and carers; the other topics share its chance."""
    freed = sum(chance for label, chance in ranking if label in FOR_CARERS)
    kept = [(label, chance) for label, chance in ranking if label not in FOR_CARERS]
    shared = sum(chance for label, chance in kept if label not in _KEPT)
    if not shared:
        return kept
    grown = [(label, chance if label in _KEPT else chance * (1 + freed / shared)) for label, chance in kept]
    return sorted(grown, key=lambda row: -row[1])
