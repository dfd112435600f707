"""Asking, ending early, leaving, looking back."""

from __future__ import annotations

from typing import Any

import pytest

from actions import form_ask
from actions.form import FillForm, ValidateForm
from actions.form_items import FORM_ITEMS
from actions.form_leave import CancelForm, FormStatus, SkipNothing


def _ask(item: str) -> Any:
    return getattr(form_ask, f"Ask{item.capitalize()}")()


def _open(desk: Any, asked: str) -> None:
    desk.form, desk.slots["requested_slot"] = "risk_form", asked


@pytest.mark.parametrize("item", FORM_ITEMS)
@pytest.mark.parametrize("audience", ["patient", "clinician"])
def test_every_item_is_asked_with_progress_skip_or_stop(desk: Any, item: str, audience: str) -> None:
    said = desk.run(_ask(item), desk.message("x", label="assess_risk", labs=[]), audience=audience)
    assert "0" in said.text
    assert "11" in said.text
    assert "Stop the questions" in said.buttons
    assert len(said.part["form"]["items"]) == len(FORM_ITEMS)
    assert said.part["label"] == "assess_risk"


def test_the_introduction_comes_once(desk: Any) -> None:
    first = desk.run(_ask("dialysis"), desk.message("x", label="assess_risk", labs=[]))
    desk.slots["requested_slot"] = None
    again = desk.run(_ask("dialysis"), desk.message("x", label="assess_risk", labs=[]))
    assert "up to 11" in first.text
    assert "up to 11" not in again.text


@pytest.mark.parametrize(
    ("audience", "line"),
    [
        ("patient", "From before I have: warfarin or a similar blood thinner: yes; steroids: no."),
        ("clinician", "Carried over from earlier: vitamin K antagonist: yes; steroids: no."),
    ],
)
def test_what_is_known_from_before_is_shown_when_the_form_starts(desk: Any, audience: str, line: str) -> None:
    desk.slots["history"] = {"warfarin": True, "steroids": False}
    desk.slots["warfarin"] = True
    started = desk.run(_ask("dialysis"), desk.message("x", label="assess_risk", labs=[]), audience=audience)
    assert line in started.text
    desk.slots["requested_slot"] = "age"
    later = desk.run(_ask("age"), desk.message("x", label="assess_risk", labs=[]), audience=audience)
    assert line not in later.text


def test_nothing_known_from_before_is_not_mentioned(desk: Any) -> None:
    started = desk.run(_ask("dialysis"), desk.message("x", label="assess_risk", labs=[]))
    assert "From before" not in started.text


def test_an_open_unit_is_asked_instead_of_the_question(desk: Any) -> None:
    _open(desk, "pth")
    desk.tell("80")
    said = desk.run(_ask("pth"), desk.message("80", label="assess_risk", labs=[]))
    assert "80 pg/mL or 80 pmol/L" in said.text
    assert {"80 pg/mL", "80 pmol/L", "Skip", "Stop the questions"} <= set(said.buttons)


def test_after_urgent_words_nothing_is_asked(desk: Any) -> None:
    _open(desk, "lesions")
    said = desk.run(_ask("lesions"), desk.message("x", label="emergency", labs=[]))
    assert "?" not in said.text
    assert said.buttons == ["Go on with the estimate"]


def test_a_digression_is_followed_by_the_way_back(desk: Any) -> None:
    _open(desk, "age")
    said = desk.run(_ask("age"), desk.message("x", label="definition", labs=[]))
    assert said.text.startswith("Back to your estimate")
    assert "label" not in said.part, "the message was about the topic"


def test_a_second_question_is_answered_before_the_next_item(desk: Any) -> None:
    _open(desk, "dialysis")
    said = desk.run(_ask("lesions"), desk.message("x", label="assess_risk", also=["contagious"], labs=[]))
    assert said.part["also_answered"] == ["contagious"]
    assert said.part["disclaimer"]
    assert said.messages[-2]["text"].endswith("?")


@pytest.mark.parametrize(
    "told", [{"dialysis": "none"}, {"dialysis": "transplant"}, {"age": 19}, {"lesions": "ulcers"}, {"pregnancy": True},
             {"past_calciphylaxis": True}, {"acute_kidney_injury": True}],
)  # fmt: skip
def test_the_form_ends_when_a_number_is_ruled_out(desk: Any, told: dict[str, Any]) -> None:
    desk.slots["history"] = told
    assert desk.run(ValidateForm(), desk.message("x", labs=[])).set == {"requested_slot": None}


@pytest.mark.parametrize("told", [{}, {"dialysis": "haemodialysis"}, {"age": 22}, {"lesions": "none"}])
def test_the_form_goes_on_while_a_number_is_possible(desk: Any, told: dict[str, Any]) -> None:
    desk.slots["history"] = told
    assert desk.run(ValidateForm(), desk.message("x", labs=[])).events == []


def test_an_unclear_value_is_settled_first(desk: Any, reading: Any) -> None:
    message = desk.message("x", labs=[reading("pth", "80"), reading("calcium", "9.4", "mg/dL")])
    assert desk.run(ValidateForm(), message).set == {"requested_slot": "pth"}


def test_stopping_closes_the_form_and_keeps_what_was_told(desk: Any) -> None:
    _open(desk, "calcium")
    desk.slots["dialysis"] = "haemodialysis"
    said = desk.run(CancelForm(), desk.message("stop", labs=[]))
    assert {"event": "active_loop", "timestamp": None, "name": None} in said.events
    assert desk.slots["dialysis"] == "haemodialysis"
    assert "Estimate my risk" in said.buttons


@pytest.mark.parametrize("action", [CancelForm(), SkipNothing()])
def test_stop_and_skip_with_nothing_open_say_so(desk: Any, action: Any) -> None:
    said = desk.run(action, desk.message("stop", labs=[]))
    assert "no open question" in said.text
    assert said.buttons


def test_a_look_back_names_what_is_known_and_what_is_open(desk: Any) -> None:
    desk.slots |= {"dialysis": "peritoneal", "calcium": "9.6 mg/dL", "diabetes": "unknown"}
    said = desk.run(FormStatus(), desk.message("so far?", labs=[]))
    known, still = said.text.split("Still open")
    assert "peritoneal dialysis" in known
    assert "calcium: 9.6 mg/dL" in known
    assert "diabetes: not known" in known
    assert "warfarin" in still
    assert "calcium" not in still


@pytest.mark.parametrize(
    ("details", "says"), [({}, "did not find"), ({"resume": True}, ""), ({"why": True}, "estimate")]
)
def test_a_message_without_an_answer(desk: Any, details: dict[str, Any], says: str) -> None:
    _open(desk, "age")
    said = desk.run(FillForm(), desk.message("hm", details=details, labs=[], label="assess_risk"))
    assert (says in said.text) if says else said.text == ""


def test_a_button_of_closed_questions_is_explained(desk: Any) -> None:
    said = desk.run(FillForm(), desk.message("calci:x", chosen={"set": {"diabetes": True}}, labs=[]))
    assert "closed" in said.text
    assert "Estimate my risk" in said.buttons
