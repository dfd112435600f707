"""A floor under understanding: the newest held-out set, two points below what was reached when the floor was set.

A change that loses more than that is seen here, before anybody runs `make evaluate`. The set has been read since it was
written, so these are no estimates for new authors (see tests/data/README.md).
"""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.quality.heldout import DATA, SETS, follow_ups, history
from bot.engine.evaluate import Report, evaluate, read_examples

NEWEST = SETS[-1]


@pytest.fixture(scope="module")
def questions(agent: Any) -> Report:
    return evaluate(agent, read_examples(DATA / f"{NEWEST}_questions.jsonl"))


@pytest.mark.parametrize(
    ("figure", "least"), [("accuracy", 0.931), ("right_or_offered", 0.951), ("in_first_three", 0.974)]
)
def test_questions_are_understood_as_well_as_before(questions: Report, figure: str, least: float) -> None:
    assert questions.as_dict()[figure] >= least


@pytest.mark.parametrize(
    ("figure", "most"), [("calibration_error", 0.031), ("clarified", 0.043), ("false_refusals", 0.022)]
)
def test_questions_are_not_doubted_or_refused_more_than_before(questions: Report, figure: str, most: float) -> None:
    assert questions.as_dict()[figure] <= most


def test_follow_ups_are_understood_as_well_as_before(agent: Any) -> None:
    found = follow_ups(agent, DATA / f"{NEWEST}_followups.jsonl").as_dict()
    assert found["accuracy"] >= 0.897
    assert found["calibration_error"] <= 0.085


def test_history_is_read_as_well_as_before() -> None:
    assert history(DATA / f"{NEWEST}_history.jsonl")["f1"] >= 0.905
