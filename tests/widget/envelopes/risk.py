"""The estimate in its forms."""

from __future__ import annotations

from typing import Any

from tests.widget.envelopes.shape import DISCLAIMER, SOURCES, Json, turn


def contribution(factor: str, value: Any, effect: float, low: float, high: float) -> Json:
    return {"factor": factor, "value": value, "relative_effect": effect, "interval": [low, high], "source": "one"}


def risk_object(multiplier: float = 4.6486) -> Json:
    return {
        "model": "test",
        "estimate": 0.8633,
        "interval": [0.152, 4.4003],
        "unit": "%/year",
        "horizon": "1 year",
        "multiplier": multiplier,
        "multiplier_interval": [1.32, 15.34],
        "category": "well_above",
        "baseline": {},
        "scenarios": [
            {"label": "Germany", "value": 0.186, "source": "one", "note": "registry"},
            {
                "label": "United States",
                "value": 1.609,
                "source": "two",
                "note": "does not reconcile with its own case count",
            },
        ],
        "contributions": [
            contribution("dialysis", "peritoneal", 1.6245, 1.1, 2.4),
            contribution("sex", "female", 1.2806, 1.0, 1.6),
            contribution("age", "22-45", 1.3805, 1.1, 1.9),
            contribution("diabetes", None, 1.0, 0.7, 1.4),
            contribution("warfarin", False, 0.8929, 0.8, 0.95),
            contribution("bmi", None, 1.0, 0.6, 1.7),
            contribution("calcium", 10.6, 1.3763, 0.9, 2.1),
            contribution("phosphate", 9.0, 1.3172, 0.9, 2.0),
        ],
        "not_used": [{"factor": "pth", "reason": "direction_disputed"}],
        "warnings": [
            {"code": "not_validated", "text": "This calculation has not been tested on patients."},
            {"code": "rate_cap_reached", "text": "The upper limit is the highest rate ever published."},
        ],
        "derived": {"calcium_phosphate_product": {"value": 95.4, "unit": "mg2/dL2"}},
    }


def risk(audience: str) -> list[Json]:
    return turn(
        ["Here is the estimate."],
        "Why is it so?",
        "What if my phosphate were 5?",
        "Summary for my visit",
        label="assess_risk",
        audience=audience,
        risk=risk_object(),
        sources=SOURCES,
        disclaimer=DISCLAIMER,
    )


def spoken_risk(shown: str = "words") -> list[Json]:
    """The patient's estimate as the real server gives it: said in words, the number behind a reply of its own."""
    texts = ["Your chance looks well above the average.", "Most people like you never get it."]
    return turn(texts, "Show the number", risk={**risk_object(), "shown": shown}, disclaimer=DISCLAIMER)


def well_below() -> list[Json]:
    low = {**risk_object(0.2), "category": "well_below", "estimate": 0.0375, "interval": [0.0081, 0.1688]}
    low["warnings"] = [
        {"code": "low_values_may_mean_poor_nutrition", "text": "Low values can also mean poor nutrition."}
    ]
    return turn(["Here is the estimate."], risk=low, disclaimer=DISCLAIMER)


def refused() -> list[Json]:
    nothing = {
        **risk_object(),
        "estimate": None,
        "interval": None,
        "multiplier": None,
        "category": None,
        "scenarios": [],
        "contributions": [],
        "warnings": [{"code": "lesions_present", "text": "Painful skin changes need to be seen by a doctor today."}],
    }
    return turn(["No number can be given."], "What to tell the doctor", risk=nothing, disclaimer=DISCLAIMER)
