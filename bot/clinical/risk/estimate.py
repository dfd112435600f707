"""The estimate itself: baseline × shrunken, recentred ratios, with the interval of 200,000 draws.

An educational order of magnitude for adults on dialysis without skin lesions. Nothing here is validated on patients.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import expm1, prod

from bot.clinical.risk.inputs import FactorInput, factor_inputs
from bot.clinical.risk.not_used import not_used
from bot.clinical.risk.nutrition import low_values
from bot.clinical.risk.parameters import RiskModel, ScenarioRate
from bot.clinical.risk.profile import Profile
from bot.clinical.risk.refusals import missing_required, refusals
from bot.clinical.risk.result import Category, Contribution, Interval, RiskEstimate, Scenario, Warned

__all__ = ["estimate", "yearly_risk"]


@dataclass(frozen=True, slots=True)
class _Spread:
    """Percentiles of the drawn risk (per cent per year) and of the drawn multiplier."""

    median: float
    interval: Interval
    multiplier: Interval
    effects: tuple[Interval, ...]


def estimate(profile: Profile, model: RiskModel) -> RiskEstimate:
    """Return the estimate for `profile`, or a refusal with every reason that applies.

    About 15 ms once the draws exist; the first call of a process draws them (0.1 s).
    """
    reasons = refusals(profile, model)
    return _refused(profile, model, reasons) if reasons else _estimated(profile, model)


def yearly_risk(rate: float, model: RiskModel) -> float:
    """Return the one-year risk in per cent of a rate per 1000 patient-years, at most that of the model's ceiling."""
    return -100 * expm1(-min(rate, model.cap) / 1000)


def _refused(profile: Profile, model: RiskModel, reasons: Sequence[str]) -> RiskEstimate:
    details: dict[str, dict[str, object]] = {
        "missing_required": {"missing": list(missing_required(profile))},
        "age_below_support": {"minimum_age": model.minimum_age},
    }
    warned = [Warned(code, details.get(code, {})) for code in reasons]
    return RiskEstimate(
        model=model,
        estimate=None,
        interval=None,
        multiplier=None,
        multiplier_interval=None,
        category=None,
        scenarios=(),
        contributions=(),
        not_used=(),
        warnings=(*warned, Warned("not_validated")),
        refusals=tuple(reasons),
        derived=profile.derived,
    )


def _estimated(profile: Profile, model: RiskModel) -> RiskEstimate:
    inputs = factor_inputs(profile, model)
    multiplier = prod(each.effect for each in inputs)
    spread = _spread(inputs, model)
    return RiskEstimate(
        model=model,
        estimate=spread.median,
        interval=spread.interval,
        multiplier=multiplier,
        multiplier_interval=spread.multiplier,
        category=_category(multiplier, model),
        scenarios=_scenarios(inputs, multiplier, model),
        contributions=_contributions(inputs, spread),
        not_used=not_used(profile, model),
        warnings=tuple(_warnings(profile, inputs, multiplier, spread, model)),
        refusals=(),
        derived=profile.derived,
    )


def _spread(inputs: Sequence[FactorInput], model: RiskModel) -> _Spread:
    # NumPy is only needed, and only loaded, when a number is really estimated.
    from math import exp

    from bot.clinical.risk.simulate import percentiles, simulation

    draws = simulation(model)
    low, mid, high = model.percentiles
    logs = draws.log_multiplier([(each.factor, each.state) for each in inputs])
    multiplier = [exp(each) for each in percentiles(logs, (low, high))]
    rates = [exp(each) for each in percentiles(logs + draws.log_baseline, (low, mid, high))]
    lower, median, upper = (yearly_risk(rate, model) for rate in rates)
    effects = tuple(draws.effect_interval(each.factor, each.state) for each in inputs)
    return _Spread(median, (lower, upper), (multiplier[0], multiplier[1]), effects)


def _category(multiplier: float, model: RiskModel) -> Category:
    well_below, around, above = model.category_limits
    if multiplier < well_below:
        return "well_below"
    if multiplier <= around:
        return "around"
    return "above" if multiplier <= above else "well_above"


def _scenarios(inputs: Sequence[FactorInput], multiplier: float, model: RiskModel) -> tuple[Scenario, ...]:
    modality = next(each for each in inputs if each.factor.input == "dialysis")
    return tuple(
        _scenario(row, multiplier / modality.effect if row.only else multiplier, model)
        for row in model.scenarios
        if row.only in {None, modality.value}
    )


def _scenario(row: ScenarioRate, multiplier: float, model: RiskModel) -> Scenario:
    return Scenario(row.id, row.label, yearly_risk(row.rate * multiplier, model), row.source, row.note)


def _contributions(inputs: Sequence[FactorInput], spread: _Spread) -> tuple[Contribution, ...]:
    return tuple(
        Contribution(each.factor.input, each.factor.label, each.value, each.effect, interval, each.factor.source)
        for each, interval in zip(inputs, spread.effects, strict=True)
    )


def _warnings(
    profile: Profile, inputs: Sequence[FactorInput], multiplier: float, spread: _Spread, model: RiskModel
) -> list[Warned]:
    ceiling = yearly_risk(model.cap, model)
    unknown = [each.factor.input for each in inputs if each.state is None]
    conditions = (
        (Warned("not_validated"), True),
        (Warned("lesions_unknown"), "lesions" not in profile.facts),
        (Warned("unknown_factors", {"factors": unknown}), bool(unknown)),
        (Warned("rate_cap_reached"), spread.interval[1] >= ceiling),
        (Warned("above_published_rates"), spread.median >= ceiling),
        (
            Warned("low_values_may_mean_poor_nutrition"),
            multiplier < model.category_limits[0] and low_values(profile, inputs, multiplier, model),
        ),
    )
    own = [Warned(code, details) for each in inputs for code, details in each.warnings]
    general = [warned for warned, applies in conditions if applies]
    return [*general, *own]
