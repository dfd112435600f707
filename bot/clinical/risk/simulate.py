"""The distribution of the estimate: one set of random draws for everybody, kept and reused.

The draws do not depend on the person, so that the same person with one value changed is compared on the same random
numbers, and so that an estimate only has to add up vectors. They are kept in single precision: about 12 MB, and as
much again for the effects of yes/no answers and age bands once these have been asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import log
from typing import Protocol

import numpy as np
import numpy.typing as npt

from bot.clinical.risk.parameters import Bands, Baseline, Factor, PerUnit, RiskModel, YesNo

__all__ = ["Simulation", "State", "percentiles", "simulation"]

Vector = npt.NDArray[np.float32]
State = bool | int | float | None
_Rng = np.random.Generator


class Simulation:
    """The draws of one model, made in the canonical order: baseline, then each factor in file order."""

    def __init__(self, model: RiskModel) -> None:
        """Draw everything from the model's seed."""
        rng = np.random.default_rng(model.seed)
        self._percentiles = model.percentiles
        self.log_baseline = _triangular(rng.random(model.draws), model.baseline)
        self._samplers: dict[str, _Sampler] = {factor.id: _sampler(factor, rng, model) for factor in model.factors}
        self._intervals: dict[tuple[str, State], tuple[float, float]] = {}

    def log_effect(self, factor: Factor, state: State) -> Vector:
        """Return the drawn ln c of one factor, shape (draws,). `state`: yes/no, band number, u, or None = unknown."""
        return self._samplers[factor.id].log_effect(state)

    def log_multiplier(self, states: Sequence[tuple[Factor, State]]) -> Vector:
        """Return the drawn ln of the product of all effects, shape (draws,)."""
        total = np.zeros_like(self.log_baseline)
        for factor, state in states:
            total += self.log_effect(factor, state)
        return total

    def effect_interval(self, factor: Factor, state: State) -> tuple[float, float]:
        """Return the lower and upper percentile of the drawn c of one factor."""
        if isinstance(factor, PerUnit) and state is not None:
            return self._bounds(factor, state)
        key = (factor.id, state)
        if key not in self._intervals:
            self._intervals[key] = self._bounds(factor, state)
        return self._intervals[key]

    def _bounds(self, factor: Factor, state: State) -> tuple[float, float]:
        low, _, high = self._percentiles
        bounds = np.exp(percentiles(self.log_effect(factor, state), (low, high)))
        return float(bounds[0]), float(bounds[1])


def percentiles(values: Vector, wanted: Sequence[float]) -> npt.NDArray[np.float64]:
    """Return percentiles (0–100) of `values` with linear interpolation, shape (len(wanted),)."""
    places = [each / 100 * (len(values) - 1) for each in wanted]
    below = [int(place) for place in places]
    above = [min(place + 1, len(values) - 1) for place in below]
    ordered = np.partition(values, sorted({*below, *above}))
    low, high = ordered[below].astype(np.float64), ordered[above].astype(np.float64)
    return low + (high - low) * (np.array(places) - below)


@lru_cache(maxsize=2)
def simulation(model: RiskModel) -> Simulation:
    """Return the draws of `model`, made once. Takes about 0.1 s the first time: call it at start to warm up."""
    return Simulation(model)


class _Sampler(Protocol):
    def log_effect(self, state: State) -> Vector: ...


def _sampler(factor: Factor, rng: _Rng, model: RiskModel) -> _Sampler:
    if isinstance(factor, YesNo):
        return _YesNoSampler(factor, rng, model)
    return _BandSampler(factor, rng, model) if isinstance(factor, Bands) else _PerUnitSampler(factor, rng, model)


def _single(values: npt.NDArray[np.float64]) -> Vector:
    return values.astype(np.float32)


def _triangular(uniform: npt.NDArray[np.float64], baseline: Baseline) -> Vector:
    low, mode, high = log(baseline.low), log(baseline.mode), log(baseline.high)
    share = (mode - low) / (high - low)
    rising = low + np.sqrt(uniform * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - uniform) * (high - low) * (high - mode))
    return _single(np.where(uniform < share, rising, falling))


class _YesNoSampler:
    """v = β* + ε stands in the numerator and in the recentring; an unknown answer is yes with the prevalence."""

    def __init__(self, factor: YesNo, rng: _Rng, model: RiskModel) -> None:
        self._factor = factor
        shrunk = factor.beta + factor.beta_sd * rng.standard_normal(model.draws)
        self._v = _single(shrunk + model.heterogeneity * rng.standard_normal(model.draws))
        self._drawn = rng.random(model.draws) < factor.prevalence if factor.may_be_unknown else None
        self._kept: dict[State, Vector] = {}

    def log_effect(self, state: State) -> Vector:
        if state not in self._kept:
            self._kept[state] = self._effect(state)
        return self._kept[state]

    def _effect(self, state: State) -> Vector:
        if state is None and self._drawn is None:
            raise ValueError(f"{self._factor.id} cannot be unknown")
        present: Vector | float = float(bool(state)) if state is not None else np.asarray(self._drawn, np.float32)
        raised = self._v * present
        if self._factor.recentre:
            raised = raised - np.log1p(self._factor.prevalence * np.expm1(self._v))
        return np.asarray(raised, np.float32)


class _BandSampler:
    """One draw of steepness multiplies every log ratio and the recentring."""

    def __init__(self, factor: Bands, rng: _Rng, model: RiskModel) -> None:
        self._factor = factor
        self._steepness = _single(1 + factor.steepness_sd * rng.standard_normal(model.draws))
        self._kept: dict[State, Vector] = {}

    def log_effect(self, state: State) -> Vector:
        if state not in self._kept:
            self._kept[state] = self._effect(int(state or 0))
        return self._kept[state]

    def _effect(self, band: int) -> Vector:
        factor = self._factor
        mean = np.zeros_like(self._steepness)
        for weight, ratio in zip(factor.weights, factor.log_ratios, strict=True):
            mean += np.float32(weight) * np.exp(np.float32(ratio) * self._steepness)
        return np.asarray(np.float32(factor.log_ratios[band]) * self._steepness - np.log(mean), np.float32)


class _PerUnitSampler:
    """ln c = β* u + ε min(|u|, 1); an unknown value is drawn from its population and clipped like a typed one."""

    def __init__(self, factor: PerUnit, rng: _Rng, model: RiskModel) -> None:
        self._slope = _single(factor.beta + factor.beta_sd * rng.standard_normal(model.draws))
        self._noise = _single(model.heterogeneity * rng.standard_normal(model.draws))
        value = factor.reference + factor.population_sd * rng.standard_normal(model.draws)
        steps = _single((np.clip(value, *factor.clip) - factor.reference) / factor.per)
        self._unknown: Vector = self._slope * steps + self._noise * np.minimum(np.abs(steps), np.float32(1))

    def log_effect(self, state: State) -> Vector:
        if state is None:
            return self._unknown
        effect: Vector = self._slope * np.float32(state) + self._noise * np.float32(min(abs(state), 1))
        return effect
