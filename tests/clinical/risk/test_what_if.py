"""The same person with something changed, and the figures as they are shown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.clinical.labs import read_value
from bot.clinical.risk import changed, read_profile, what_if
from bot.clinical.risk.display import by_weight, decimals, effect, of_thousand, percent, shown
from tests.clinical.conftest import CATALOGUE, MODEL
from tests.clinical.risk.people import EXAMPLES


def test_without_warfarin_example_b() -> None:
    before, _ = read_profile(EXAMPLES["B"].data, CATALOGUE)
    found = what_if(before, changed(before, [], {"warfarin": False}, CATALOGUE), MODEL)
    assert found.after.multiplier == pytest.approx(1.7093, rel=1e-3)
    assert found.after.estimate == pytest.approx(0.3222, rel=0.013)
    assert found.after.interval == pytest.approx((0.0797, 1.2583), rel=0.027)
    assert found.ratio == pytest.approx(1.7093 / 5.1278, rel=1e-3)


def test_another_phosphate() -> None:
    before, _ = read_profile(EXAMPLES["B"].data, CATALOGUE)
    lower = read_value(CATALOGUE["phosphate"], Decimal("5.0"), "mg/dL")
    found = what_if(before, changed(before, [lower], {}, CATALOGUE), MODEL)
    assert found.ratio == pytest.approx(1.11 ** (0.8 * -1.5), rel=1e-9)
    assert (found.after.estimate or 0) < (found.before.estimate or 0)


def test_no_ratio_when_one_side_is_refused() -> None:
    before, _ = read_profile(EXAMPLES["B"].data, CATALOGUE)
    found = what_if(before, changed(before, [], {"lesions": "ulcers"}, CATALOGUE), MODEL)
    assert (found.ratio, found.after.refused) == (None, True)


def test_a_fact_can_become_unknown_again() -> None:
    before, _ = read_profile(EXAMPLES["B"].data, CATALOGUE)
    assert "warfarin" not in changed(before, [], {"warfarin": None}, CATALOGUE).facts


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(0.96, 1, "1.0"), (0.04, 1, "<0.1"), (0.05, 1, "0.1"), (0.004, 2, "<0.01"), (4.4003, 1, "4.4"), (0.2, 2, "0.20")],
)
def test_percentages_have_the_digits_they_deserve(value: float, places: int, text: str) -> None:
    assert percent(value, places) == text


def test_number_of_decimals_follows_the_upper_limit() -> None:
    assert (decimals((0.01, 0.99)), decimals((0.01, 1.0))) == (2, 1)


def test_effects_have_two_decimals() -> None:
    assert (effect(4.6486), effect(0.001)) == ("4.65", "<0.01")


def test_people_of_a_thousand() -> None:
    assert (of_thousand(0.96), of_thousand(4.4), of_thousand(0.02)) == (10, 44, 1)


def test_the_strongest_factor_comes_first() -> None:
    profile, _ = read_profile(EXAMPLES["B"].data, CATALOGUE)
    order = [each.factor for each in by_weight(what_if(profile, profile, MODEL).before)]
    assert order[:3] == ["warfarin", "bmi", "sex"]
    assert order[-1] == "dialysis"


def test_a_refusal_has_no_figures() -> None:
    profile, _ = read_profile({"dialysis": "none"}, CATALOGUE)
    assert shown(what_if(profile, profile, MODEL).before) is None
