"""Spellings of units, as people and laboratories write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clinical.labs import normalise_unit
from bot.clinical.units import unit_key
from tests.clinical.conftest import CATALOGUE

SPELLINGS = [
    ("calcium", "MG/DL", "mg/dL"),
    ("calcium", "mg per dL", "mg/dL"),
    ("calcium", "milligrams per deciliter", "mg/dL"),
    ("calcium", "mg·dL⁻¹", "mg/dL"),
    ("calcium", "mg dl-1", "mg/dL"),
    ("calcium", "mg%", "mg/dL"),
    ("calcium", "mmol / l", "mmol/L"),
    ("calcium", "millimoles per litre", "mmol/L"),
    ("creatinine", "µmol/L", "umol/L"),
    ("creatinine", "μmol/l", "umol/L"),
    ("creatinine", "micromol/L", "umol/L"),
    ("wbc", "K/µL", "10*3/uL"),
    ("wbc", "x10(3)/mcL", "10*3/uL"),
    ("wbc", "10³/µL", "10*3/uL"),
    ("wbc", "X10E3/UL", "10*3/uL"),
    ("wbc", "thousand/uL", "10*3/uL"),
    ("wbc", "x 10^9/L", "10*9/L"),
    ("wbc", "G/L", "10*9/L"),
    ("wbc", "cells/uL", "/uL"),
    ("albumin", "g/l", "g/L"),
    ("alkaline_phosphatase", "IU/L", "[IU]/L"),
    ("alkaline_phosphatase", "units/L", "U/L"),
    ("potassium", "mEq/L", "meq/L"),
    ("pth", "ng/L", "ng/L"),
    ("hba1c", "percent", "%"),
]


@pytest.mark.parametrize(("name", "typed", "ucum"), SPELLINGS)
def test_known_spellings(name: str, typed: str, ucum: str) -> None:
    assert normalise_unit(typed, CATALOGUE[name]) == ucum


@pytest.mark.parametrize(("name", "typed"), [("wbc", "g/l"), ("calcium", "mg"), ("calcium", "cm"), ("pth", "mg/dL")])
def test_what_is_no_unit_of_the_analyte(name: str, typed: str) -> None:
    assert normalise_unit(typed, CATALOGUE[name]) is None


@given(st.text(max_size=60))
def test_any_text_can_be_asked_for(text: str) -> None:
    assert isinstance(unit_key(text), str)
