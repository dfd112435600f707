"""A floor under understanding: held-out sets, two points below what was reached when each floor was set.

A change that loses more than that is seen here, before anybody runs `make evaluate`. The sets have been read since they
were written, so these are no estimates for new authors (see tests/data/README.md). A newer set is added beside the
older one, whose floors stay.
"""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.quality.heldout import DATA, SETS, follow_ups, history
from bot.engine.evaluate import Report, evaluate, read_examples

LEAST = {
    "twelfth": {"accuracy": 0.931, "right_or_offered": 0.951, "in_first_three": 0.974},
    "fourteenth": {"accuracy": 0.931, "right_or_offered": 0.945, "in_first_three": 0.956},
    "fifteenth": {"accuracy": 0.924, "right_or_offered": 0.952, "in_first_three": 0.955},
    "sixteenth": {"accuracy": 0.914, "right_or_offered": 0.928, "in_first_three": 0.945},
    "seventeenth": {"accuracy": 0.945, "right_or_offered": 0.952, "in_first_three": 0.969},
    "eighteenth": {"accuracy": 0.965, "right_or_offered": 0.975, "in_first_three": 0.98},
    "nineteenth": {"accuracy": 0.96, "right_or_offered": 0.96, "in_first_three": 0.965},
    "twentieth": {"accuracy": 0.965, "right_or_offered": 0.975, "in_first_three": 0.975},
    "twentyfirst": {"accuracy": 0.961, "right_or_offered": 0.966, "in_first_three": 0.97},
    "twentysecond": {"accuracy": 0.956, "right_or_offered": 0.966, "in_first_three": 0.975},
    "twentyfourth": {"accuracy": 0.956, "right_or_offered": 0.961, "in_first_three": 0.965},
    "twentyfifth": {"accuracy": 0.951, "right_or_offered": 0.961, "in_first_three": 0.965},
    "twentysixth": {"accuracy": 0.951, "right_or_offered": 0.961, "in_first_three": 0.965},
    "twentyseventh": {"accuracy": 0.951, "right_or_offered": 0.956, "in_first_three": 0.96},
    "twentyeighth": {"accuracy": 0.951, "right_or_offered": 0.956, "in_first_three": 0.96},
}
MOST = {
    "twelfth": {"calibration_error": 0.031, "clarified": 0.043, "false_refusals": 0.022},
    "fourteenth": {"calibration_error": 0.038, "clarified": 0.041, "false_refusals": 0.02},
    "fifteenth": {"calibration_error": 0.042, "clarified": 0.048, "false_refusals": 0.02},
    "sixteenth": {"calibration_error": 0.06, "clarified": 0.034, "false_refusals": 0.02},
    "seventeenth": {"calibration_error": 0.034, "clarified": 0.03, "false_refusals": 0.02},
    "eighteenth": {"calibration_error": 0.034, "clarified": 0.03, "false_refusals": 0.02},
    "nineteenth": {"calibration_error": 0.04, "clarified": 0.03, "false_refusals": 0.025},
    "twentieth": {"calibration_error": 0.03, "clarified": 0.03, "false_refusals": 0.02},
    "twentyfirst": {"calibration_error": 0.04, "clarified": 0.03, "false_refusals": 0.02},
    "twentysecond": {"calibration_error": 0.04, "clarified": 0.03, "false_refusals": 0.02},
    "twentyfourth": {"calibration_error": 0.04, "clarified": 0.03, "false_refusals": 0.02},
    "twentyfifth": {"calibration_error": 0.04, "clarified": 0.03, "false_refusals": 0.025},
    "twentysixth": {"calibration_error": 0.04, "clarified": 0.03, "false_refusals": 0.02},
    "twentyseventh": {"calibration_error": 0.04, "clarified": 0.03, "false_refusals": 0.025},
    "twentyeighth": {"calibration_error": 0.04, "clarified": 0.03, "false_refusals": 0.025},
}
FOLLOW_UPS = {
    "twelfth": (0.897, 0.085),
    "fourteenth": (0.868, 0.113),
    "twentyfirst": (0.93, 0.1),
}  # least right, most error of calibration
HISTORY = {"twelfth": 0.905, "fourteenth": 0.927, "twentyfirst": 0.97, "twentyfourth": 0.94, "twentyfifth": 0.95}


@pytest.fixture(scope="module", params=LEAST)
def asked(request: pytest.FixtureRequest, agent: Any) -> tuple[str, Report]:
    name = str(request.param)
    return name, evaluate(agent, read_examples(DATA / f"{name}_questions.jsonl"))


def test_the_newest_set_has_a_floor() -> None:
    assert SETS[-1] in LEAST


def test_questions_are_understood_as_well_as_before(asked: tuple[str, Report]) -> None:
    name, report = asked
    found = report.as_dict()
    assert {figure: found[figure] for figure, least in LEAST[name].items() if found[figure] < least} == {}


def test_questions_are_not_doubted_or_refused_more_than_before(asked: tuple[str, Report]) -> None:
    name, report = asked
    found = report.as_dict()
    assert {figure: found[figure] for figure, most in MOST[name].items() if found[figure] > most} == {}


@pytest.mark.parametrize("name", FOLLOW_UPS)
def test_follow_ups_are_understood_as_well_as_before(agent: Any, name: str) -> None:
    least, most = FOLLOW_UPS[name]
    found = follow_ups(agent, DATA / f"{name}_followups.jsonl").as_dict()
    assert found["accuracy"] >= least
    assert found["calibration_error"] <= most


@pytest.mark.parametrize("name", HISTORY)
def test_history_is_read_as_well_as_before(name: str) -> None:
    assert history(DATA / f"{name}_history.jsonl")["f1"] >= HISTORY[name]
