"""The risk estimate. `read_profile` → `estimate` → `RiskEstimate.as_contract`; `what_if` compares two profiles.

Steps: refusals first; then for every factor the value that it uses (corrected before clipped); the point multiplier
as the product of shrunken, recentred effects; the interval from 200,000 draws; words, warnings and what was not used.
"""

from __future__ import annotations

from bot.clinical.risk.contradictions import contradictions
from bot.clinical.risk.estimate import estimate
from bot.clinical.risk.parameters import RiskModel
from bot.clinical.risk.profile import Profile, read_profile
from bot.clinical.risk.result import Contribution, NotUsed, RiskEstimate, Scenario, Warned
from bot.clinical.risk.what_if import Comparison, changed, what_if

__all__ = [
    "Comparison",
    "Contribution",
    "NotUsed",
    "Profile",
    "RiskEstimate",
    "RiskModel",
    "Scenario",
    "Warned",
    "changed",
    "contradictions",
    "estimate",
    "read_profile",
    "what_if",
]
