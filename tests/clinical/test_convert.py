"""Exact conversion: published factors, round trips, and a check of every factor against pint and molar masses."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clinical.analytes import Analyte, UnitRule
from bot.clinical.convert import accepted, convert, display, from_canonical, to_canonical
from bot.clinical.numbers import rounded, typed_number
from bot.errors import InputError
from tests.clinical.conftest import CATALOGUE

PUBLISHED = [
    ("calcium", "2.6", "mmol/L", "10.42028"),
    ("calcium", "5.0", "mEq/L", "10.0195"),
    ("ionized_calcium", "5.28", "mg/dL", "1.317431"),
    ("phosphate", "2.4", "mmol/L", "7.43376"),
    ("albumin", "28", "g/L", "2.8"),
    ("pth", "95", "pmol/L", "895.375"),
    ("pth", "45", "ng/L", "45"),
    ("urea", "25", "mmol/L", "70.035"),
    ("urea", "120", "mg{urea}/dL", "55.975756"),
    ("creatinine", "650", "µmol/L", "7.3528"),
    ("vitamin_d_25oh", "75", "nmol/L", "30.048"),
    ("magnesium", "0.9", "mmol/L", "2.18745"),
    ("magnesium", "1.6", "mEq/L", "1.9444"),
    ("lactate", "36", "mg/dL", "3.996448"),
    ("haemoglobin", "6.2", "mmol/L", "9.99068"),
    ("alkaline_phosphatase", "2.5", "ukat/L", "150"),
    ("hba1c", "53", "mmol/mol", "7.00044"),
    ("glucose", "12", "mmol/L", "216.1872"),
    ("potassium", "20", "mg/dL", "5.115312"),
    ("crp", "12", "mg/dL", "120"),
    ("wbc", "12300", "/uL", "12.3"),
    ("ferritin", "1250", "ug/L", "1250"),
]
PAIRS = [(analyte, unit) for analyte in CATALOGUE.values() for unit in analyte.units]
NUMBERS = st.decimals(min_value=0, max_value=10000, places=4)


@pytest.mark.parametrize(("name", "value", "unit", "expected"), PUBLISHED)
def test_published_factors(name: str, value: str, unit: str, expected: str) -> None:
    exact = to_canonical(CATALOGUE[name], Decimal(value), unit)
    assert abs(exact - Fraction(expected)) <= Fraction(1, 10**6)


def test_hba1c_is_affine_both_ways() -> None:
    assert abs(from_canonical(CATALOGUE["hba1c"], Decimal("7.0"), "mmol/mol") - Fraction("52.995190")) < Fraction(
        1, 10**6
    )


@given(st.sampled_from(PAIRS), st.sampled_from(range(5)), NUMBERS)
def test_any_unit_and_back_is_the_same_number(pair: tuple[Analyte, UnitRule], other: int, value: Decimal) -> None:
    analyte, unit = pair
    target = analyte.units[other % len(analyte.units)]
    there = convert(analyte, value, unit.ucum, target.ucum)
    assert convert(analyte, there, target.ucum, unit.ucum) == Fraction(value)


@given(st.sampled_from(PAIRS), NUMBERS, NUMBERS)
def test_conversion_keeps_the_order(pair: tuple[Analyte, UnitRule], one: Decimal, two: Decimal) -> None:
    analyte, unit = pair
    assert (one < two) == (to_canonical(analyte, one, unit.ucum) < to_canonical(analyte, two, unit.ucum))


def test_molar_factors_agree_with_pint_and_the_molar_masses() -> None:
    pint = pytest.importorskip("pint")
    registry = pint.UnitRegistry()
    checked = 0
    for analyte in CATALOGUE.values():
        mass = analyte.raw.get("molar_mass")
        for rule in analyte.units:
            molar = re.fullmatch(r"([munp]?)mol/L", rule.ucum)
            if not mass or not molar or rule.inexact:
                continue
            grams = 1 * registry(f"{molar[1]}mol/L") * float(mass) * registry("g/mol")
            if "mol" in analyte.canonical_unit:
                continue
            assert grams.to(analyte.canonical_unit).magnitude == pytest.approx(float(rule.factor), rel=1e-9), analyte.id
            checked += 1
    assert checked >= 8


@pytest.mark.parametrize("unit", ["mg", "kg/L", "stones", "", "mmol/kg"])
def test_a_unit_that_does_not_fit_names_the_field(unit: str) -> None:
    with pytest.raises(InputError) as caught:
        to_canonical(CATALOGUE["calcium"], Decimal(1), unit)
    assert caught.value.field == "calcium"
    assert "mmol/L" in (caught.value.remedy or "")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("NaN", "IN102"),
        (float("inf"), "IN102"),
        ("-Infinity", "IN102"),
        ("1e309", "IN104"),
        ("1e-9999999", "IN104"),
        ("-3", "IN103"),
        ("ten", "IN101"),
        ("", "IN101"),
        (True, "IN101"),
        (None, "IN101"),
        ([1], "IN101"),
        ("1" * 40, "IN104"),
    ],
)
def test_bad_numbers_are_refused_by_field(typed: object, code: str) -> None:
    with pytest.raises(InputError) as caught:
        typed_number(typed, "calcium")
    assert (caught.value.code, caught.value.field) == (code, "calcium")


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [("10.45", 1, "10.5"), ("0.125", 2, "0.13"), ("2.5", 0, "3"), ("-0.04", 1, "0.0"), ("100", 0, "100")],
)
def test_display_rounds_half_up(value: str, decimals: int, shown: str) -> None:
    assert rounded(Fraction(value), decimals) == shown


def test_display_never_shows_more_digits_than_the_analyte_has() -> None:
    assert display(CATALOGUE["calcium"], to_canonical(CATALOGUE["calcium"], Decimal("2.6"), "mmol/L")) == "10.4 mg/dL"
    assert display(CATALOGUE["inr"], Decimal("3.14")) == "3.1"


@pytest.mark.parametrize(
    ("name", "unit", "said"),
    [
        ("phosphate", None, "0.2 to 30.0 mg/dL"),
        ("phosphate", "mmol/L", "0.06 to 9.69 mmol/L"),
        ("pth", "pmol/L", "0 to 1061.01 pmol/L"),
        ("inr", None, "0.5 to 20.0"),
    ],
)
def test_what_is_possible_is_said_in_the_unit_that_was_typed(name: str, unit: str | None, said: str) -> None:
    assert accepted(CATALOGUE[name], unit) == said
