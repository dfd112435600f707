"""The same person with something changed: two estimates on the same random numbers, compared by their multipliers.

An association, never the effect of a treatment: the words that go with it say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.clinical.analytes import Catalogue
from bot.clinical.facts import Fact
from bot.clinical.reading import LabReading
from bot.clinical.risk.estimate import estimate
from bot.clinical.risk.parameters import RiskModel
from bot.clinical.risk.profile import Profile
from bot.clinical.risk.result import RiskEstimate

__all__ = ["Comparison", "changed", "what_if"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both estimates; `ratio` is new over old multiplier, or None when either is refused."""

    before: RiskEstimate
    after: RiskEstimate
    ratio: float | None


def changed(
    profile: Profile, labs: Iterable[LabReading], facts: Mapping[str, Fact | None], catalogue: Catalogue
) -> Profile:
    """Return `profile` with these readings and facts in place of the old ones; a fact of None becomes unknown."""
    kept = {name: value for name, value in {**profile.facts, **facts}.items() if value is not None}
    return Profile.of([*profile.labs.values(), *labs], kept, catalogue)


def what_if(before: Profile, after: Profile, model: RiskModel) -> Comparison:
    """Return the estimates for both profiles and the ratio of their multipliers."""
    old, new = estimate(before, model), estimate(after, model)
    ratio = new.multiplier / old.multiplier if old.multiplier and new.multiplier else None
    return Comparison(old, new, ratio)
