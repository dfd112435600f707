"""Reading a whole message: shared unit system, repeats, corrections, older values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.clinical.labs import LabReading, RawValue, UnitContext, read_message
from tests.clinical.conftest import CATALOGUE


def read(*values: str, context: UnitContext | None = None) -> dict[str, LabReading]:
    raws = []
    for text in values:
        name, value, *unit = text.split(" ", 2)
        raws.append(RawValue(name, Decimal(value), unit[0] if unit else None))
    return {reading.analyte: reading for reading in read_message(raws, CATALOGUE, context)}


def units(*values: str, context: UnitContext | None = None) -> dict[str, str | None]:
    return {name: reading.unit for name, reading in read(*values, context=context).items()}


def test_calcium_in_si_tells_phosphate_and_never_pth() -> None:
    found = read("calcium 2.31", "phosphate 1.9", "pth 45")
    assert str(found["phosphate"].canonical_value) == "5.88506"
    assert found["phosphate"].unit_source == "panel"
    assert found["pth"].status == "ambiguous"
    assert [str(choice.canonical_value) for choice in found["pth"].choices] == ["45", "424.125"]


def test_conventional_panel_needs_no_question() -> None:
    assert units("calcium 9.6", "phosphate 3.9", "albumin 3.1") == {
        "calcium": "mg/dL",
        "phosphate": "mg/dL",
        "albumin": "g/dL",
    }


def test_magnesium_follows_calcium() -> None:
    assert str(read("magnesium 0.8", "calcium 2.2")["magnesium"].canonical_value) == "1.9444"


def test_a_typed_unit_of_a_neighbour_counts() -> None:
    assert units("phosphate 2.1", "calcium 2.4 mmol/L")["phosphate"] == "mmol/L"


def test_anchors_that_disagree_are_asked() -> None:
    found = read("calcium 2.4", "phosphate 6.1")
    assert {reading.status for reading in found.values()} == {"ambiguous"}
    assert found["phosphate"].reason == "anchors_disagree"


def test_a_neighbour_with_another_unit_does_not_spoil_a_plain_number() -> None:
    assert units("phosphate 1.9 mmol/L", "calcium 9.8")["calcium"] == "mg/dL"


def test_an_anchor_that_gives_an_unlikely_value_asks() -> None:
    assert read("calcium 9.6", "phosphate 1.2")["phosphate"].status == "ambiguous"


def test_creatinine_is_silent_when_calcium_is_given() -> None:
    assert units("creatinine 650", "phosphate 2.1")["phosphate"] == "mmol/L"
    assert read("creatinine 7.4", "calcium 5", "phosphate 2.1")["phosphate"].status == "ambiguous"


def test_german_profile_keeps_pth_in_picograms() -> None:
    german = UnitContext(declared=CATALOGUE.profiles["de_at_ch"])
    found = read("calcium 2.45", "phosphate 1.8", "pth 250", context=german)
    assert [str(found[name].canonical_value) for name in ("phosphate", "pth")] == ["5.57532", "250"]


def test_two_values_of_one_analyte_are_asked() -> None:
    reading = read("calcium 9.1", "calcium 9.9")["calcium"]
    assert (reading.status, reading.reason, reading.value) == ("ambiguous", "two_values", None)
    assert [str(choice.value) for choice in reading.choices] == ["9.1", "9.9"]


@pytest.mark.parametrize("second", ["calcium 9.62 mg/dL", "calcium 2.4 mmol/L", "calcium 2.4"])
def test_the_same_value_said_twice_is_one_value(second: str) -> None:
    reading = read("calcium 2.4 mmol/L", second)["calcium"]
    assert (reading.status, str(reading.canonical_value)) == ("ok", "9.61872")


def test_a_correction_replaces_what_was_said() -> None:
    raws = [
        RawValue("phosphate", Decimal("9.5"), "mg/dL"),
        RawValue("phosphate", Decimal("5.9"), "mg/dL", correction=True),
    ]
    (reading,) = read_message(raws, CATALOGUE)
    assert (str(reading.value), reading.status, reading.earlier) == ("5.9", "ok", ())


def test_the_newest_date_wins_and_the_older_are_kept_for_the_trend() -> None:
    days = [date(2023, 6, 1), date(2023, 12, 1), date(2023, 9, 1)]
    raws = [
        RawValue("calcium", Decimal(value), None, taken=day)
        for value, day in zip(("9.0", "10.2", "9.6"), days, strict=True)
    ]
    (reading,) = read_message(raws, CATALOGUE)
    assert str(reading.value) == "10.2"
    assert [str(each.value) for each in reading.earlier] == ["9.6", "9.0"]


def test_a_value_marked_previous_is_history() -> None:
    raws = [
        RawValue("calcium", Decimal("9.1"), "mg/dL", previous=True),
        RawValue("calcium", Decimal("10.2"), "mg/dL"),
    ]
    (reading,) = read_message(raws, CATALOGUE)
    assert (str(reading.value), [str(each.value) for each in reading.earlier]) == ("10.2", ["9.1"])


def test_one_impossible_value_leaves_the_others() -> None:
    found = read("calcium 0 mg/dL", "phosphate 8.0 mg/dL")
    assert (found["calcium"].status, found["phosphate"].status) == ("implausible", "ok")


def test_nothing_gives_nothing() -> None:
    assert read_message([], CATALOGUE) == []
