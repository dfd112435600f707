"""What a single value says: ranges, targets, critical limits, trends."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.clinical.convert import convert
from bot.clinical.interpret import Finding, interpret, trend
from bot.clinical.labs import LabReading, RawValue, read_message, read_value
from bot.clinical.urgency import critical, critical_while_open
from tests.clinical.conftest import CATALOGUE


def read(analyte: str, text: str, **more: object) -> LabReading:
    value, _, unit = text.partition(" ")
    return read_value(CATALOGUE[analyte], Decimal(value), unit or None, **more)  # type: ignore[arg-type]


def said(analyte: str, text: str, **more: object) -> Finding:
    keys = {"sex", "dialysis", "previous"}
    asked = {key: more.pop(key) for key in list(more) if key in keys}
    return interpret(read(analyte, text, **more), CATALOGUE, **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("analyte", "text", "position"),
    [
        ("calcium", "8.7 mg/dL", "below"),
        ("calcium", "8.8 mg/dL", "within"),
        ("calcium", "10.4 mg/dL", "within"),
        ("calcium", "10.5 mg/dL", "above"),
        ("calcium", "2.61 mmol/L", "above"),
        ("phosphate", "1.5 mmol/L", "within"),
        ("phosphate", "1.6 mmol/L", "above"),
        ("magnesium", "1.4 mg/dL", "below"),
        ("magnesium", "2.3 mg/dL", "within"),
    ],
)
def test_position_against_the_usual_range(analyte: str, text: str, position: str) -> None:
    found = said(analyte, text)
    assert found.position == position
    assert found.range is not None
    assert found.range.sources


def test_the_range_on_the_report_wins() -> None:
    found = said("calcium", "10.2 mg/dL", reference=(Decimal("8.4"), Decimal("10.0"), None))
    assert found.position == "above"
    assert found.range is not None
    assert found.range.printed


def test_sex_chooses_the_range_and_without_it_the_wider_one_stands() -> None:
    assert said("haemoglobin", "12.5 g/dL", sex="male").position == "below"
    assert said("haemoglobin", "12.5 g/dL", sex="female").position == "within"
    assert said("haemoglobin", "12.5 g/dL").position == "within"


def test_a_bound_is_placed_only_when_it_settles_the_question() -> None:
    assert said("pth", "5 pg/mL", comparator="<").position == "below"
    assert said("pth", "50 pg/mL", comparator="<").position is None
    assert said("pth", "2500 pg/mL", comparator=">").position == "above"


@pytest.mark.parametrize(
    ("text", "position"),
    [("100 pg/mL", "below"), ("400 pg/mL", "within"), ("900 pg/mL", "above"), ("70 pmol/L", "above")],
)
def test_pth_target_on_dialysis_is_a_multiple(text: str, position: str) -> None:
    found = said("pth", text, dialysis=True)
    assert found.target is not None
    assert (found.target.code, found.target.position) == ("multiple_of_upper_limit", position)
    assert found.target.sources


def test_no_dialysis_target_for_someone_not_on_dialysis() -> None:
    assert said("pth", "400 pg/mL", dialysis=False).target is None


@pytest.mark.parametrize(
    ("analyte", "text", "dialysis", "urgency"),
    [
        ("potassium", "6.5 mmol/L", True, "emergency"),
        ("potassium", "6.2 mmol/L", True, "same_day"),
        ("potassium", "5.9 mmol/L", True, None),
        ("potassium", "6.2 mmol/L", None, "emergency"),
        ("potassium", "2.4 mmol/L", True, "emergency"),
        ("potassium", "2.8 mmol/L", True, "same_day"),
        ("calcium", "12.0 mg/dL", None, "emergency"),
        ("calcium", "11.9 mg/dL", None, None),
        ("calcium", "6.5 mg/dL", None, "emergency"),
        ("phosphate", "9.5 mg/dL", True, None),
        ("phosphate", "9.5 mg/dL", False, "emergency"),
        ("creatinine", "9 mg/dL", True, None),
        ("lactate", "3.5 mmol/L", None, "emergency"),
        ("inr", "5.1", None, "emergency"),
        ("glucose", "2.4 mmol/L", None, "emergency"),
        ("haemoglobin", "6.8 g/dL", True, "emergency"),
    ],
)
def test_critical_limits(analyte: str, text: str, dialysis: bool | None, urgency: str | None) -> None:
    found = critical(read(analyte, text), CATALOGUE, dialysis=dialysis)
    assert (found.urgency if found else None) == urgency
    assert found is None or found.sources


def test_a_lower_bound_is_not_taken_for_a_low_value() -> None:
    assert critical(read("potassium", "2.4 mmol/L", comparator=">"), CATALOGUE) is None
    assert critical(read("potassium", "7 mmol/L", comparator=">"), CATALOGUE) is not None


@pytest.mark.parametrize(
    ("analyte", "text", "side"),
    [("glucose", "40", "low"), ("potassium", "68", "high"), ("lactate", "8", "high"), ("calcium", "5", "low")],
)
def test_urgent_words_come_before_the_question(analyte: str, text: str, side: str) -> None:
    found = said(analyte, text)
    assert found.reading.status == "ambiguous"
    assert found.critical is not None
    assert (found.critical.side, found.position) == (side, None)


@pytest.mark.parametrize(
    ("analyte", "text"), [("magnesium", "0.8"), ("calcium", "1.2"), ("phosphate", "2.4"), ("pth", "45")]
)
def test_other_open_values_give_no_alarm(analyte: str, text: str) -> None:
    assert critical_while_open(read(analyte, text), CATALOGUE) is None


def test_an_impossible_value_says_nothing() -> None:
    found = said("calcium", "104 mg/dL")
    assert (found.position, found.critical, found.range) == (None, None, None)


def test_trend_between_two_values_in_different_units() -> None:
    new = read("calcium", "2.6 mmol/L", taken=date(2026, 5, 1))
    old = read("calcium", "9.0 mg/dL", taken=date(2026, 4, 1))
    found = trend(new, old)
    assert found is not None
    assert (found.direction, found.days) == ("up", 30)
    assert float(found.change) == pytest.approx(1.42028)


@pytest.mark.parametrize(("new", "direction"), [("9.05 mg/dL", "same"), ("8.5 mg/dL", "down"), ("9.2 mg/dL", "up")])
def test_trend_direction(new: str, direction: str) -> None:
    found = trend(read("calcium", new), read("calcium", "9.0 mg/dL"))
    assert found is not None
    assert (found.direction, found.days) == (direction, None)


def test_a_bound_has_no_trend() -> None:
    assert trend(read("pth", "5 pg/mL", comparator="<"), read("pth", "80 pg/mL")) is None


def test_older_values_of_a_table_give_the_trend() -> None:
    raws = [
        RawValue("calcium", Decimal("10.2"), "mg/dL", taken=date(2023, 12, 1)),
        RawValue("calcium", Decimal("9.6"), "mg/dL", taken=date(2023, 9, 1)),
    ]
    (reading,) = read_message(raws, CATALOGUE)
    found = interpret(reading, CATALOGUE)
    assert found.trend is not None
    assert (found.trend.direction, found.trend.days) == ("up", 91)


@pytest.mark.parametrize("analyte", [each.id for each in CATALOGUE.values()])
def test_the_usual_range_is_given_in_the_unit_of_the_value(analyte: str) -> None:
    canonical = CATALOGUE[analyte].canonical_unit
    for unit in CATALOGUE[analyte].units:
        bounds = said(analyte, f"{_usable(analyte, unit.ucum)} {unit.ucum}").range
        if bounds is not None:
            assert bounds.unit == unit.ucum
    spans = said(analyte, f"{_usable(analyte, canonical)} {canonical}").range
    assert spans is None or spans.unit == canonical


def test_creatinine_in_mg_is_compared_with_a_range_in_mg() -> None:
    found = said("creatinine", "5.6 mg/dL")
    assert found.range is not None
    assert found.range.unit == "mg/dL"
    assert found.range.high is not None
    assert 1 < found.range.high < 1.5
    assert found.position == "above"


def _usable(analyte: str, unit: str) -> str:
    """A value that is accepted in the unit: the middle of the usual range, or of what is possible at all."""
    rows = CATALOGUE[analyte].reference
    bounds = [bound for row in rows[:1] for bound in (row.low, row.high) if bound is not None]
    middle, of = (
        (bounds[-1], rows[0].unit) if bounds else (CATALOGUE[analyte].hard[1] / 2, CATALOGUE[analyte].canonical_unit)
    )
    return f"{float(convert(CATALOGUE[analyte], middle, of, unit)):.4f}"
