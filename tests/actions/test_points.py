"""The questions of health professionals whose answer is known: each row means its own, and names what exists."""

from __future__ import annotations

from typing import Any

import pytest

from actions.points import point_asked
from bot.library.current import document, knowledge

ROWS: list[dict[str, Any]] = document("points")["points"]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_row_says_what_exists_and_is_meant_by_its_own_questions_only(row: dict[str, Any]) -> None:
    before = next(iter(row.get("after") or ()), None)
    assert knowledge().topic(row["topic"])
    assert [each for each in row["say"] if knowledge().statement(each) is None] == []
    for question in row["tried"]:
        found = point_asked(question, before)
        assert found is not None, question
        assert found[0].id == row["id"], f"{question!r} means {found[0].id}"
    for question in row.get("not") or ():
        found = point_asked(question, before)
        assert found is None or found[0].id != row["id"], question


@pytest.mark.parametrize("name", ["honey", "argatroban", "fondaparinux", "mattress", "bandaging"])
def test_what_is_said_to_be_missing_is_missing(name: str) -> None:
    told = [s.text.lower() for topic in knowledge().topics() for s in topic.clinician.statements()]
    assert not [text for text in told if name in text]


def test_a_long_story_means_no_single_point() -> None:
    assert point_asked("lactate threshold for sepsis " + "and then she came back " * 8) is None


def test_what_leans_on_the_topic_before_needs_it() -> None:
    assert point_asked("and if it goes wet", "wound_care") is not None
    assert point_asked("and if it goes wet", "bone_scan") is None
