"""What each factor uses: the value, the state that enters the formula, and the warnings that come with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.clinical.facts import Fact
from bot.clinical.reading import LabReading
from bot.clinical.risk.parameters import Bands, Factor, PerUnit, RiskModel, YesNo
from bot.clinical.risk.profile import CORRECTED, Profile

__all__ = ["FactorInput", "Warned", "factor_inputs"]

Warned = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class FactorInput:
    """One factor as used. `state` enters the formula (None = unknown); `value` is shown (before clipping)."""

    factor: Factor
    state: bool | int | float | None
    value: Fact | None
    warnings: tuple[Warned, ...] = ()

    @property
    def effect(self) -> float:
        """Return the point effect c (1 when unknown)."""
        return self.factor.effect(self.state)  # type: ignore[arg-type]


def factor_inputs(profile: Profile, model: RiskModel) -> tuple[FactorInput, ...]:
    """Return the inputs in file order. The profile has passed the refusals: dialysis, age and sex are known."""
    return tuple(_input(factor, profile) for factor in model.factors)


def _input(factor: Factor, profile: Profile) -> FactorInput:
    known = profile.facts.get(factor.input)
    if isinstance(factor, YesNo):
        return FactorInput(factor, _answer(factor, known), known)
    if isinstance(factor, Bands):
        band = factor.band(int(known or 0))
        return FactorInput(factor, band, factor.names[band])
    return _MEASURED.get(factor.input, _fact)(factor, profile)


def _answer(factor: YesNo, known: Fact | None) -> bool | None:
    if known is None:
        return None
    return known == factor.present if factor.present is not None else bool(known)


def _fact(factor: PerUnit, profile: Profile) -> FactorInput:
    known = profile.facts.get(factor.input)
    return _measured(factor, float(known), ()) if known is not None else FactorInput(factor, None, None)


def _calcium(factor: PerUnit, profile: Profile) -> FactorInput:
    """Choose the laboratory's own corrected calcium, else correct for albumin, else take the total as it is."""
    own, total, albumin = profile.lab(CORRECTED), profile.lab("calcium"), profile.lab("albumin")
    censored = _censored("calcium", total if not (own and own.usable) else None)
    if profile.corrected is not None:
        warned: tuple[Warned, ...] = () if own and own.usable else (("calcium_corrected_unreliable", {}),)
        return _measured(factor, float(profile.corrected), _unusual(total) + warned)
    if total is None or not total.usable or total.canonical_value is None:
        return FactorInput(factor, None, None, censored)
    warned = (*_censored("albumin", albumin), *_unusual(total), ("calcium_uncorrected", {}))
    return _measured(factor, float(total.canonical_value), warned)


def _phosphate(factor: PerUnit, profile: Profile) -> FactorInput:
    reading = profile.lab("phosphate")
    if reading is None or not reading.usable or reading.canonical_value is None:
        return FactorInput(factor, None, None, _censored("phosphate", reading))
    return _measured(factor, float(reading.canonical_value), _unusual(reading))


_MEASURED: Mapping[str, Callable[[PerUnit, Profile], FactorInput]] = {"calcium": _calcium, "phosphate": _phosphate}


def _measured(factor: PerUnit, value: float, warnings: tuple[Warned, ...]) -> FactorInput:
    low, high = factor.clip
    if not low <= value <= high:
        outside = ("outside_support", {"factor": factor.input, "low": low, "high": high})
        warnings = (outside, *warnings)
    return FactorInput(factor, factor.steps(value), value, warnings)


def _censored(name: str, reading: LabReading | None) -> tuple[Warned, ...]:
    return (("comparator_not_used", {"factor": name}),) if reading is not None and reading.comparator else ()


def _unusual(reading: LabReading | None) -> tuple[Warned, ...]:
    """Warn of a value that was accepted but lies outside the usual span for its analyte (perhaps another unit)."""
    odd = reading is not None and reading.check and reading.unit_source == "typed"
    return (("check_value", {"factor": reading.analyte}),) if odd and reading is not None else ()
