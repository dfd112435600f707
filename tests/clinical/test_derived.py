"""Derived values, exact to the published factors."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clinical.derived import calcium_phosphate_product, corrected_calcium, pth_multiple
from bot.clinical.labs import LabReading, read_value
from bot.clinical.risk import Profile
from tests.clinical.conftest import CATALOGUE


def read(name: str, text: str, **more: object) -> LabReading:
    value, _, unit = text.partition(" ")
    return read_value(CATALOGUE[name], Decimal(value), unit or None, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("calcium", "albumin", "value", "unit"),
    [
        ("8.4 mg/dL", "2.5 g/dL", "9.6", "mg/dL"),
        ("2.10 mmol/L", "25 g/L", "2.40", "mmol/L"),
        ("2.30 mmol/L", "29 g/L", "2.52", "mmol/L"),
        ("9.0 mg/dL", "45 g/L", "8.6", "mg/dL"),
    ],
)
def test_calcium_corrected_for_albumin(calcium: str, albumin: str, value: str, unit: str) -> None:
    found = corrected_calcium(read("calcium", calcium), read("albumin", albumin), CATALOGUE)
    assert found is not None
    assert (found.value, found.unit) == (Fraction(value), unit)


def test_product_in_both_units() -> None:
    found = calcium_phosphate_product(read("calcium", "10.6 mg/dL"), read("phosphate", "9.0 mg/dL"), CATALOGUE)
    assert found is not None
    assert found[0].as_contract() == {"value": 95.4, "unit": "mg2/dL2"}
    assert float(found[1].value) == pytest.approx(7.685, abs=5e-4)
    si = calcium_phosphate_product(read("calcium", "2.60 mmol/L"), read("phosphate", "2.10 mmol/L"), CATALOGUE)
    assert si is not None
    assert float(si[0].value) == pytest.approx(67.779128, abs=1e-6)
    assert float(si[1].value) == pytest.approx(5.46, abs=1e-12)


@pytest.mark.parametrize(
    ("pth", "reference", "multiple", "assumed"),
    [
        ("850 pg/mL", None, "13.076923", "upper_limit"),
        ("95 pmol/L", None, "13.768116", "upper_limit"),
        ("45 pmol/L", ("1.6", "6.9"), "6.521739", None),
        ("900 pg/mL", ("15", "90"), "10", None),
    ],
)
def test_pth_as_a_multiple(pth: str, reference: tuple[str, str] | None, multiple: str, assumed: str | None) -> None:
    printed = (Decimal(reference[0]), Decimal(reference[1]), None) if reference else None
    found = pth_multiple(read("pth", pth, reference=printed), CATALOGUE)
    assert found is not None
    assert float(found.value) == pytest.approx(float(multiple), abs=1e-6)
    assert found.assumed == assumed


def test_bounds_and_open_values_enter_no_formula() -> None:
    low = read("albumin", "2.8 g/dL", comparator="<")
    assert corrected_calcium(read("calcium", "9 mg/dL"), low, CATALOGUE) is None
    assert calcium_phosphate_product(read("calcium", "9 mg/dL"), read("phosphate", "2.4"), CATALOGUE) is None


@given(st.decimals(min_value=4, max_value=16, places=2), st.decimals(min_value=1, max_value=5, places=2))
def test_both_corrections_agree_within_two_per_mille(calcium: Decimal, albumin: Decimal) -> None:
    conventional = corrected_calcium(read("calcium", f"{calcium} mg/dL"), read("albumin", f"{albumin} g/dL"), CATALOGUE)
    molar = calcium / Decimal("4.0078")
    si = corrected_calcium(read("calcium", f"{molar} mmol/L"), read("albumin", f"{albumin * 10} g/L"), CATALOGUE)
    assert conventional is not None
    assert si is not None
    assert float(si.value) * 4.0078 == pytest.approx(float(conventional.value), abs=0.006)


@given(st.decimals(min_value=1, max_value=5, places=2), st.decimals(min_value=1, max_value=5, places=2))
def test_less_albumin_never_lowers_the_corrected_calcium(one: Decimal, two: Decimal) -> None:
    low, high = sorted((one, two))
    values = [
        corrected_calcium(read("calcium", "9 mg/dL"), read("albumin", f"{albumin} g/dL"), CATALOGUE)
        for albumin in (low, high)
    ]
    assert values[0] is not None
    assert values[1] is not None
    assert values[0].value >= values[1].value


def test_what_the_laboratory_has_corrected_is_not_corrected_twice() -> None:
    own = replace(read("calcium", "2.79 mmol/L"), name="corrected")
    albumin = read("albumin", "28 g/L")
    found = corrected_calcium(own, albumin, CATALOGUE)
    assert found is not None
    assert float(found.value) == pytest.approx(2.79)
    profile = Profile.of([own, albumin], {}, CATALOGUE)
    assert profile.corrected is not None
    assert float(profile.corrected) == pytest.approx(11.18, abs=0.01)
    assert Profile.of([own], {}, CATALOGUE).corrected == profile.corrected
