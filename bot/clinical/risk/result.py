"""The estimate as an immutable result, and the `risk` object of the interface contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.clinical.derived import Quantity
from bot.clinical.facts import Fact
from bot.clinical.risk.parameters import RiskModel

__all__ = ["Category", "Contribution", "NotUsed", "RiskEstimate", "Scenario", "Warned"]

Category = Literal["well_below", "around", "above", "well_above"]
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Contribution:
    """One scored factor: its point effect (their product is the multiplier) and the interval of the drawn effect."""

    factor: str
    label: str
    value: Fact | None
    relative_effect: float
    interval: Interval
    source: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """One published rate times the multiplier, as risk in per cent per year."""

    id: str
    label: str
    value: float
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class NotUsed:
    """Something given that was not scored, with a reason code, its words and sources."""

    factor: str
    reason: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning or refusal: its code and what fills its words."""

    code: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RiskEstimate:
    """The estimate, or its refusal (then all figures are None). Per cent per year, unrounded.

    `refusals` lists the reasons of `refusals.py`, in its order; `warnings` holds them first, then the others.
    """

    model: RiskModel
    estimate: float | None
    interval: Interval | None
    multiplier: float | None
    multiplier_interval: Interval | None
    category: Category | None
    scenarios: tuple[Scenario, ...]
    contributions: tuple[Contribution, ...]
    not_used: tuple[NotUsed, ...]
    warnings: tuple[Warned, ...]
    refusals: tuple[str, ...]
    derived: Mapping[str, Quantity]

    @property
    def refused(self) -> bool:
        """Whether no number is given."""
        return bool(self.refusals)

    def codes(self) -> tuple[str, ...]:
        """Return the codes of all warnings, in order."""
        return tuple(warning.code for warning in self.warnings)

    def text(self, code: str, voice: str = "clinician") -> str:
        """Return the words of the first warning with `code`; `KeyError` when there is none."""
        found = next((warning for warning in self.warnings if warning.code == code), None)
        if found is None:
            raise KeyError(code)
        return self._words(found, voice)

    def as_contract(self, voice: Literal["patient", "clinician"] = "clinician") -> dict[str, Any]:
        """Return the contract's `risk` object, with the words of the warnings in the given voice."""
        baseline = self.model.baseline
        return {
            "model": self.model.name,
            "estimate": self.estimate,
            "interval": _list(self.interval),
            "unit": self.model.unit,
            "horizon": self.model.horizon,
            "multiplier": self.multiplier,
            "multiplier_interval": _list(self.multiplier_interval),
            "category": self.category,
            "baseline": {
                "min": baseline.low,
                "mode": baseline.mode,
                "max": baseline.high,
                "unit": "per 1000 patient-years",
                "population": baseline.population,
                "sources": list(baseline.sources),
            },
            "scenarios": [
                {"label": each.label, "value": each.value, "source": each.source, "note": each.note}
                for each in self.scenarios
            ],
            "contributions": [
                {
                    "factor": each.factor,
                    "value": each.value,
                    "relative_effect": each.relative_effect,
                    "interval": list(each.interval),
                    "source": each.source,
                    "original": self.model.originals.get(each.source),
                }
                for each in self.contributions
            ],
            "not_used": [
                {"factor": each.factor, "reason": each.reason, "text": each.text, "sources": list(each.sources)}
                for each in self.not_used
            ],
            "warnings": [
                {"code": each.code, "text": self._words(each, voice), **each.details} for each in self.warnings
            ],
            "derived": {name: quantity.as_contract() for name, quantity in self.derived.items()},
        }

    def _words(self, warning: Warned, voice: str) -> str:
        labels = {factor.input: factor.label.lower() for factor in self.model.factors} | {"bmi": "BMI"}
        if warning.code == "missing_required":
            labels |= {name: words[voice] for name, words in self.model.required.items()}
        filled = {key: _plain(value, labels) for key, value in warning.details.items()}
        return self.model.messages[warning.code].text(voice, **filled)


def _plain(value: object, labels: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return ", ".join(_plain(each, labels) for each in value)
    return f"{value:g}" if isinstance(value, float) else labels.get(str(value), str(value)).replace("_", " ")


def _list(interval: Interval | None) -> list[float] | None:
    return None if interval is None else list(interval)
