"""How the figures of an estimate are written: no more digits than they deserve, interval first."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from bot.clinical.numbers import rounded
from bot.clinical.risk.result import Contribution, Interval, RiskEstimate

__all__ = ["Shown", "by_weight", "decimals", "effect", "of_thousand", "percent", "shown"]

_RATE_CAP = "rate_cap_reached"


@dataclass(frozen=True, slots=True)
class Shown:
    """The figures of an estimate as text, without units: `"0.2–4.4 or more"`, `"0.9"`, `"4.65"`."""

    interval: str
    median: str
    multiplier: str
    multiplier_interval: str


def decimals(interval: Interval) -> int:
    """Return the decimals of an interval (per cent) and its median: one when the upper limit is 1 or more, else two."""
    return 1 if interval[1] >= 1 else 2


def percent(value: float, places: int) -> str:
    """Return `value` half-up with `places` decimals; what would read zero is written `<0.1` or `<0.01`."""
    text = rounded(value, places)
    return f"<{rounded(10**-places, places)}" if not float(text) else text


def effect(value: float) -> str:
    """Return a relative effect or multiplier with two decimals; what would read zero is `<0.01`."""
    return percent(value, 2)


def shown(estimate: RiskEstimate) -> Shown | None:
    """Return the figures as text, or None after a refusal."""
    if estimate.estimate is None or estimate.interval is None or estimate.multiplier is None:
        return None
    places = decimals(estimate.interval)
    low, high = (percent(each, places) for each in estimate.interval)
    more = " or more" if _RATE_CAP in estimate.codes() else ""
    bounds = estimate.multiplier_interval or (estimate.multiplier, estimate.multiplier)
    return Shown(
        interval=f"{low}–{high}{more}",
        median=percent(estimate.estimate, places),
        multiplier=effect(estimate.multiplier),
        multiplier_interval="–".join(effect(each) for each in bounds),
    )


def by_weight(estimate: RiskEstimate) -> tuple[Contribution, ...]:
    """Return the contributions with the strongest effect, up or down, first; unknown factors at the end."""
    return tuple(sorted(estimate.contributions, key=lambda each: -abs(log(each.relative_effect))))


def of_thousand(value: float) -> int:
    """Return how many people of 1,000 a risk in per cent means, rounded to whole people, at least 1."""
    return max(int(rounded(value * 10, 0)), 1)
