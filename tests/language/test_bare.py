"""Messages of a few words, and news about a person whose values were used, decided without Rasa."""

from __future__ import annotations

from typing import Any

import pytest

from bot.language.decision.leaning.bare import decide_bare, no_estimate
from bot.language.decision.leaning.news import told_anew
from bot.language.decision.map import TopicMap
from bot.language.dialogue import DialogueContext

_QUIET = DialogueContext(topic="definition", label="definition")
_AFTER = DialogueContext(label="assess_risk", has_estimate=True)
_PHOSPHATE: list[dict[str, Any]] = [{"contract": {"analyte": "phosphate", "status": "ok"}}]


def _intent(text: str, context: DialogueContext = _QUIET) -> str | None:
    decided = decide_bare(text, context)
    return decided.intent if decided else None


@pytest.mark.parametrize(
    ("text", "intent"),
    [("skip", "skip"), ("Next one, please", "skip"), ("stop", "cancel"), ("quit", "cancel"), ("ok", "thank"),
     ("never mind", "thank"), ("forget that", "thank"), ("I don't know", "help"), ("the second one", "help")],
)  # fmt: skip
def test_a_bare_word_means_what_it_says(text: str, intent: str) -> None:
    assert _intent(text) == intent


@pytest.mark.parametrize(
    "text",
    ["I want to stop", "stop warfarin?", "I give up", "enough", "skip dialysis", "yes it hurts", "no I meant the scan",
     "I don't know what to do", "forget what I told you", "next steps?", "more", "the first sign"],
)  # fmt: skip
def test_what_says_more_is_decided_elsewhere(text: str) -> None:
    assert _intent(text) is None


@pytest.mark.parametrize(
    "text",
    ["show me the number", "Show me the number please", "what is the exact number?", "what is my risk in percent?",
     "how many percent is that", "can I see the figure", "what's my risk in %"],
)  # fmt: skip
def test_the_number_is_asked_for_in_words(text: str) -> None:
    assert _intent(text, _AFTER) == "show_number"
    assert _intent(text) != "show_number"


@pytest.mark.parametrize(
    "text", ["what is my phosphate number", "how many people die, in percent?", "what number should my PTH be"]
)
def test_another_number_is_not_the_estimate(text: str) -> None:
    assert _intent(text, _AFTER) != "show_number"


def test_after_a_clarifying_question_a_place_picks_and_neither_declines() -> None:
    offered = DialogueContext(offered=("bone_scan", "other_imaging"))
    assert _intent("the first one", offered) == "bone_scan"
    assert _intent("2", offered) == "other_imaging"
    assert _intent("neither", offered) == "help"


def test_yes_and_no_after_the_acknowledgement() -> None:
    asked = DialogueContext(label="assess_risk", has_estimate=True, expects_yes="show_number")
    assert _intent("no thanks", asked) == "explain_risk"
    assert _intent("yes", asked) is None  # taken by the follow-up, with the acknowledgement


@pytest.mark.parametrize("text", ["mmol/L", "the first one", "yes"])
def test_an_open_unit_is_settled_for_the_task_that_asked(text: str) -> None:
    assert _intent(text, DialogueContext(label="compute_product", task="compute_product", asks_for="phosphate")) == (
        "compute_product"
    )
    assert _intent(text, DialogueContext(label="interpret_labs", asks_for="pth")) == "interpret_labs"


@pytest.mark.parametrize(
    "text",
    ["phosphate now 5.5", "my phosphate is now 5.5", "change my phosphate to 5.5", "my new phosphate is 5.5",
     "PO4 5.5", "sorry, I meant 5.5", "my results were phosphate 5.5", "Can you change my phosphate to 5.5?"],
)  # fmt: skip
def test_news_after_an_estimate(text: str) -> None:
    assert told_anew({"labs": _PHOSPHATE}, text, _AFTER) == "assess_risk"


@pytest.mark.parametrize(
    "text",
    ["what if my phosphate were 5.5?", "and phosphate 5.5", "phosphate 5.5?", "suppose phosphate 5.5",
     "how about phosphate 5.5", "if my phosphate is now 5.5"],
)  # fmt: skip
def test_suppositions_are_no_news(text: str) -> None:
    assert told_anew({"labs": _PHOSPHATE}, text, _AFTER) is None


def test_a_bare_value_goes_on_supposing() -> None:
    supposing = DialogueContext(label="what_if", has_estimate=True)
    assert told_anew({"labs": _PHOSPHATE}, "phosphate 5.5", supposing) is None
    assert told_anew({"labs": _PHOSPHATE}, "my phosphate is now 5.5", supposing) == "assess_risk"


def test_without_an_estimate_a_value_is_looked_at_as_ever() -> None:
    assert told_anew({"labs": _PHOSPHATE}, "my phosphate is now 5.5", _QUIET) is None
    looked_at = DialogueContext(label="interpret_labs")
    assert told_anew({"labs": []}, "no, 5.5 not 6.5", looked_at) == "interpret_labs"


@pytest.mark.parametrize(
    ("text", "topic"),
    [("what would happen if I stopped taking warfarin?", "stopping_warfarin"),
     ("what if I came off my blood thinner", "stopping_warfarin"),
     ("what if I miss dialysis", "withdrawing_dialysis"), ("what if my phosphate were 5?", None)],
)  # fmt: skip
def test_what_if_a_treatment_stopped_is_about_the_treatment(text: str, topic: str | None) -> None:
    decided = no_estimate({"text": text}, _QUIET)
    assert (decided.label if decided else None) == topic


def test_what_if_warfarin_stopped_compares_where_there_is_an_estimate() -> None:
    assert no_estimate({"text": "what if I stopped warfarin?"}, _AFTER) is None


def test_the_question_on_a_button_can_be_typed_word_for_word() -> None:
    topics = TopicMap(questions={"what is the outlook with calciphylaxis": "prognosis"})
    assert topics.asked("What is the outlook, with calciphylaxis?") == "prognosis"
    assert topics.asked("what is the outlook with diabetes?") is None
