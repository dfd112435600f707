"""When "well below average" must not stand alone: low values can also mean poor nutrition."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.clinical.reading import LabReading
from bot.clinical.risk.inputs import FactorInput
from bot.clinical.risk.parameters import PerUnit, RiskModel
from bot.clinical.risk.profile import Profile

__all__ = ["low_values"]

_MINERALS = ("calcium", "phosphate")


def low_values(profile: Profile, inputs: Sequence[FactorInput], multiplier: float, model: RiskModel) -> bool:
    """Whether a low BMI, albumin, calcium or phosphate may be the reason for a low multiplier."""
    return (
        float(profile.facts.get("bmi", model.bmi_low)) < model.bmi_low
        or _below(profile.lab("albumin"), model.albumin_low)
        or _without_minerals(inputs, multiplier) >= model.multiplier_without_low_minerals
        or any(_below_support(profile, each) for each in inputs if each.factor.input in _MINERALS)
    )


def _without_minerals(inputs: Sequence[FactorInput], multiplier: float) -> float:
    for each in inputs:
        if each.factor.input in _MINERALS and each.effect < 1:
            multiplier /= each.effect
    return multiplier


def _below_support(profile: Profile, used: FactorInput) -> bool:
    if not isinstance(used.factor, PerUnit):
        return False
    low = used.factor.clip[0]
    if used.value is not None:
        return float(used.value) < low
    return _below(profile.lab(used.factor.input), Decimal(str(low)))


def _below(reading: LabReading | None, limit: Decimal) -> bool:
    """Whether the result is below `limit`; a bound counts when it settles the question."""
    if reading is None or reading.canonical_value is None:
        return False
    value = reading.canonical_value
    if reading.comparator == "<":
        return value <= limit
    return value < limit and reading.comparator in {None, "<="}
