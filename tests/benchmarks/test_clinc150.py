"""Counting and thresholds of the public benchmark."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.clinc150 import OUTSIDE, Scored, best_thresholds, figures

NEVER = float("inf")


def scored() -> Scored:
    return Scored(
        truth=np.array(["a", "a", "b", OUTSIDE, OUTSIDE]),
        best=np.array(["a", "a", "b", "a", "b"]),
        chance=np.array([0.9, 0.3, 0.8, 0.2, 0.85]),
        outside=np.array([-3.0, -2.0, -3.0, -1.0, 2.0]),
    )


def test_without_thresholds_nothing_is_refused() -> None:
    found = figures(scored(), 0.0, NEVER)
    assert found == {"in_scope_accuracy": 1.0, "oos_recall": 0.0, "oos_precision": 0.0, "accuracy": 0.6}


def test_a_refused_question_of_ours_counts_against_both_figures() -> None:
    found = figures(scored(), 0.35, NEVER)
    assert found["in_scope_accuracy"] == pytest.approx(2 / 3)
    assert found["oos_recall"] == 0.5
    assert found["oos_precision"] == 0.5


def test_the_scope_bar_refuses_whatever_the_probability() -> None:
    assert figures(scored(), 0.0, 0.0)["oos_recall"] == 0.5
    assert figures(scored(), 0.0, 0.0)["oos_precision"] == 1.0


def test_the_probability_is_chosen_where_most_is_right() -> None:
    least, bar = best_thresholds(scored(), "threshold", "accuracy")
    assert 0.2 < least <= 0.3
    assert bar == NEVER


def test_both_thresholds_together_find_what_one_cannot() -> None:
    pair = best_thresholds(scored(), "scope", "balanced")
    assert figures(scored(), *pair) == {
        "in_scope_accuracy": 1.0,
        "oos_recall": 1.0,
        "oos_precision": 1.0,
        "accuracy": 1.0,
    }


def test_the_rule_of_the_151st_intent_has_no_threshold() -> None:
    assert best_thresholds(scored(), "train", "accuracy") == (0.0, NEVER)
