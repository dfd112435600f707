"""Reading one value: status, unit rules, what is offered back."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clinical.convert import to_canonical
from bot.clinical.labs import LabReading, UnitContext, confirm, read_value
from bot.errors import InputError
from tests.clinical.conftest import CATALOGUE


def read(analyte: str, value: str, unit: str | None = None, **more: object) -> LabReading:
    return read_value(CATALOGUE[analyte], Decimal(value), unit, **more)  # type: ignore[arg-type]


BARE = [
    ("calcium", "2.6", "ok", "mmol/L"),
    ("calcium", "10.2", "ok", "mg/dL"),
    ("calcium", "1.2", "ambiguous", None),
    ("calcium", "5", "ambiguous", None),
    ("calcium", "104", "implausible", None),
    ("ionized_calcium", "5.28", "ok", "mg/dL"),
    ("ionized_calcium", "2.4", "ambiguous", None),
    ("albumin", "28", "ok", "g/L"),
    ("albumin", "2.1", "ok", "g/dL"),
    ("albumin", "75", "implausible", None),
    ("phosphate", "9.0", "ok", "mg/dL"),
    ("phosphate", "2.4", "ambiguous", None),
    ("pth", "80", "ambiguous", None),
    ("pth", "850", "ok", "pg/mL"),
    ("alkaline_phosphatase", "250", "ok", "U/L"),
    ("alkaline_phosphatase", "2.5", "ambiguous", None),
    ("vitamin_d_25oh", "30", "ambiguous", None),
    ("vitamin_d_25oh", "800", "ambiguous", None),
    ("creatinine", "650", "ok", "umol/L"),
    ("creatinine", "25", "ambiguous", None),
    ("urea", "25", "ambiguous", None),
    ("bicarbonate", "18", "ok", "mmol/L"),
    ("bicarbonate", "42", "ambiguous", None),
    ("inr", "3.1", "ok", "1"),
    ("inr", "25", "ambiguous", None),
    ("crp", "12", "ambiguous", None),
    ("crp", "185", "ok", "mg/L"),
    ("wbc", "12300", "ok", "/uL"),
    ("haemoglobin", "98", "ok", "g/L"),
    ("ferritin", "1250", "ok", "ng/mL"),
    ("glucose", "12", "ok", "mmol/L"),
    ("glucose", "30", "ambiguous", None),
    ("hba1c", "53", "ok", "mmol/mol"),
    ("magnesium", "0.8", "ambiguous", None),
    ("potassium", "6.8", "ok", "mmol/L"),
    ("potassium", "61", "ambiguous", None),
    ("potassium", "150", "implausible", None),
    ("lactate", "4.2", "ok", "mmol/L"),
    ("lactate", "8", "ambiguous", None),
]


@pytest.mark.parametrize(("name", "value", "status", "unit"), BARE)
def test_bare_numbers(name: str, value: str, status: str, unit: str | None) -> None:
    reading = read(name, value)
    assert (reading.status, reading.unit) == (status, unit)
    assert (reading.canonical_value is None) == (status != "ok")
    assert reading.check == (status == "ok"), "an inferred unit is echoed back"


def test_ambiguous_values_offer_both_readings() -> None:
    reading = read("phosphate", "2.4")
    assert [(choice.unit, str(choice.canonical_value)) for choice in reading.choices] == [
        ("mg/dL", "2.4"),
        ("mmol/L", "7.43376"),
    ]


def test_a_picked_choice_becomes_the_value() -> None:
    reading = read("phosphate", "2.4", taken=date(2026, 5, 1))
    picked = confirm(reading, reading.choices[1], CATALOGUE)
    assert (picked.status, picked.unit_source, str(picked.canonical_value)) == ("ok", "confirmed", "7.43376")
    assert picked.taken == date(2026, 5, 1)


def test_a_total_calcium_can_turn_out_to_be_ionized() -> None:
    reading = read("calcium", "1.2")
    ionized = next(choice for choice in reading.choices if choice.analyte == "ionized_calcium")
    assert confirm(reading, ionized, CATALOGUE).analyte == "ionized_calcium"


def test_a_lost_decimal_point_is_offered_and_never_repaired() -> None:
    reading = read("potassium", "61")
    assert reading.reason == "missing_point"
    assert [str(choice.value) for choice in reading.choices] == ["6.1"]
    assert reading.canonical_value is None


@pytest.mark.parametrize(
    ("name", "value", "unit", "meant"),
    [
        ("calcium", "104", "mg/dL", ("10.4", "mg/dL")),
        ("hba1c", "78", "%", ("78", "mmol/mol")),
        ("albumin", "38", "g/dL", ("38", "g/L")),
        ("calcium", "10.2", "mmol/L", ("10.2", "mg/dL")),
    ],
)
def test_impossible_values_are_named_with_what_may_have_been_meant(
    name: str, value: str, unit: str, meant: tuple[str, str]
) -> None:
    reading = read(name, value, unit)
    assert reading.status == "implausible"
    assert (str(reading.value), reading.unit) == (value, unit)
    assert meant in [(str(choice.value), choice.unit) for choice in reading.choices]


@pytest.mark.parametrize(("name", "value"), [("calcium", "0"), ("albumin", "75"), ("potassium", "-4")])
def test_impossible_values_with_nothing_to_offer(name: str, value: str) -> None:
    reading = read(name, value, CATALOGUE[name].canonical_unit)
    assert (reading.status, reading.choices) == ("implausible", ())


@pytest.mark.parametrize("value", ["1e309", "9e99999999", "1e-99999999"])
def test_absurd_sizes_are_refused_at_once(value: str) -> None:
    assert read("calcium", value, "mg/dL").status == "implausible"
    assert read("calcium", value).status == "implausible"


def test_unusual_values_with_a_unit_are_kept_and_flagged() -> None:
    assert read("potassium", "7.4", "mmol/L").check
    assert not read("potassium", "5.1", "mmol/L").check
    assert read("calcium", "17", "mg/dL").status == "ok"


@pytest.mark.parametrize(
    ("name", "unit", "status", "reason"),
    [
        ("bicarbonate", "mmHg", "implausible", "other_test:pco2"),
        ("inr", "seconds", "implausible", "other_test:prothrombin_time"),
        ("vitamin_d_25oh", "pg/mL", "implausible", "other_test:calcitriol"),
        ("pth", "pg/dL", "ambiguous", "unit_slip"),
        ("calcium", "kg", "ambiguous", "unknown_unit"),
    ],
)
def test_units_of_another_test_are_not_forced_onto_this_one(name: str, unit: str, status: str, reason: str) -> None:
    reading = read(name, "42", unit)
    assert (reading.status, reading.reason, reading.canonical_value) == (status, reason, None)


@pytest.mark.parametrize(
    ("name", "unit", "canonical"),
    [("BUN", "mg/dL", "70"), ("urea nitrogen", "mg/dl", "70"), ("urea", "mg/dL", "32.6525"), (None, "mg/dL", "70")],
)
def test_the_word_decides_between_urea_and_urea_nitrogen(name: str | None, unit: str, canonical: str) -> None:
    reading = read("urea", "70", unit, name=name)
    assert float(reading.canonical_value or 0) == pytest.approx(float(canonical), abs=1e-4)


def test_a_bare_number_called_bun_is_in_milligrams() -> None:
    assert read("urea", "70", None, name="BUN").unit == "mg/dL"


@pytest.mark.parametrize(
    ("name", "value", "reference", "unit"),
    [
        ("pth", "45", ("1.6", "6.9"), "pmol/L"),
        ("pth", "45", ("15", "65"), "pg/mL"),
        ("pth", "45", ("16", "77"), "pg/mL"),
        ("phosphate", "2.1", ("0.8", "1.5"), "mmol/L"),
        ("phosphate", "3.1", ("2.5", "4.5"), "mg/dL"),
        ("magnesium", "0.8", ("0.7", "1.0"), "mmol/L"),
    ],
)
def test_a_printed_range_tells_the_unit(name: str, value: str, reference: tuple[str, str], unit: str) -> None:
    printed = (Decimal(reference[0]), Decimal(reference[1]), None)
    assert read(name, value, None, reference=printed).unit == unit


def test_declared_and_confirmed_units_answer_before_asking() -> None:
    us, uk = (UnitContext(declared=CATALOGUE.profiles[name]) for name in ("us", "uk_ie"))
    assert read("phosphate", "2.4", context=us).unit == "mg/dL"
    assert str(read("phosphate", "2.4", context=uk).canonical_value) == "7.43376"
    confirmed = UnitContext(confirmed={"pth": "pmol/L"}, declared=CATALOGUE.profiles["us"])
    assert read("pth", "45", context=confirmed).unit_source == "confirmed"


def test_a_declared_unit_that_makes_no_sense_is_not_forced() -> None:
    assert read("calcium", "2.45", context=UnitContext(declared=CATALOGUE.profiles["us"])).unit == "mmol/L"


def test_bounds_keep_their_sign_and_enter_no_formula() -> None:
    reading = read("pth", "5", "pg/mL", comparator="<")
    assert (reading.comparator, reading.status, reading.usable) == ("<", "ok", False)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_no_number_at_all_is_an_input_error(value: str) -> None:
    with pytest.raises(InputError):
        read("calcium", value, "mg/dL")


def test_contract_object() -> None:
    assert read("calcium", "10.6", "mg/dl").as_contract() == {
        "analyte": "calcium",
        "value": 10.6,
        "unit": "mg/dL",
        "comparator": None,
        "canonical_value": 10.6,
        "canonical_unit": "mg/dL",
        "status": "ok",
    }
    assert read("pth", "80").as_contract() == {
        "analyte": "pth",
        "value": 80.0,
        "unit": None,
        "comparator": None,
        "canonical_value": None,
        "canonical_unit": "pg/mL",
        "status": "ambiguous",
    }


NAMES = st.sampled_from(sorted(CATALOGUE))
VALUES = st.decimals(min_value=0, max_value=100000, places=3)
UNITS = st.sampled_from([None, "mg/dL", "mmol/L", "g/L", "pmol/L", "umol/L", "%", "nonsense"])


@given(NAMES, VALUES, UNITS, st.sampled_from([None, "<", ">="]), st.none() | st.dates())
def test_storage_round_trip(name: str, value: Decimal, unit: str | None, sign: str | None, taken: date | None) -> None:
    reading = read_value(
        CATALOGUE[name], value, unit, comparator=sign, taken=taken, reference=(Decimal("1.5"), None, None)
    )
    assert LabReading.from_dict(json.loads(json.dumps(reading.as_dict()))) == reading


@given(NAMES, VALUES, UNITS)
def test_only_values_inside_the_hard_bounds_are_accepted(name: str, value: Decimal, unit: str | None) -> None:
    analyte = CATALOGUE[name]
    reading = read_value(analyte, value, unit)
    if reading.unit is None:
        assert reading.status != "ok"
        return
    exact = to_canonical(analyte, value, reading.unit)
    assert (reading.status == "ok") == (Fraction(analyte.hard[0]) <= exact <= Fraction(analyte.hard[1]))
    if reading.canonical_value is not None:
        assert abs(Fraction(reading.canonical_value) - exact) <= abs(exact) * Fraction(1, 10**20)
