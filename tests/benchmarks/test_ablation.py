"""The table of what each view earns: the knowledge base as a view, weights chosen on older sets only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.ablation import NEWEST, Asked, Descriptions, best_weight, right, table

AXES = {"pain": 0, "ulcers": 1, "burning": 0}


class Words:
    """An encoder of three directions."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.array([np.eye(3)[AXES.get(text.lower(), 2)] for text in texts], np.float32)


def asked(group: str, wanted: int, text: str = "pain") -> Asked:
    return Asked(group, "questions", text, frozenset({wanted}), Words().encode([text])[0])


def scores(*values: float) -> npt.NDArray[np.float32]:
    return np.array(values, np.float32)


def test_a_message_is_near_the_topic_that_says_the_like_and_labels_without_topic_stay_neutral() -> None:
    described = Descriptions(Words(), ["greet", "pain", "ulcers"], {"pain": ["x", "pain"], "ulcers": ["ulcers"]})
    near = described.of(asked("heldout", 1, "burning"))
    assert near.tolist() == [0.0, 0.5, -0.5]


def test_any_of_the_right_labels_is_right() -> None:
    assert right([asked("heldout", 0), asked("heldout", 1)], [scores(1, 0), scores(1, 0)]) == 0.5
    assert right([], []) is None


def test_a_weight_is_chosen_on_the_older_sets_and_never_on_the_newest() -> None:
    messages = [asked("heldout", 1), *[asked(NEWEST[-1], 0)] * 9]

    def scored(weight: float) -> list[npt.NDArray[np.float32]]:
        return [scores(3.0, weight)] * 10

    assert best_weight(messages, scored) == 4.0
    assert best_weight(messages[1:], scored) == 0.25


def test_the_table_has_the_newest_sets_and_the_state() -> None:
    shares: dict[Any, float] = {(name, kind): 0.9 for name in (*NEWEST, "older") for kind in ("questions", "all")}
    text = table([{"name": "n-grams alone", "shares": shares, "ms": 0.28}], "State `abc`")
    assert "| n-grams alone | " + "90.0 % | " * 5 + "0.28 |" in text
    assert f"{NEWEST[1]} set, questions" in text
    assert "State `abc`" in text
