"""History: only what is stated of the patient, with the right value; answers to the question just asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.language.extraction import Extractor

from .conftest import rows

#: When the messages were written: `HD since 2022` was four years then.
WRITTEN = date(2026, 11, 22)
CONTRACT = {
    *(
        "age",
        "sex",
        "dialysis",
        "dialysis_years",
        "diabetes",
        "warfarin",
        "bmi",
        "obesity",
        "calcium_binder",
        "vitamin_d",
    ),
    *("steroids", "parathyroidectomy", "transplant", "liver_disease", "autoimmune", "cancer", "recent_weight_loss"),
    *("injections", "pregnancy", "acute_kidney_injury", "past_calciphylaxis", "lesions", "location"),
}


def without_optional(found: dict[str, object], row: dict[str, Any]) -> dict[str, object]:
    wanted, optional = row.get("f", {}), row.get("o", {})
    return {key: value for key, value in found.items() if key in wanted or optional.get(key) != value}


@pytest.mark.parametrize("row", rows("history_*.yml"))
def test_message(extractor: Extractor, row: dict[str, Any]) -> None:
    found = extractor.extract(row["t"], today=WRITTEN).history
    assert without_optional(found, row) == row["f"]
    assert found.keys() <= CONTRACT


@pytest.mark.parametrize("row", rows("answers.yml"))
def test_answer(extractor: Extractor, row: dict[str, Any]) -> None:
    found = extractor.extract(row["t"], expects=row["ask"])
    assert found.history == row.get("f", {})
    if "l" in row:
        values = {reading.analyte: float(reading.canonical_value or 0) for reading in found.labs}
        assert values == pytest.approx(row["l"], rel=3e-3)
    if "x" in row:
        assert found.declined == row["x"]


def test_the_same_words_mean_nothing_unasked(extractor: Extractor) -> None:
    for reply in ("yes", "no", "5.9", "about 3 years", "skip"):
        found = extractor.extract(reply)
        assert not found.labs
        assert not found.history


def test_doubt_is_told_as_not_known(extractor: Extractor) -> None:
    assert extractor.extract("I don't know if I'm diabetic").declined == ["diabetes"]
    assert extractor.extract("I can't remember if they ever gave me vitamin D").declined == ["vitamin_d"]
