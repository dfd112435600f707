"""Figures of the outlook: shown when they are asked for, and only those that fit."""

from __future__ import annotations

from typing import Any

import pytest

from actions.facts import StoreFacts
from actions.prognosis import TellPrognosis


def _say(desk: Any, text: str, audience: str | None = None, **details: Any) -> Any:
    message = desk.message(text, label="estimate_prognosis", **details)
    desk.run(StoreFacts(), message)
    return desk.run(TellPrognosis(), message, audience=audience)


@pytest.mark.parametrize(
    "words",
    [
        "it is only on my calves and nothing has opened",
        "mine are on both shins, the skin is still intact",
        "only patches below the knees, none of them are open",
    ],
)
def test_who_describes_it_gets_words_and_an_offer(desk: Any, words: str) -> None:
    said = _say(desk, words)
    assert "%" not in said.text
    assert "better outlook" in said.text
    assert "lower legs" in said.text
    assert "Closed patches do better" in said.text
    assert any("figures" in button for button in said.buttons)


def test_what_speaks_for_nothing_better_is_only_heard(desk: Any) -> None:
    said = _say(desk, "I have it on my belly and thighs with two sores")
    assert "better outlook" not in said.text
    assert "%" not in said.text


def test_a_question_whether_that_is_better_begins_with_yes(desk: Any) -> None:
    assert _say(desk, "is it better that it is just on her calves?").text.startswith("Yes.")


def test_asked_for_figures_only_those_of_the_site_are_shown(desk: Any) -> None:
    said = _say(desk, "what are the chances of surviving with closed lumps on the shins?")
    assert "20 %" in said.text
    assert "62.5" not in said.text
    assert "48 %" not in said.text
    assert "Unreviewed" not in said.text


def test_a_clinician_sees_the_named_site_first_with_what_worsens_it(desk: Any) -> None:
    said = _say(desk, "penile necrosis, HD", audience="clinician")
    assert said.text.index("62.5 %") < said.text.index("36.7 %")
    assert "11.90" in said.text
    assert "does not mean that treatment ends" not in said.text
    assert "(moderate)" in said.text
