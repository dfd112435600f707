"""The estimate in both voices, its number, its reasons, and what would change it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from actions.explain_risk import ExplainRisk
from actions.retell import SayMore, SaySimpler
from actions.risk import GiveEstimate
from actions.risk_words import plain_ratio
from actions.show_number import ShowNumber
from actions.what_if import WhatIf

_PERSON = (
    "58 year old man on haemodialysis, no skin changes, BMI 36, diabetic, on warfarin, calcium 9.6 mg/dL, "
    "phosphate 6.5 mg/dL, albumin 4.0 g/dL, PTH 300 pg/mL"
)
_PERCENT = re.compile(r"\d\s*%")


@pytest.fixture
def known(desk: Any) -> Any:
    desk.tell(_PERSON)
    return desk


def _estimate(desk: Any, audience: str | None = None) -> Any:
    return desk.run(GiveEstimate(), desk.message("x", label="assess_risk", labs=[]), audience=audience)


def test_a_patient_reads_words_and_no_percentage(known: Any) -> None:
    said = _estimate(known)
    assert "very uncertain" in said.messages[0]["text"]
    assert "well above" in said.text
    assert not _PERCENT.search(said.text)
    assert said.part["risk"]["estimate"] > 0
    assert "No score for this disease" in said.part["disclaimer"]
    assert "Show me the number" in said.buttons


def test_a_clinician_reads_the_interval_first_and_numbered_sources(known: Any) -> None:
    said = _estimate(known, "clinician")
    interval, median = said.text.index("0.2–4.1"), said.text.index("median 1.0")
    assert interval < median
    cited = {int(n) for n in re.findall(r"\[(\d+)\]", said.text)}
    assert cited
    assert max(cited) <= len(said.part["sources"])
    assert all(s["citation"] for s in said.part["sources"])


def test_the_factors_are_those_of_this_person(known: Any) -> None:
    text = _estimate(known).text
    assert "male sex" in text
    assert "female" not in text


def test_the_number_comes_after_an_acknowledgement(known: Any) -> None:
    _estimate(known)
    asked = known.run(ShowNumber(), known.message("number?", label="show_number", labs=[]))
    assert not _PERCENT.search(asked.text)
    assert known.slots["expects_yes"] == "show_number"
    agreed = known.run(
        ShowNumber(), known.message("calci:x", label="show_number", labs=[], chosen={"acknowledged": True})
    )
    assert "0.2–4.1 %" in agreed.text
    again = known.run(ShowNumber(), known.message("number?", label="show_number", labs=[]))
    assert "0.2–4.1 %" in again.text


def test_the_ceiling_is_said(desk: Any) -> None:
    desk.tell(
        "26 year old woman on peritoneal dialysis, no skin changes, calcium 10.6 mg/dL, phosphate 9 mg/dL, no warfarin"
    )
    assert "or more" in _estimate(desk).text
    said = desk.run(ShowNumber(), desk.message("x", label="show_number", labs=[], chosen={"acknowledged": True}))
    assert "4.4 % or more" in said.text


def test_no_number_before_an_estimate(desk: Any) -> None:
    said = desk.run(ShowNumber(), desk.message("x", label="show_number", labs=[], chosen={"acknowledged": True}))
    assert "no estimate" in said.text
    assert not said.part.get("risk")


def test_the_switch_takes_the_number_out_of_everything(known: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALCI_PATIENT_NUMBERS", "no")
    said = _estimate(known)
    changed = known.run(WhatIf(), known.message("what if my phosphate were 5?", label="what_if", labs=[]))
    for part in (said.part["risk"], changed.part["risk"], changed.part["what_if"]["before"], known.slots["estimate"]):
        assert (part["estimate"], part["interval"], part["scenarios"]) == (None, None, [])
    assert said.part["risk"]["category"] == "well_above"
    assert "Show me the number" not in said.buttons
    chosen = {"acknowledged": True}
    refused = known.run(ShowNumber(), known.message("x", label="show_number", labs=[], chosen=chosen))
    assert not _PERCENT.search(refused.text)
    assert "turned the number off" in refused.text


@pytest.mark.parametrize(
    ("told", "reason", "says"),
    [
        ({"lesions": "plaques"}, "lesions_present", "kidney team today"),
        ({"dialysis": "none"}, "not_on_dialysis", "without dialysis"),
        ({"dialysis": "transplant"}, "functioning_transplant", "transplant"),
        ({"age": 20}, "age_below_support", "22"),
        ({"pregnancy": True}, "pregnancy", "pregnancy"),
        ({"past_calciphylaxis": True}, "past_calciphylaxis", "first time"),
    ],
)
def test_a_refusal_says_its_first_reason_alone(desk: Any, told: dict[str, Any], reason: str, says: str) -> None:
    desk.slots["history"] = told
    said = _estimate(desk)
    assert says in said.text
    assert "still need to know" not in said.text
    risk = said.part["risk"]
    assert risk["warnings"][0]["code"] == reason
    assert "missing_required" not in [w["code"] for w in risk["warnings"]]
    assert (risk["estimate"], risk["interval"], risk["multiplier"], risk["category"]) == (None,) * 4
    assert risk["scenarios"] == risk["contributions"] == []


def test_what_is_missing_is_named_and_asked_again(desk: Any) -> None:
    desk.slots |= {"history": {"dialysis": "haemodialysis", "sex": "male"}, "age": "unknown", "sex": "male"}
    said = _estimate(desk)
    assert "still need to know: age." in said.text
    assert desk.slots["age"] is None
    assert desk.slots["sex"] == "male"
    assert said.buttons[0] == "Estimate my risk"


def test_warnings_name_things_as_the_conversation_does(desk: Any) -> None:
    desk.tell("58 year old man on haemodialysis")
    text = _estimate(desk).text
    assert "Not known and therefore averaged: diabetes, warfarin or a similar blood thinner" in text
    assert "painful, dark, hard or open skin" in text


def test_every_value_outside_what_was_studied_is_named(desk: Any) -> None:
    desk.tell("50 year old man on haemodialysis, no skin changes, BMI 53, calcium 11.8 mg/dL, phosphate 10.4 mg/dL")
    text = _estimate(desk).text
    for name in ("body mass index", "calcium", "phosphate"):
        assert f"The value for {name}" in text


def test_a_new_value_is_compared_with_the_estimate_before(known: Any) -> None:
    _estimate(known)
    assert "Compared with" not in _estimate(known).text
    known.tell("sorry, I am not on warfarin", history={"warfarin": False}, labs=[])
    assert "about a third of what it was" in _estimate(known).text


def test_reasons_in_words_without_false_precision(known: Any) -> None:
    _estimate(known)
    text = known.run(ExplainRisk(), known.message("why?", label="explain_risk", labs=[])).text
    rows = [line for line in text.splitlines() if line.startswith("•")]
    assert rows[0].startswith("• warfarin or a similar blood thinner (yes): about 3 times the average")
    assert not re.search(r"\d\.\d\d", text)
    assert "do not count in the number" in text


@pytest.mark.parametrize("action", [ExplainRisk(), SaySimpler(), SayMore()])
def test_explaining_without_an_estimate_offers_something(desk: Any, action: Any) -> None:
    said = desk.run(action, desk.message("x", labs=[]))
    assert said.text
    assert said.buttons
    assert not said.part.get("risk")


def test_simpler_after_a_clinicians_estimate_is_the_patients_wording(known: Any) -> None:
    _estimate(known, "clinician")
    said = known.run(SaySimpler(), known.message("simpler", label="simpler", labs=[]), audience="clinician")
    assert "your chance looks" in said.text
    assert "•" not in said.text
    assert said.part["label"] == "simpler"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("what if my phosphate were 5 mg/dL?", "With phosphate (phosphorus) 5 mg/dL"),
        ("what if my phosphate came down to 5", "With phosphate (phosphorus) 5 mg/dL"),
        ("what if my BMI was 28", "With a BMI of 28"),
        ("suppose I were not on warfarin", "Without warfarin or a similar blood thinner"),
        ("and if I were 70?", "At age 70"),
        ("what if I were on peritoneal dialysis", "On peritoneal dialysis"),
    ],
)
def test_suppositions_are_read(known: Any, words: str, named: str) -> None:
    _estimate(known)
    said = known.run(WhatIf(), known.message(words, label="what_if", labs=[]))
    assert f"{named}, the estimate would" in said.text
    assert "does not say what happens if someone changes a treatment" in said.text
    assert said.part["what_if"]["ratio"] > 0


def test_a_supposition_leaves_the_estimate_of_the_person_alone(known: Any) -> None:
    before = _estimate(known).part["risk"]["multiplier"]
    known.run(WhatIf(), known.message("what if I were not on warfarin", label="what_if", labs=[]))
    assert known.slots["estimate"]["multiplier"] == before


def test_the_ratio_is_that_of_the_multipliers(known: Any) -> None:
    _estimate(known)
    said = known.run(
        WhatIf(), known.message("what if I were not on warfarin", label="what_if", labs=[]), audience="clinician"
    )
    part = said.part
    assert part["what_if"]["ratio"] == pytest.approx(
        part["risk"]["multiplier"] / part["what_if"]["before"]["multiplier"]
    )
    assert part["what_if"]["ratio"] == pytest.approx(1 / 3, rel=1e-6)
    assert "0.33" in said.text


def test_supposing_skin_changes_gives_no_number(known: Any) -> None:
    _estimate(known)
    said = known.run(WhatIf(), known.message("what if I had ulcers", label="what_if", labs=[]))
    assert said.part["risk"]["estimate"] is None
    assert "kidney team today" in said.text


def test_supposing_the_impossible_is_named(known: Any) -> None:
    said = known.run(WhatIf(), known.message("what if my calcium were 106 mg/dL", label="what_if", labs=[]))
    assert "not look possible" in said.text
    assert not said.part.get("risk")


def test_what_if_needs_something_to_compare_with(desk: Any) -> None:
    said = desk.run(WhatIf(), desk.message("what if my phosphate were 5 mg/dL", label="what_if", labs=[]))
    assert "Estimate my risk" in said.buttons
    assert not said.part.get("risk")


@pytest.mark.parametrize(
    ("ratio", "words"),
    [(0.05, "less than a quarter"), (0.33, "a third"), (0.5, "half"), (1.0, "the same"), (1.5, "one and a half"),
     (2.0, "twice"), (2.68, "3 times"), (8.33, "8 times")],
)  # fmt: skip
def test_ratios_in_words(ratio: float, words: str) -> None:
    assert words in plain_ratio(ratio)


def test_simpler_then_more_stay_with_the_estimate(known: Any) -> None:
    _estimate(known)
    known.run(SaySimpler(), known.message("simpler", label="simpler", labs=[]))
    said = known.run(SayMore(), known.message("more", label="more_detail", labs=[]))
    assert "about 3 times the average" in said.text
