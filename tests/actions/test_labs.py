"""Values read aloud, computed with, and converted: exact, cautious, and never guessed."""

from __future__ import annotations

from typing import Any

import pytest

from actions.compute_product import ComputeProduct
from actions.convert_units import ConvertUnits
from actions.correct_calcium import CorrectCalcium
from actions.facts import StoreFacts
from actions.interpret import InterpretLabs
from actions.risk import GiveEstimate


def _say(desk: Any, action: Any, text: str, label: str, audience: str | None = None) -> Any:
    message = desk.message(text, label=label)
    desk.run(StoreFacts(), message)
    return desk.run(action, message, audience=audience)


def test_the_product_in_both_unit_systems(desk: Any) -> None:
    said = _say(desk, ComputeProduct(), "calcium 2.4 mmol/L phosphate 1.9 mmol/L", "compute_product")
    assert "56.6 mg²/dL² (4.6 mmol²/L²)" in said.text
    assert "history now" in said.text
    assert said.part["derived"]["calcium_phosphate_product"]["value"] == pytest.approx(56.6, abs=0.05)
    assert said.part["disclaimer"]


def test_the_values_of_the_teaching_case_are_recognised(desk: Any) -> None:
    said = _say(desk, ComputeProduct(), "calcium 10.6 mg/dL phosphate 9.0 mg/dL", "compute_product")
    assert "95.4" in said.text
    assert "rounds the product to 90" in said.text
    assert "mir_teaching_file" in [source["id"] for source in said.part["sources"]]


def test_other_values_are_not_taken_for_the_case(desk: Any) -> None:
    assert "rounds" not in _say(desk, ComputeProduct(), "calcium 10.6 mg/dL phosphate 8.9 mg/dL", "x").text


@pytest.mark.parametrize("words", ["calcium 9.6 mg/dL, phosphate >9 mg/dL", "hello"])
def test_a_product_needs_two_numbers(desk: Any, words: str) -> None:
    said = _say(desk, ComputeProduct(), words, "compute_product")
    assert "I need a calcium and a phosphate" in said.text
    assert not said.part.get("derived")


def test_a_product_asks_only_for_what_is_missing(desk: Any) -> None:
    said = _say(desk, ComputeProduct(), "calcium 9.6 mg/dL", "compute_product")
    assert "I have calcium 9.6 mg/dL" in said.text
    assert said.part["asks_for"] == "phosphate"
    assert not said.part.get("derived")


def test_a_product_with_an_impossible_value_is_not_computed(desk: Any) -> None:
    said = _say(desk, ComputeProduct(), "calcium 106 mg/dL phosphate 5 mg/dL", "compute_product")
    assert "not look possible" in said.text
    assert "mg²" not in said.text


def test_two_values_are_asked_back(desk: Any) -> None:
    said = _say(
        desk, ComputeProduct(), "calcium 9.1 mg/dL and calcium 10.4 mg/dL, phosphate 5 mg/dL", "compute_product"
    )
    assert "two values" in said.text
    assert said.buttons == ["9.1 mg/dL", "10.4 mg/dL"]


@pytest.mark.parametrize(
    ("words", "typed"),
    [("calcium 9.0 mg/dL albumin 3.0 g/dL", "9.8 mg/dL"), ("calcium 2.20 mmol/L albumin 30 g/L", "2.40 mmol/L")],
)
def test_corrected_calcium_with_its_caution(desk: Any, words: str, typed: str) -> None:
    said = _say(desk, CorrectCalcium(), words, "correct_calcium")
    assert f"corrected for albumin {typed}" in said.text
    assert "ionized" in said.text


def test_conversion_keeps_a_comparator(desk: Any) -> None:
    assert "(PTH): <5 pg/mL = < 5 ng/L = < 0.53 pmol/L" in _say(desk, ConvertUnits(), "PTH <5 pg/mL", "x").text


def test_nothing_to_convert_is_explained(desk: Any) -> None:
    assert "Tell me the test" in _say(desk, ConvertUnits(), "convert please", "convert_units").text


def test_a_value_against_its_range(desk: Any) -> None:
    said = _say(desk, InterpretLabs(), "phosphate 6.4 mg/dL", "interpret_labs")
    assert "above the usual range" in said.text
    assert "You could ask your team" in said.text
    (row,) = said.part["lab_table"]
    assert (row["analyte"], row["position"]) == ("phosphate", "above")


def test_an_urgent_value_comes_first(desk: Any) -> None:
    said = _say(desk, InterpretLabs(), "phosphate 6.4 mg/dL, potassium 6.9 mmol/L", "interpret_labs")
    assert "Potassium 6.9 mmol/L" in said.messages[0]["text"]
    assert "call" in said.messages[0]["text"]
    assert said.part["urgent"] is True


def test_a_trend_is_told_for_two_results(desk: Any) -> None:
    desk.tell("phosphate 5.1 mg/dL")
    assert "gone up" in _say(desk, InterpretLabs(), "phosphate 6.4 mg/dL", "interpret_labs").text


def test_only_an_open_unit_is_a_question_not_an_interpretation(desk: Any) -> None:
    said = _say(desk, InterpretLabs(), "pth 80", "interpret_labs")
    assert "80 pg/mL or 80 pmol/L" in said.text
    assert "prove calciphylaxis" not in said.text
    assert desk.slots["asks_for"] == "pth"


def test_no_value_at_all_asks_for_some(desk: Any) -> None:
    said = _say(desk, InterpretLabs(), "what do they mean", "interpret_labs")
    assert "type the results" in said.text


def test_a_new_value_after_an_estimate_tells_what_it_changes(desk: Any) -> None:
    desk.tell("58 year old man on haemodialysis, no skin changes, calcium 9.6 mg/dL, phosphate 6.5 mg/dL")
    before = desk.run(GiveEstimate(), desk.message("x", label="assess_risk", labs=[])).part["risk"]["multiplier"]
    said = _say(desk, InterpretLabs(), "calcium 10.9 mg/dL", "interpret_labs")
    assert "Compared with the estimate before" in said.text
    assert said.part["risk"]["multiplier"] > before
    assert desk.slots["estimate"]["multiplier"] == said.part["risk"]["multiplier"]
