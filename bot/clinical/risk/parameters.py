"""The parameters of the estimate, as immutable data loaded from `risk_model.yml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import exp, log
from types import MappingProxyType
from typing import Any

from bot.errors import ContentError

__all__ = ["Bands", "Baseline", "Factor", "Message", "PerUnit", "RiskModel", "ScenarioRate", "YesNo"]

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class YesNo:
    """A factor that is present or not. `present` is the input value that means yes (None: true or false)."""

    id: str
    input: str
    label: str
    source: str
    beta: float
    beta_sd: float
    recentre: bool
    prevalence: float
    present: str | None
    may_be_unknown: bool

    def effect(self, state: bool | None) -> float:
        """Return the relative effect for yes, no or unknown (1)."""
        if state is None:
            return 1.0
        centre = 1 + self.prevalence * (exp(self.beta) - 1) if self.recentre else 1.0
        return (exp(self.beta) if state else 1.0) / centre


@dataclass(frozen=True, slots=True)
class Bands:
    """Age in bands: name, first year, log ratio already shrunk, share of the population."""

    id: str
    input: str
    label: str
    source: str
    names: tuple[str, ...]
    starts: tuple[int, ...]
    log_ratios: tuple[float, ...]
    weights: tuple[float, ...]
    steepness_sd: float

    def band(self, age: int) -> int:
        """Return the index of the band of `age` (years); the lowest band for anyone younger."""
        return max(sum(age >= start for start in self.starts) - 1, 0)

    def effect(self, state: int) -> float:
        """Return c of band number `state`."""
        ratios = [exp(each) for each in self.log_ratios]
        return ratios[state] / sum(weight * ratio for weight, ratio in zip(self.weights, ratios, strict=True))


@dataclass(frozen=True, slots=True)
class PerUnit:
    """A factor that acts per `per` units of a measured value, between the limits of `clip` (inclusive)."""

    id: str
    input: str
    label: str
    source: str
    beta: float
    beta_sd: float
    per: float
    unit: str
    reference: float
    clip: tuple[float, float]
    population_sd: float

    def steps(self, value: float) -> float:
        """Return u: the distance of the clipped value from the reference, in steps of `per`."""
        low, high = self.clip
        return (min(max(value, low), high) - self.reference) / self.per

    def effect(self, state: float | None) -> float:
        """Return c for u = `state`, or 1 when unknown."""
        return 1.0 if state is None else exp(self.beta * state)


Factor = YesNo | Bands | PerUnit


@dataclass(frozen=True, slots=True)
class Baseline:
    """The log-triangular baseline rate per 1000 patient-years, with its sources."""

    low: float
    mode: float
    high: float
    population: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioRate:
    """One published rate per 1000 patient-years. `only`: the kind of dialysis for which it is already meant."""

    id: str
    label: str
    rate: float
    source: str
    note: str
    only: str | None


@dataclass(frozen=True, slots=True)
class Message:
    """A warning or refusal in both voices, with {placeholders}."""

    code: str
    patient: str
    clinician: str

    def text(self, voice: str, **fill: object) -> str:
        """Return the text for `patient` or `clinician`."""
        return (self.patient if voice == "patient" else self.clinician).format(**fill)


@dataclass(frozen=True, slots=True, eq=False)
class RiskModel:
    """Everything the estimate needs; compared and hashed by identity, so that draws can be kept per model."""

    name: str
    unit: str
    horizon: str
    draws: int
    seed: int
    percentiles: tuple[float, float, float]
    baseline: Baseline
    scenarios: tuple[ScenarioRate, ...]
    heterogeneity: float
    cap: float
    minimum_age: int
    category_limits: tuple[float, float, float]
    factors: tuple[Factor, ...]
    bmi_low: float
    albumin_low: Decimal
    multiplier_without_low_minerals: float
    not_used: Mapping[str, str]
    reasons: Mapping[str, tuple[str, tuple[str, ...]]]
    messages: Mapping[str, Message]
    required: Mapping[str, Mapping[str, str]]
    refusal_order: tuple[str, ...]
    originals: Mapping[str, str]

    def factor(self, name: str) -> Factor:
        """Return the factor that scores the contract id `name`; `KeyError` if none does."""
        return next((each for each in self.factors if each.input == name), None) or _missing(name)

    @classmethod
    def from_dict(cls, data: Row) -> RiskModel:
        """Build the model from the content of `risk_model.yml`; `ContentError` (CL102) when it cannot be read."""
        try:
            return _model(data)
        except (KeyError, TypeError, ValueError, ArithmeticError) as fault:
            raise ContentError(
                f"The risk model cannot be read: {fault!r}.",
                code="CL102",
                field="risk_model",
                remedy="Correct knowledge/risk_model.yml.",
            ) from fault


def _missing(name: str) -> Factor:
    raise KeyError(name)


def _model(data: Row) -> RiskModel:
    simulation = data["simulation"]
    limits = data["category_limits"]
    nutrition = data["poor_nutrition"]
    low, mid, high = simulation["percentiles"]["value"]
    return RiskModel(
        name=data["model"],
        unit=data["unit"],
        horizon=data["horizon"],
        draws=int(simulation["draws"]["value"]),
        seed=int(simulation["seed"]["value"]),
        percentiles=(low, mid, high),
        baseline=_baseline(data["baseline_per_1000"]),
        scenarios=tuple(_scenario(row) for row in data["scenarios_per_1000"]),
        heterogeneity=_value(data, "heterogeneity_sd_log"),
        cap=_value(data, "rate_cap_per_1000"),
        minimum_age=int(_value(data, "minimum_age")),
        category_limits=(limits["well_below"], limits["around"], limits["above"]),
        factors=tuple(_READERS[row["kind"]](row) for row in data["factors"]),
        bmi_low=_value(nutrition, "bmi_below"),
        albumin_low=Decimal(str(nutrition["albumin_g_dl_below"]["value"])),
        multiplier_without_low_minerals=_value(nutrition, "multiplier_without_low_minerals"),
        not_used=MappingProxyType(dict(data["not_used"])),
        reasons=MappingProxyType(
            {code: (row["text"], tuple(row["sources"])) for code, row in data["not_used_reasons"].items()}
        ),
        messages=MappingProxyType({row["code"]: _message(row) for row in _all_messages(data)}),
        required=MappingProxyType({name: MappingProxyType(dict(row)) for name, row in data["required"].items()}),
        refusal_order=tuple(row["code"] for row in data["refusals"]),
        originals=MappingProxyType({row["source"]: row["original"] for row in data["reports"]}),
    )


def _all_messages(data: Row) -> list[Row]:
    always = {"code": "always_with_well_below", **data["always_with_well_below"]}
    return [*data["refusals"], *data["warnings"], always]


def _message(row: Row) -> Message:
    return Message(row["code"], row["patient"], row["clinician"])


def _value(data: Row, name: str) -> float:
    return float(data[name]["value"])


def _baseline(row: Row) -> Baseline:
    return Baseline(
        _value(row, "min"), _value(row, "mode"), _value(row, "max"), row["population"], tuple(row["sources"])
    )


def _scenario(row: Row) -> ScenarioRate:
    return ScenarioRate(row["id"], row["label"], float(row["value"]), row["source"], row["note"], row.get("only"))


def _yes_no(row: Row) -> YesNo:
    shrinkage = _value(row, "shrinkage")
    recentre = bool(row["recentre"])
    return YesNo(
        id=row["id"],
        input=row["input"],
        label=row["label"],
        source=row["ratio"]["source"],
        beta=shrinkage * log(_value(row, "ratio")),
        beta_sd=shrinkage * _value(row, "log_se"),
        recentre=recentre,
        prevalence=_value(row, "prevalence") if recentre else 0.0,
        present=row.get("present"),
        may_be_unknown=bool(row.get("may_be_unknown", False)),
    )


def _bands(row: Row) -> Bands:
    shrinkage = _value(row, "shrinkage")
    bands = row["bands"]
    return Bands(
        id=row["id"],
        input=row["input"],
        label=row["label"],
        source=row["ratio_source"],
        names=tuple(band["name"] for band in bands),
        starts=tuple(int(band["from"]) for band in bands),
        log_ratios=tuple(shrinkage * log(band["ratio"]) for band in bands),
        weights=tuple(float(band["weight"]) for band in bands),
        steepness_sd=_value(row, "steepness_sd"),
    )


def _per_unit(row: Row) -> PerUnit:
    shrinkage = _value(row, "shrinkage")
    low, high = row["clip"]["value"]
    return PerUnit(
        id=row["id"],
        input=row["input"],
        label=row["label"],
        source=row["ratio"]["source"],
        beta=shrinkage * log(_value(row, "ratio")),
        beta_sd=shrinkage * _value(row, "log_se"),
        per=_value(row, "per"),
        unit=row["per"]["unit"],
        reference=_value(row, "reference"),
        clip=(float(low), float(high)),
        population_sd=_value(row, "population_sd"),
    )


_READERS: Mapping[str, Callable[[Row], Factor]] = {"yes-no": _yes_no, "bands": _bands, "per-unit": _per_unit}
