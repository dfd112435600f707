"""Which value a factor uses, what is refused, and what is warned of."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clinical.risk import RiskEstimate, contradictions, estimate, read_profile
from tests.clinical.conftest import CATALOGUE, MODEL

BASE = {"age": 60, "sex": "male", "dialysis": "haemodialysis", "lesions": "none"}


def made(**changes: Any) -> RiskEstimate:
    profile, errors = read_profile({**BASE, **changes}, CATALOGUE)
    assert errors == ()
    return estimate(profile, MODEL)


def used(found: RiskEstimate, name: str) -> Any:
    return next(each.value for each in found.contributions if each.factor == name)


def reasons(found: RiskEstimate) -> dict[str, str]:
    return {each.factor: each.reason for each in found.not_used}


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"lesions": "plaques"}, ["lesions_present"]),
        ({"lesions": "ulcers", "past_calciphylaxis": True}, ["lesions_present", "past_calciphylaxis"]),
        ({"acute_kidney_injury": "yes"}, ["acute_kidney_injury"]),
        ({"dialysis": "none"}, ["not_on_dialysis"]),
        ({"dialysis": "transplant"}, ["functioning_transplant"]),
        ({"pregnancy": True}, ["pregnancy"]),
        ({"age": 21}, ["age_below_support"]),
        ({"sex": None}, ["missing_required"]),
        ({"sex": "other"}, ["missing_required"]),
        (
            {"pregnancy": True, "lesions": "ulcers", "age": 20, "dialysis": "none"},
            ["lesions_present", "not_on_dialysis", "pregnancy", "age_below_support"],
        ),
    ],
)
def test_refusals_in_order(changes: dict[str, Any], codes: list[str]) -> None:
    found = made(calcium=10.6, phosphate=9, **changes)
    contract = found.as_contract()
    assert list(found.refusals) == codes
    assert [warning["code"] for warning in contract["warnings"]] == [*codes, "not_validated"]
    assert [contract[key] for key in ("estimate", "interval", "multiplier", "category")] == [None] * 4
    assert contract["contributions"] == contract["scenarios"] == []
    assert contract["derived"]["calcium_phosphate_product"]["value"] == 95.4, "arithmetic stays"


def test_what_is_missing_is_named() -> None:
    profile, _ = read_profile({"lesions": "none", "sex": "female"}, CATALOGUE)
    found = estimate(profile, MODEL)
    assert found.as_contract()["warnings"][0]["missing"] == ["dialysis", "age"]
    assert "dialysis, age" in found.text("missing_required", "patient")


@pytest.mark.parametrize("age", [22, 45, 46, 65, 66, 80, 81, 120])
def test_ages_and_bands(age: int) -> None:
    bands = {22: "22-45", 45: "22-45", 46: "46-65", 65: "46-65", 66: "66-80", 80: "66-80", 81: "81+", 120: "81+"}
    assert used(made(age=age), "age") == bands[age]


def test_age_is_rounded_down() -> None:
    assert used(made(age=45.9), "age") == "22-45"
    assert made(age="21.99").refusals == ("age_below_support",)


def test_an_old_graft_does_not_refuse() -> None:
    assert not made(transplant=True).refused


def test_albumin_corrects_the_calcium_before_clipping() -> None:
    found = made(calcium=10.2, albumin=2.0)
    assert used(found, "calcium") == pytest.approx(11.8)
    assert "outside_support" in found.codes()
    assert "calcium_corrected_unreliable" in found.codes()
    assert "albumin" not in reasons(found)
    assert found.as_contract()["derived"]["corrected_calcium"]["value"] == pytest.approx(11.8)


def test_a_calcium_in_si_is_corrected_in_si() -> None:
    assert used(made(calcium="2.30 mmol/L", albumin="29 g/L"), "calcium") == pytest.approx(2.52 * 4.0078)


def test_albumin_above_four_lowers_the_calcium() -> None:
    assert used(made(calcium=9.2, albumin=4.5), "calcium") == pytest.approx(8.8)


def test_the_laboratory_s_own_correction_comes_first() -> None:
    found = made(calcium=9.0, albumin=2.0, corrected_calcium="2.50 mmol/L")
    assert used(found, "calcium") == pytest.approx(2.5 * 4.0078)
    assert not {"calcium_corrected_unreliable", "calcium_uncorrected"} & set(found.codes())
    assert reasons(found)["albumin"] == "reverse_causation"


def test_ionized_calcium_never_enters() -> None:
    found = made(ionized_calcium=1.4)
    assert used(found, "calcium") is None
    assert reasons(found)["ionized_calcium"] == "no_ratio_for_this_measure"


def test_the_limits_of_support_are_inside() -> None:
    inside, outside = made(calcium=11.0, phosphate=2.5, bmi=45), made(calcium=11.1, phosphate=2.4, bmi=45.1)
    assert "outside_support" not in inside.codes()
    assert outside.codes().count("outside_support") == 3
    assert outside.multiplier == inside.multiplier
    assert used(outside, "calcium") == pytest.approx(11.1), "the typed value stays visible"


@pytest.mark.parametrize("bound", ["<5", ">9", ">= 9 mg/dL", "≤ 1.5 mmol/L"])
def test_a_bound_enters_no_formula(bound: str) -> None:
    found = made(phosphate=bound)
    assert used(found, "phosphate") is None
    assert "comparator_not_used" in found.codes()
    assert reasons(found)["phosphate"] == "comparator"


def test_a_bound_for_albumin_leaves_the_calcium_uncorrected() -> None:
    found = made(calcium=9.5, albumin="<2.8")
    assert used(found, "calcium") == 9.5
    assert {"comparator_not_used", "calcium_uncorrected"} <= set(found.codes())


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("pth", 300, "direction_disputed"),
        ("albumin", 3.5, "reverse_causation"),
        ("crp", 20, "reverse_causation"),
        ("alkaline_phosphatase", 150, "reverse_causation"),
        ("vitamin_d", True, "too_few_cases"),
        ("calcium_binder", False, "too_few_cases"),
        ("steroids", True, "too_few_cases"),
        ("statin", True, "too_few_cases"),
        ("thrombophilia", True, "too_few_cases"),
        ("cinacalcet", True, "evidence_contradicts_itself"),
        ("obesity", True, "needs_bmi_as_a_number"),
        ("cancer", True, "no_usable_ratio"),
        ("ferritin", 800, "no_usable_ratio"),
    ],
)
def test_shown_but_never_scored(name: str, value: Any, reason: str) -> None:
    found, plain = made(**{name: value}), made()
    assert reasons(found)[name] == reason
    assert found.multiplier == plain.multiplier


def test_obesity_beside_a_bmi_is_no_open_question() -> None:
    assert "obesity" not in reasons(made(obesity=True, bmi=36))


LOW = {"age": 85, "diabetes": False, "warfarin": False}


@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({"bmi": 19.9}, True),
        ({"bmi": 24, "albumin": 2.9}, True),
        ({"bmi": 24, "albumin": "<2.8"}, True),
        ({"bmi": 24, "albumin": "<3.0"}, True),
        ({"bmi": 24, "albumin": "<3.5"}, False),
        ({"bmi": 24, "albumin": 3.0}, False),
        ({"bmi": 24, "phosphate": 2.4}, True),
        ({"bmi": 24, "phosphate": "<2.5 mg/dL"}, True),
        ({"bmi": 24, "calcium": "<7.5"}, True),
        ({"bmi": 24, "calcium": 7.4}, True),
        ({"bmi": 24}, False),
    ],
)
def test_low_values_may_mean_poor_nutrition(changes: dict[str, Any], warned: bool) -> None:
    found = made(**{**LOW, **changes})
    assert found.category == "well_below"
    assert ("low_values_may_mean_poor_nutrition" in found.codes()) == warned


def test_low_minerals_that_make_the_difference_are_warned_of() -> None:
    found = made(diabetes=False, warfarin=False, calcium=8.0, phosphate=3.5, bmi=24)
    assert found.category == "well_below"
    assert "low_values_may_mean_poor_nutrition" in found.codes()


@pytest.mark.parametrize(
    ("data", "field", "code"),
    [
        ({"calcium": "NaN"}, "calcium", "IN102"),
        ({"calcium": float("inf")}, "calcium", "IN102"),
        ({"calcium": "1e309"}, "calcium", "IN104"),
        ({"calcium": -3}, "calcium", "IN103"),
        ({"calcium": 104}, "calcium", "IN106"),
        ({"calcium": "10 kg"}, "calcium", "IN105"),
        ({"calcium": "10,234"}, "calcium", "IN107"),
        ({"calcium": True}, "calcium", "IN101"),
        ({"calcium": {"value": 10}}, "calcium", "IN101"),
        ({"age": 121}, "age", "IN108"),
        ({"age": "old"}, "age", "IN101"),
        ({"bmi": 9}, "bmi", "IN108"),
        ({"bmi": 101}, "bmi", "IN108"),
        ({"dialysis": "sometimes"}, "dialysis", "IN109"),
        ({"warfarin": 1}, "warfarin", "IN109"),
        ({"lesions": "maybe later"}, "lesions", "IN109"),
        ({"shoe_size": 43}, "shoe_size", "IN110"),
    ],
)
def test_bad_input_is_named_and_the_rest_is_kept(data: dict[str, Any], field: str, code: str) -> None:
    profile, errors = read_profile({"phosphate": 6.0, **data, "sex": "female"}, CATALOGUE)
    assert [(error.field, error.code) for error in errors] == [(field, code)]
    assert "phosphate" in profile.labs
    assert profile.facts["sex"] == "female"


@pytest.mark.parametrize(("name", "typed"), [("phosphate", "1.7"), ("phosphate", "2.2"), ("pth", "64")])
def test_a_typed_result_that_is_usual_in_two_units_is_asked_about(name: str, typed: str) -> None:
    _, errors = read_profile({name: typed}, CATALOGUE)
    assert [(error.field, error.code) for error in errors] == [(name, "IN113")]
    _, as_number = read_profile({name: float(typed)}, CATALOGUE)
    assert not as_number, "a JSON number is in the canonical unit by contract"


@pytest.mark.parametrize(
    ("name", "typed"), [("phosphate", "5.6"), ("calcium", "9.4"), ("albumin", "3.9"), ("pth", "480")]
)
def test_a_typed_result_that_can_only_be_one_thing_is_taken(name: str, typed: str) -> None:
    profile, errors = read_profile({name: typed}, CATALOGUE)
    assert not errors
    assert name in profile.labs


def test_every_faulty_field_is_reported() -> None:
    _, errors = read_profile({"age": 200, "calcium": "NaN", "bmi": 3}, CATALOGUE)
    assert {error.field for error in errors} == {"age", "calcium", "bmi"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [("HD", "haemodialysis"), ("capd", "peritoneal"), ("Peritoneal dialysis", "peritoneal"), ("none", "none")],
)
def test_dialysis_as_people_write_it(written: str, meant: str) -> None:
    profile, _ = read_profile({"dialysis": written}, CATALOGUE)
    assert profile.facts["dialysis"] == meant


@given(
    st.dictionaries(
        st.text(max_size=12), st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
    )
)
def test_any_object_is_read_without_a_crash(data: dict[str, Any]) -> None:
    profile, errors = read_profile(data, CATALOGUE)
    assert len(errors) <= len(data)
    assert estimate(profile, MODEL).refused


@given(st.sampled_from(["calcium", "age", "sex", "dialysis", "bmi", "lesions", "warfarin"]), st.text(max_size=40))
def test_any_text_in_a_field_is_read_or_named(name: str, text: str) -> None:
    _, errors = read_profile({name: text}, CATALOGUE)
    assert all(error.field == name for error in errors)


def test_pregnancy_beside_male_sex_is_put_to_the_person() -> None:
    profile, _ = read_profile({"sex": "male", "pregnancy": "yes"}, CATALOGUE)
    assert {fault.field for fault in contradictions(profile)} == {"sex", "pregnancy"}
    profile, _ = read_profile({"sex": "female", "pregnancy": "yes"}, CATALOGUE)
    assert not contradictions(profile)
