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


@pytest.mark.parametrize(
    "words",
    [
        "what are my chances, the ulcers have not closed",
        "two of my sores closed and three are open, what is the survival",
        "it is not just open, it is infected. what is my outlook in figures?",
        "the wound on my leg was closed in surgery, what is my prognosis",
        "no open wounds yet but the skin is black, what is the outlook",
        "only patches, but one has burst. what are my chances?",
    ],
)
def test_closed_is_not_read_out_of_what_is_open_dead_or_infected(desk: Any, words: str) -> None:
    assert "Closed patches do better" not in _say(desk, words).text


def test_a_site_that_is_denied_is_not_the_site(desk: Any) -> None:
    said = _say(desk, "what are the figures for sores on the shins, not on the belly?")
    assert "tend to go with a better outlook" in said.text
    said = _say(desk, "no patches on the calves, all on the tummy. what is the survival?")
    assert "Sores on the lower legs" not in said.text


@pytest.mark.parametrize("words", ["and after a transplant?", "without kidney failure", "what about with diabetes"])
def test_a_group_that_is_asked_about_is_no_fact(desk: Any, words: str) -> None:
    message = desk.message(words, label="estimate_prognosis")
    desk.run(StoreFacts(), message)
    assert not desk.slots.get("history")
