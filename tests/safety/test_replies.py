"""The reply texts: first what to do, no dose, no order about medicines, only numbers of the helplines file."""

from __future__ import annotations

import datetime as dt
import re
import string
from typing import Any

import pytest

from bot.library.checks_wording import unfit_for_patients
from tests.safety.conftest import load

REPLIES: dict[str, dict[str, Any]] = load("safety_replies")
HELPLINES: dict[str, Any] = load("helplines")
PLACEHOLDERS = {"emergency_number", "crisis_line", "condition", "stored"}
VOICES = ("patient", "clinician")


def lines(reply: dict[str, Any], voice: str) -> list[str]:
    return [line if isinstance(line, str) else line["text"] for line in reply[voice]]


def rows() -> dict[str, dict[str, Any]]:
    return {"default": HELPLINES["default"], **HELPLINES["locales"]}


@pytest.mark.parametrize("name", REPLIES)
def test_only_known_placeholders(name: str) -> None:
    for voice in VOICES:
        for line in lines(REPLIES[name], voice):
            names = {field for _, field, _, _ in string.Formatter().parse(line) if field}
            assert names <= PLACEHOLDERS


@pytest.mark.parametrize("name", [name for name in REPLIES if name.startswith("emergency")])
def test_emergency_says_what_to_do_first_and_offers_to_go_on(name: str) -> None:
    first, *rest = lines(REPLIES[name], "patient")
    assert re.search(r"\b(?:call|press|get medical help|give something)\b", first, re.IGNORECASE)
    assert "{emergency_number}" in " ".join([first, *rest][:3])
    assert re.search(r"question|tell me|explain|answer|tell you", rest[-1])


def test_crisis_is_warm_asks_once_about_safety_and_gives_a_line() -> None:
    text = " ".join(lines(REPLIES["crisis"], "patient"))
    assert text.count("?") == 1 and "safe right now?" in text
    assert "{crisis_line}" in text and "{emergency_number}" in text


@pytest.mark.parametrize("name", REPLIES)
def test_no_dose_and_no_order_about_a_medicine(name: str) -> None:
    text = " ".join(lines(REPLIES[name], "patient"))
    assert list(unfit_for_patients(text)) == []


def test_declining_gives_questions_to_take_along() -> None:
    for name in ("personal_treatment_decision", "dosing_request"):
        assert "?" in " ".join(lines(REPLIES[name], "patient"))


def test_line_sources_are_listed_for_the_reply() -> None:
    for reply in REPLIES.values():
        named = {s for voice in VOICES for line in reply[voice] if isinstance(line, dict) for s in line["sources"]}
        assert named <= set(reply["sources"])


@pytest.mark.parametrize("name", rows())
def test_helpline_row_is_complete(name: str) -> None:
    row = rows()[name]
    assert row["status"] in {"read", "memory"}
    assert isinstance(row["checked_on"], dt.date) == (row["status"] == "read")  # a date is that of somebody's look
    assert {"emergency", "crisis"} <= {phone["kind"] for phone in row["phones"]}
    assert all(re.fullmatch(r"\d{3,6}", phone["number"]) for phone in row["phones"])
    assert row["short"]["emergency_number"].split(" / ")[0] in row["emergency_number"]


def test_neutral_wording_names_the_three_common_numbers() -> None:
    assert all(number in HELPLINES["default"]["emergency_number"] for number in ("112", "911", "999"))
