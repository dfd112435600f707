"""The estimate: every worked example, a second opinion by another way, and the properties it must have."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clinical.risk import RiskEstimate, RiskModel, estimate, read_profile
from bot.clinical.risk.display import shown
from tests.clinical.conftest import CATALOGUE, MODEL
from tests.clinical.risk import second_opinion
from tests.clinical.risk.people import EXAMPLES, HD, PD, Example

EACH = pytest.mark.parametrize("example", EXAMPLES.values(), ids=list(EXAMPLES))
MEDIAN, LIMITS = 0.013, 0.027  # four standard deviations of a run of 200,000 draws


def made(data: dict[str, Any], model: RiskModel = MODEL) -> RiskEstimate:
    profile, errors = read_profile(data, CATALOGUE)
    assert errors == ()
    return estimate(profile, model)


@EACH
def test_worked_examples_exact_parts(example: Example) -> None:
    found = made(example.data)
    assert found.multiplier == pytest.approx(example.multiplier, rel=1e-3)
    assert [each.relative_effect for each in found.contributions] == pytest.approx(example.effects, rel=1e-3)
    assert [each.value for each in found.scenarios] == pytest.approx(example.scenarios, abs=6e-4)
    assert found.category == example.category


@EACH
def test_worked_examples_distribution(example: Example) -> None:
    found = made(example.data)
    assert found.estimate == pytest.approx(example.median, rel=MEDIAN)
    assert found.interval == pytest.approx(example.interval, rel=LIMITS)
    assert found.multiplier_interval == pytest.approx(example.multiplier_interval, rel=LIMITS + 0.01)


@EACH
def test_worked_examples_as_shown_and_warned(example: Example) -> None:
    found = made(example.data)
    text = shown(found)
    assert text is not None
    assert (text.interval, text.median) == example.shown
    assert set(found.codes()) == example.warnings | {"not_validated"}
    assert found.codes().count("outside_support") == (3 if "outside_support" in example.warnings else 0)


def test_the_canonical_stream_of_random_numbers() -> None:
    expected = {
        "A": (0.86000, 0.152181, 4.40025),
        "B": (0.96174, 0.216672, 4.09781),
        "C": (0.06041, 0.014566, 0.24228),
    }
    for name, figures in expected.items():
        found = made(EXAMPLES[name].data)
        assert found.interval is not None
        assert (found.estimate, *found.interval) == pytest.approx(figures, rel=1e-4)


def person(**known: Any) -> dict[str, Any]:
    plain = {"age": 50, "pd": False, "female": True, **dict.fromkeys(second_opinion.VALUES), "diabetes": None}
    return {**plain, "warfarin": None, **known}


def flat(one: dict[str, Any]) -> dict[str, Any]:
    same = {name: one[name] for name in ("age", "diabetes", "warfarin", "bmi", "calcium", "phosphate")}
    return {
        **same,
        "sex": "female" if one["female"] else "male",
        "dialysis": PD if one["pd"] else HD,
        "lesions": "none",
    }


PEOPLE = st.fixed_dictionaries(
    {
        "age": st.integers(22, 100),
        "pd": st.booleans(),
        "female": st.booleans(),
        "diabetes": st.sampled_from([True, False, None]),
        "warfarin": st.sampled_from([True, False, None]),
        "bmi": st.none() | st.sampled_from([17.0, 21.5, 28.0, 33.0, 47.0]),
        "calcium": st.none() | st.sampled_from([7.0, 8.7, 9.2, 9.9, 10.8, 12.0]),
        "phosphate": st.none() | st.sampled_from([2.0, 4.1, 5.7, 6.2, 8.9, 10.0]),
    }
)


@settings(max_examples=25, deadline=None)
@given(PEOPLE)
def test_a_second_implementation_without_random_numbers_agrees(one: dict[str, Any]) -> None:
    found, other = made(flat(one)), second_opinion.spread(one)
    assert found.multiplier == pytest.approx(second_opinion.multiplier(one), rel=1e-9)
    assert found.estimate == pytest.approx(other["mid"], rel=MEDIAN)
    assert found.interval == pytest.approx((other["low"], other["high"]), rel=LIMITS)
    assert found.multiplier_interval == pytest.approx((other["m_low"], other["m_high"]), rel=LIMITS)


@settings(max_examples=30, deadline=None)
@given(PEOPLE, st.sampled_from(["bmi", "calcium", "phosphate"]), st.floats(0.1, 3))
def test_more_of_a_measured_factor_never_lowers_the_estimate(one: dict[str, Any], name: str, more: float) -> None:
    base = {"bmi": 30.0, "calcium": 9.0, "phosphate": 6.0}[name]
    low, high = made(flat({**one, name: base})), made(flat({**one, name: round(base + more, 2)}))
    assert (low.multiplier or 0) <= (high.multiplier or 0)
    assert (low.estimate or 0) <= (high.estimate or 0) * (1 + 1e-9)


@settings(max_examples=30, deadline=None)
@given(PEOPLE, st.sampled_from(["diabetes", "warfarin", "female", "pd"]))
def test_having_a_factor_raises_the_estimate(one: dict[str, Any], name: str) -> None:
    without, having = made(flat({**one, name: False})), made(flat({**one, name: True}))
    assert (without.multiplier or 0) < (having.multiplier or 0)
    assert (without.estimate or 0) <= (having.estimate or 0)


@settings(max_examples=30, deadline=None)
@given(st.decimals("1.9", "2.7", places=2), st.decimals("0.8", "2.9", places=2))
def test_units_do_not_change_the_estimate(calcium: Any, phosphate: Any) -> None:
    base = {"age": 60, "sex": "male", "dialysis": HD, "lesions": "none"}
    si = made({**base, "calcium": f"{calcium} mmol/L", "phosphate": f"{phosphate} mmol/L"})
    factor = type(calcium)("4.0078"), type(calcium)("3.0974")
    us = made({**base, "calcium": f"{calcium * factor[0]} mg/dL", "phosphate": float(phosphate * factor[1])})
    assert si.multiplier == pytest.approx(us.multiplier, rel=1e-12)
    assert si.estimate == pytest.approx(us.estimate, rel=1e-6)


def test_same_person_same_figures() -> None:
    assert made(EXAMPLES["B"].data).as_contract() == made(EXAMPLES["B"].data).as_contract()


def test_an_unknown_factor_counts_as_average_with_a_wider_interval() -> None:
    known, unknown = made(EXAMPLES["B"].data), made({**EXAMPLES["B"].data, "warfarin": "unknown"})
    (contribution,) = [each for each in unknown.contributions if each.factor == "warfarin"]
    assert (contribution.value, contribution.relative_effect) == (None, 1.0)
    ratios = [(each.interval or (1, 1))[1] / (each.interval or (1, 1))[0] for each in (known, unknown)]
    assert ratios[1] > ratios[0]


def test_haemodialysis_is_the_reference() -> None:
    first = made(EXAMPLES["B"].data).contributions[0]
    assert (first.factor, first.relative_effect, first.interval) == ("dialysis", 1.0, (1.0, 1.0))


def test_an_estimate_is_fast_once_warm() -> None:
    made(EXAMPLES["B"].data)
    profile, _ = read_profile({**EXAMPLES["B"].data, "bmi": 35}, CATALOGUE)
    times = []
    for _ in range(9):
        start = time.perf_counter()
        estimate(profile, MODEL)
        times.append(time.perf_counter() - start)
    assert sorted(times)[4] < 0.05


def test_contract_object_of_a_number() -> None:
    found = made(EXAMPLES["A"].data).as_contract("patient")
    assert json.loads(json.dumps(found)) == found
    assert (found["unit"], found["horizon"]) == ("%/year", "1 year")
    assert [each["factor"] for each in found["contributions"]] == [
        "dialysis",
        "sex",
        "age",
        "diabetes",
        "warfarin",
        "bmi",
        "calcium",
        "phosphate",
    ]
    product = 1.0
    for each in found["contributions"]:
        product *= each["relative_effect"]
    assert product == pytest.approx(found["multiplier"])
    assert found["derived"]["calcium_phosphate_product"] == {"value": 95.4, "unit": "mg2/dL2"}
    reasons = {each["factor"]: each["reason"] for each in found["not_used"]}
    assert reasons["pth"] == "direction_disputed"
    assert reasons["calcium_phosphate_product"] == "double_counting"
    assert reasons["transplant"] == "no_usable_ratio"
    assert (found["baseline"]["min"], found["baseline"]["mode"], found["baseline"]["max"]) == (0.4, 2.0, 9.0)
    assert all(warning["text"] and "{" not in warning["text"] for warning in found["warnings"])


def test_the_disputed_rate_always_carries_its_note() -> None:
    for example in EXAMPLES.values():
        (row,) = [each for each in made(example.data).as_contract()["scenarios"] if "organization" in each["label"]]
        assert "does not reconcile" in row["note"]


def test_scenarios_by_kind_of_dialysis() -> None:
    assert len(made(EXAMPLES["A"].data).scenarios) == 4
    assert len(made(EXAMPLES["B"].data).scenarios) == 3
