"""A second, independent implementation: closed form for the multiplier, convolution on the log scale for the rest.

It shares nothing with the program: the constants are typed in again, and no random number is drawn. Every term of
ln(rate) is independent, so its density is the convolution of theirs on a grid of `STEP`.
"""

from __future__ import annotations

from functools import lru_cache
from math import erf, exp, log, sqrt

import numpy as np

STEP = 0.002
HETEROGENEITY = 0.2
CAP = 45.0
AGES = ((22, 2.7, 0.12), (46, 2.1, 0.38), (66, 1.3, 0.36), (81, 1.0, 0.14))
# id: (shrinkage, ratio, standard error, prevalence; 0 = not recentred)
YES_NO = {
    "pd": (0.7, 2.0, 0.3, 0.0),
    "female": (0.7, 2.0, 0.2, 0.43),
    "diabetes": (0.8, 1.6, 0.25, 0.5),
    "warfarin": (1.0, 3.0, 0.25, 0.06),
}
# id: (shrinkage, ratio, standard error, per, reference, lower clip, upper clip, population sd)
VALUES = {
    "bmi": (0.8, 1.38, 0.05, 5.0, 28.0, 18.0, 45.0, 6.5),
    "calcium": (0.8, 1.33, 0.08, 1.0, 9.2, 7.5, 11.0, 0.7),
    "phosphate": (0.8, 1.11, 0.03, 1.0, 5.7, 2.5, 9.0, 1.6),
}
Density = tuple[float, np.ndarray]  # first grid point (a whole multiple of STEP), probabilities


def multiplier(person: dict[str, object]) -> float:
    """The product of the point effects. `person`: pd, female, age, diabetes, warfarin, bmi, calcium, phosphate."""
    product = 1.0
    for name, (shrink, ratio, _, share) in YES_NO.items():
        if person[name] is not None:
            beta = shrink * log(ratio)
            product *= exp(beta * bool(person[name])) / (1 + share * (exp(beta) - 1))
    product *= exp(_band_log(int(person["age"]), 1.0))  # type: ignore[call-overload]
    for name, (shrink, ratio, *_) in VALUES.items():
        if person[name] is not None:
            product *= ratio ** (shrink * _u(name, float(person[name])))  # type: ignore[arg-type]
    return product


def spread(person: dict[str, object]) -> dict[str, float]:
    """Percentiles of the yearly risk in per cent (`low`, `mid`, `high`) and of the multiplier (`m_low`, `m_high`)."""
    terms = [_yes_no(name, person[name]) for name in YES_NO]  # type: ignore[arg-type]
    terms += [_age(int(person["age"]))]  # type: ignore[call-overload]
    terms += [_value(name, person[name]) for name in VALUES]  # type: ignore[arg-type]
    product = terms[0]
    for term in terms[1:]:
        product = _add(product, term)
    rate = _add(product, _baseline())
    risks = [100 * (1 - exp(-min(exp(_at(rate, share)), CAP) / 1000)) for share in (0.025, 0.5, 0.975)]
    return {
        "low": risks[0],
        "mid": risks[1],
        "high": risks[2],
        "m_low": exp(_at(product, 0.025)),
        "m_high": exp(_at(product, 0.975)),
    }


def _u(name: str, value: float) -> float:
    _, _, _, per, reference, low, high, _ = VALUES[name]
    return (min(max(value, low), high) - reference) / per


def _band_log(age: int, steepness: float) -> float:
    ratio = [ratio for start, ratio, _ in AGES if age >= start][-1]
    mean = sum(share * other ** (0.7 * steepness) for _, other, share in AGES)
    return 0.7 * steepness * log(ratio) - log(mean)


def _bin(points: np.ndarray, weights: np.ndarray) -> Density:
    """Put weighted points on the grid, each shared between its two neighbours so that the mean is kept."""
    places = points / STEP
    first = int(np.floor(places.min()))
    mass = np.zeros(int(np.ceil(places.max())) - first + 2)
    below = np.floor(places).astype(int)
    part = places - below
    np.add.at(mass, below - first, weights * (1 - part))
    np.add.at(mass, below - first + 1, weights * part)
    return first * STEP, mass / mass.sum()


def _add(one: Density, two: Density) -> Density:
    size = len(one[1]) + len(two[1]) - 1
    width = 1 << (size - 1).bit_length()
    mass = np.fft.irfft(np.fft.rfft(one[1], width) * np.fft.rfft(two[1], width), width)[:size]
    return one[0] + two[0], np.clip(mass, 0, None)


def _at(density: Density, share: float) -> float:
    below = np.concatenate(([0.0], np.cumsum(density[1])))
    edges = density[0] + STEP * (np.arange(len(below)) - 0.5)
    return float(np.interp(share * below[-1], below, edges))


@lru_cache
def _normal() -> tuple[np.ndarray, np.ndarray]:
    points = np.linspace(-6, 6, 4001)
    return points, np.exp(-points * points / 2)


@lru_cache
def _baseline() -> Density:
    low, mode, high = log(0.4), log(2.0), log(9.0)
    points = np.linspace(low, high, 20001)
    rising, falling = (points - low) / (mode - low), (high - points) / (high - mode)
    return _bin(points, np.minimum(rising, falling))


@lru_cache
def _yes_no(name: str, answer: bool | None) -> Density:
    shrink, ratio, error, share = YES_NO[name]
    z, weight = _normal()
    v = shrink * log(ratio) + sqrt((shrink * error) ** 2 + HETEROGENEITY**2) * z
    centre = np.log1p(share * np.expm1(v))
    if answer is not None:
        return _bin(v * bool(answer) - centre, weight)
    return _bin(np.concatenate((v - centre, -centre)), np.concatenate((share * weight, (1 - share) * weight)))


@lru_cache
def _age(age: int) -> Density:
    z, weight = _normal()
    return _bin(np.array([_band_log(age, 1 + 0.4 * each) for each in z]), weight)


@lru_cache
def _value(name: str, value: float | None) -> Density:
    shrink, ratio, error, per, reference, low, high, sd = VALUES[name]
    if value is not None:
        return _around(_u(name, value), shrink * log(ratio), shrink * error)
    inner = np.linspace(low, high, 241)
    half = (inner[1] - inner[0]) / 2
    shares = np.array([_below(each + half, reference, sd) - _below(each - half, reference, sd) for each in inner])
    shares[0], shares[-1] = _below(low + half, reference, sd), 1 - _below(high - half, reference, sd)
    parts = [_around((each - reference) / per, shrink * log(ratio), shrink * error) for each in inner]
    points = np.concatenate([start + STEP * np.arange(len(mass)) for start, mass in parts])
    weights = np.concatenate([share * mass for share, (_, mass) in zip(shares, parts, strict=True)])
    return _bin(points, weights)


def _around(u: float, beta: float, beta_sd: float) -> Density:
    z, weight = _normal()
    sd = sqrt((beta_sd * u) ** 2 + (HETEROGENEITY * min(abs(u), 1)) ** 2)
    return _bin(beta * u + sd * z, weight)


def _below(value: float, mean: float, sd: float) -> float:
    return 0.5 * (1 + erf((value - mean) / (sd * sqrt(2))))
