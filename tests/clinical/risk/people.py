"""The worked examples A–J as flat objects, with the figures that a correct implementation gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

HD, PD = "haemodialysis", "peritoneal"


@dataclass(frozen=True)
class Example:
    data: dict[str, Any]
    multiplier: float
    multiplier_interval: tuple[float, float]
    median: float
    interval: tuple[float, float]
    category: str
    shown: tuple[str, str]
    warnings: frozenset[str]
    scenarios: tuple[float, ...]
    effects: tuple[float, ...]


def _example(data: dict[str, Any], *figures: Any, warnings: str = "") -> Example:
    return Example(data, *figures[:6], warnings=frozenset(warnings.split()), scenarios=figures[6], effects=figures[7])


# effects: dialysis, sex, age, diabetes, warfarin, bmi, calcium, phosphate
EXAMPLES = {
    "A": _example(
        {
            "age": 26,
            "sex": "female",
            "dialysis": PD,
            "dialysis_years": 2,
            "calcium": "10.6 mg/dL",
            "phosphate": 9.0,
            "pth": "<5 pg/mL",
            "transplant": True,
            "calcium_binder": True,
            "vitamin_d": "yes",
            "warfarin": False,
            "lesions": "none",
        },
        4.6486,
        (1.32, 15.34),
        0.8633,
        (0.1520, 4.4003),
        "well_above",
        ("0.2–4.4 or more", "0.9"),
        (0.186, 0.773, 1.609, 2.543),
        (1.6245, 1.2806, 1.3805, 1.0, 0.8929, 1.0, 1.3763, 1.3172),
        warnings="calcium_uncorrected unknown_factors rate_cap_reached",
    ),
    "B": _example(
        {
            "age": 58,
            "sex": "male",
            "dialysis": HD,
            "dialysis_years": 3,
            "bmi": 36,
            "diabetes": True,
            "warfarin": True,
            "calcium": 9.6,
            "phosphate": 6.5,
            "lesions": "none",
        },
        5.1278,
        (2.13, 11.39),
        0.9633,
        (0.2168, 4.0917),
        "well_above",
        ("0.2–4.1", "1.0"),
        (0.205, 0.853, 1.774),
        (1.0, 0.7883, 1.1578, 1.1858, 2.6786, 1.5102, 1.0956, 1.0691),
        warnings="calcium_uncorrected",
    ),
    "C": _example(
        {
            "age": 72,
            "sex": "male",
            "dialysis": HD,
            "bmi": 24,
            "diabetes": False,
            "warfarin": False,
            "calcium": 8.8,
            "phosphate": 4.6,
            "lesions": "none",
        },
        0.3214,
        (0.15, 0.63),
        0.0607,
        (0.0146, 0.2435),
        "well_below",
        ("0.01–0.24", "0.06"),
        (0.013, 0.054, 0.112),
        (1.0, 0.7883, 0.8276, 0.8142, 0.8929, 0.8137, 0.9128, 0.9123),
        warnings="calcium_uncorrected",
    ),
    "E": _example(
        {"age": 50, "sex": "female", "dialysis": HD},
        1.4827,
        (0.45, 5.05),
        0.2600,
        (0.0499, 1.4915),
        "around",
        ("<0.1–1.5", "0.3"),
        (0.059, 0.247, 0.516),
        (1.0, 1.2806, 1.1578, 1.0, 1.0, 1.0, 1.0, 1.0),
        warnings="lesions_unknown unknown_factors",
    ),
    "F": _example(
        {
            "age": 70,
            "sex": "male",
            "dialysis": HD,
            "diabetes": "yes",
            "warfarin": "no",
            "bmi": 31,
            "calcium": "2.30 mmol/L",
            "albumin": "29 g/L",
            "phosphate": "2.20 mmol/L",
            "pth": "64 pmol/L",
            "lesions": "none",
        },
        1.0865,
        (0.51, 2.15),
        0.2049,
        (0.0493, 0.8243),
        "around",
        ("0.05–0.82", "0.20"),
        (0.043, 0.181, 0.378),
        (1.0, 0.7883, 0.8276, 1.1858, 0.8929, 1.1672, 1.2278, 1.0975),
        warnings="calcium_corrected_unreliable",
    ),
    "G": _example(
        {
            "age": 50,
            "sex": "male",
            "dialysis": PD,
            "diabetes": "no",
            "warfarin": "no",
            "bmi": 53,
            "calcium": 11.8,
            "phosphate": 10.4,
            "lesions": "none",
        },
        5.1407,
        (1.72, 14.40),
        0.9642,
        (0.1892, 4.4003),
        "well_above",
        ("0.2–4.4 or more", "1.0"),
        (0.205, 0.855, 1.778, 2.808),
        (1.6245, 0.7883, 1.1578, 0.8142, 0.8929, 2.4014, 1.5078, 1.3172),
        warnings="outside_support calcium_uncorrected rate_cap_reached",
    ),
    "H": _example(
        {
            "age": 85,
            "sex": "female",
            "dialysis": HD,
            "diabetes": "no",
            "warfarin": "no",
            "bmi": 17,
            "calcium": 7.2,
            "phosphate": 2.1,
            "lesions": "none",
        },
        0.1989,
        (0.08, 0.47),
        0.0375,
        (0.0081, 0.1688),
        "well_below",
        ("0.01–0.17", "0.04"),
        (0.008, 0.033, 0.069),
        (1.0, 1.2806, 0.6888, 0.8142, 0.8929, 0.5973, 0.6785, 0.7655),
        warnings="outside_support calcium_uncorrected low_values_may_mean_poor_nutrition",
    ),
    "I": _example(
        {
            "age": 30,
            "sex": "female",
            "dialysis": PD,
            "diabetes": "yes",
            "warfarin": "yes",
            "bmi": 44,
            "calcium": 10.9,
            "phosphate": 8.8,
            "lesions": "none",
        },
        39.7213,
        (12.06, 122.25),
        4.4003,
        (1.3598, 4.4003),
        "well_above",
        ("1.4–4.4 or more", "4.4"),
        (1.576, 4.400, 4.400, 4.400),
        (1.6245, 1.2806, 1.3805, 1.1858, 2.6786, 2.2808, 1.4738, 1.2954),
        warnings="rate_cap_reached above_published_rates calcium_uncorrected",
    ),
    "J": _example(
        {
            "age": 50,
            "sex": "female",
            "dialysis": HD,
            "diabetes": "yes",
            "phosphate": "> 9",
            "ionized_calcium": "1.31 mmol/L",
            "obesity": "yes",
            "transplant": "yes",
            "warfarin": "unknown",
            "lesions": "none",
        },
        1.7582,
        (0.59, 5.82),
        0.3132,
        (0.0636, 1.7195),
        "above",
        ("0.1–1.7", "0.3"),
        (0.070, 0.293, 0.612),
        (1.0, 1.2806, 1.1578, 1.1858, 1.0, 1.0, 1.0, 1.0),
        warnings="comparator_not_used unknown_factors",
    ),
}
