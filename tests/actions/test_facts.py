"""What a message states is remembered, corrected and never repaired silently."""

from __future__ import annotations

from typing import Any

import pytest

from actions.facts import StoreFacts
from actions.news import noted
from actions.turn import Turn


def _open(desk: Any, asked: str) -> None:
    desk.form, desk.slots["requested_slot"] = "risk_form", asked


def _values(desk: Any) -> dict[str, str]:
    return {row["analyte"]: row["value"] for row in desk.slots.get("labs") or []}


def test_values_and_facts_fill_the_form(desk: Any) -> None:
    desk.tell("I'm on haemodialysis, calcium 9.6 mg/dL, phosphate 1.9 mmol/L")
    assert desk.slots["dialysis"] == "haemodialysis"
    assert desk.slots["calcium"] == "9.6 mg/dL"
    assert desk.slots["phosphate"] == "1.9 mmol/L"
    assert desk.slots["history"] == {"dialysis": "haemodialysis"}


def test_nothing_is_stored_of_a_supposition(desk: Any) -> None:
    desk.tell("calcium 9.6 mg/dL")
    desk.tell("and with a calcium of 8 mg/dL, off warfarin", label="what_if", history={"warfarin": False})
    assert _values(desk) == {"calcium": "9.6"}
    assert not desk.slots.get("history")
    assert desk.slots.get("warfarin") is None


def test_an_implausible_value_is_not_stored(desk: Any) -> None:
    desk.tell("calcium 106 mg/dL, phosphate 5 mg/dL")
    assert _values(desk) == {"phosphate": "5"}


def test_rasa_running_it_twice_for_one_message_changes_nothing(desk: Any) -> None:
    message = desk.message("calcium 9.6 mg/dL", label="assess_risk")
    desk.run(StoreFacts(), message)
    before = dict(desk.slots)
    assert desk.run(StoreFacts(), message).events == []
    assert desk.slots == before


def test_the_same_words_again_are_a_new_message(desk: Any) -> None:
    _open(desk, "diabetes")
    desk.tell("yes")
    desk.slots["requested_slot"] = "warfarin"
    desk.tell("yes")
    assert desk.slots["history"] == {"diabetes": True, "warfarin": True}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("no, 5.9 not 9.5", {"phosphate": "5.9", "calcium": "9.2"}),
        ("it's 5.9 instead of 9.5", {"phosphate": "5.9", "calcium": "9.2"}),
        ("9.2 should be 9.4", {"phosphate": "9.5", "calcium": "9.4"}),
        ("change 9.2 to 9.4", {"phosphate": "9.5", "calcium": "9.4"}),
        ("sorry, I meant 5.9", {"phosphate": "5.9", "calcium": "9.2"}),
        ("no, calcium 9.4 mg/dL", {"phosphate": "9.5", "calcium": "9.4"}),
    ],
)
def test_a_correction_replaces_the_value_it_belongs_to(desk: Any, words: str, expected: dict[str, str]) -> None:
    desk.tell("calcium 9.2 mg/dL")
    desk.tell("phosphate 9.5 mg/dL")
    _open(desk, "albumin")
    desk.tell(words)
    assert _values(desk) == expected
    assert len(desk.slots["labs"]) == 2, "a mistake is no older result"
    assert desk.slots.get("albumin") is None


def test_a_number_that_takes_back_nothing_known_answers_the_question(desk: Any) -> None:
    desk.tell("calcium 9.2 mg/dL")
    _open(desk, "albumin")
    desk.tell("3.9 g/dL, not 4.4")
    assert _values(desk)["albumin"] == "3.9"


def test_a_value_named_in_the_correction_is_that_value(desk: Any) -> None:
    desk.tell("phosphate 9.5 mg/dL")
    _open(desk, "albumin")
    desk.tell("albumin 3.9 g/dL, not 9.5")
    assert _values(desk) == {"phosphate": "9.5", "albumin": "3.9"}


@pytest.mark.parametrize(("old", "words", "item", "new"), [
    ("I am 56", "no, 65 not 56", "age", 65),
    ("my BMI is 34", "43 should be 34, no: 34 should be 43", "bmi", 34),
    ("my BMI is 34", "no, 43 not 34", "bmi", 43),
])  # fmt: skip
def test_a_fact_that_is_a_number_is_corrected(desk: Any, old: str, words: str, item: str, new: int) -> None:
    desk.tell(old, history={item: {"age": 56, "bmi": 34}[item]})
    _open(desk, "sex")
    desk.tell(words, history={}, labs=[])
    assert desk.slots["history"][item] == new


def test_an_age_cannot_be_corrected_to_nonsense(desk: Any) -> None:
    desk.tell("x", labs=[], history={"age": 56})
    _open(desk, "sex")
    desk.tell("no, 560 not 56", labs=[], history={})
    assert desk.slots["history"]["age"] == 56


def test_a_later_result_is_kept_beside_the_earlier_one(desk: Any) -> None:
    desk.tell("calcium 9.2 mg/dL")
    desk.tell("calcium 9.8 mg/dL")
    assert [row["value"] for row in desk.slots["labs"]] == ["9.2", "9.8"]
    assert desk.slots["calcium"] == "9.8 mg/dL"


@pytest.mark.parametrize("words", ["pmol/L", "it's pmol/l", "the second one", "pmol per l"])
def test_an_open_unit_is_settled_in_words(desk: Any, words: str) -> None:
    _open(desk, "pth")
    desk.tell("80")
    assert [row["analyte"] for row in desk.slots["pending"]] == ["pth"]
    assert desk.slots.get("pth") is None
    desk.tell(words)
    assert desk.slots["pth"] == "80 pmol/L"
    assert desk.slots["pending"] is None


def test_an_open_unit_is_settled_by_button(desk: Any, reading: Any) -> None:
    unclear = reading("pth", "80")["reading"]
    said = desk.run(StoreFacts(), desk.message("calci:x", labs=[], chosen={"pick": 0, "reading": unclear}))
    assert desk.slots["pth"] == "80 pg/mL"
    assert said.part["labs"][0]["canonical_value"] == 80.0


def test_a_skip_does_not_erase_what_is_known(desk: Any) -> None:
    desk.tell("calcium 9.2 mg/dL")
    chosen = {"declined": ["calcium"], "set": {"calcium": "unknown"}}
    desk.run(StoreFacts(), desk.message("calci:x", labs=[], chosen=chosen))
    assert desk.slots["calcium"] == "9.2 mg/dL"


def test_not_knowing_is_settled_but_not_a_fact(desk: Any) -> None:
    desk.run(StoreFacts(), desk.message("calci:x", labs=[], chosen={"set": {"diabetes": "unknown"}}))
    assert desk.slots["diabetes"] == "unknown"
    assert desk.slots["history"] == {}


def test_yes_to_the_skin_question_means_skin_changes(desk: Any) -> None:
    _open(desk, "lesions")
    desk.tell("yes")
    assert desk.slots["history"]["lesions"] == "plaques"


@pytest.mark.parametrize("asked", ["dialysis", "lesions"])
def test_no_warfarin_says_nothing_about_what_was_asked(desk: Any, asked: str) -> None:
    _open(desk, asked)
    desk.tell("no warfarin", labs=[], history={asked: "none", "warfarin": False})
    assert desk.slots["history"] == {"warfarin": False}
    assert desk.slots.get(asked) is None


def test_what_was_noted_is_said_with_an_inferred_unit(desk: Any) -> None:
    message = desk.message("calcium 2.4", label="assess_risk")
    desk.run(StoreFacts(), message)
    said = " ".join(noted(_turn(desk, message)))
    assert "calcium 2.4 mmol/L" in said
    assert "I took the unit to be mmol/L" in said


def test_what_is_required_and_skipped_is_said(desk: Any) -> None:
    _open(desk, "age")
    message = desk.message("skip", label="assess_risk", details={"declined": ["age"]})
    desk.run(StoreFacts(), message)
    assert "An estimate needs this: age" in " ".join(noted(_turn(desk, message)))


def _turn(desk: Any, message: dict[str, Any]) -> Turn:
    from rasa_sdk import Tracker

    return Turn(Tracker("someone", dict(desk.slots), message, [], False, None, {}, None))


def test_having_no_blood_results_leaves_all_of_them_open(desk: Any) -> None:
    _open(desk, "lesions")
    desk.tell("no idea about my bloods", labs=[], history={}, declined=["lesions"])
    assert desk.slots.get("lesions") is None
    assert {item: desk.slots[item] for item in ("calcium", "phosphate", "albumin", "pth")} == dict.fromkeys(
        ("calcium", "phosphate", "albumin", "pth"), "unknown"
    )
