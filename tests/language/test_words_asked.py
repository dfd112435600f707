"""The meaning of a word asked for in many ways, and what only holds such a word."""

from __future__ import annotations

from typing import Any

import pytest

from bot.language.decision.scope.meaning import names_of
from bot.language.decision.scope.terms import term_asked
from bot.language.decision.scope.words_asked import WordsAsked
from bot.language.dialogue import DialogueContext
from bot.library.current import document

WORDS = WordsAsked.from_dict(document("glossary"))
NOTHING = DialogueContext()


def heard(text: str, context: DialogueContext = NOTHING, **turn: Any) -> list[str] | None:
    decided = WORDS.decided({"text": text} | turn, context)
    return decided.details["words"] if decided else None


@pytest.mark.parametrize(("word", "wanted"), [(name, word.id) for word in WORDS.glossary.words for name in word.names])
@pytest.mark.parametrize(
    "way", ["what does {} mean?", "whats {}", "{} meaning", "{}?", "define {}", "it says {} in my letter"]
)
def test_every_name_is_heard_in_every_common_way(word: str, wanted: str, way: str) -> None:
    assert heard(way.format(word)) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hello, can you tell me what slough is please", ["slough"]),
        ("what exactly is meant by exudate", ["exudate"]),
        ("I've never heard of livedo", ["livedo"]),
        ("Could you explain “acral” in simple words", ["acral"]),
        ("there is a word in my biopsy report: perieccrine. What is that", ["perieccrine"]),
        ("the podiatrist called it gangrenous what does that mean", ["gangrene"]),
        ("INR, eGFR and CRP – what do these mean?", ["inr", "egfr", "crp"]),
        ("my mum's notes say tetany", ["tetany"]),
        ("what is meant by 'violaceous' in the clinic letter?", ["violaceous"]),
        ("no idea what thrombophilia is", ["thrombophilia"]),
        ("difference between hypercalcaemia and hypocalcaemia?", ["hypercalcaemia", "hypocalcaemia"]),
        ("what does hyprocalcaemia mean", ["hypocalcaemia"]),
        ("crepitis?", ["crepitus"]),
        ("wot is a thrombus", ["thrombosis"]),
        ("VKA = ?", ["vka"]),
    ],
)
def test_other_ways_of_asking(text: str, wanted: list[str]) -> None:
    assert heard(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "how is cellulitis treated",
        "what is the treatment of gangrene",
        "what is proximal disease's survival",
        "is my INR of 4 dangerous",
        "my plaque hurts",
        "I have an eschar",
        "what causes livedo",
        "what helps against slough",
        "what does my livedo mean",
        "what is my eGFR",
        "what is it, cellulitis?",
        "is this gangrene?",
        "does that mean necrosis?",
        "what does it mean for the plaque",
        "what does a high CRP mean",
        "is fibrosis dangerous",
        "why is there necrosis",
        "should the eschar be cut off",
        "difference in survival between proximal and distal",
        "my letter says I have cellulitis",
        "what to watch for in tetany",
        "what is plague",
        "what is a lesson",
        "what is a module",
        "what is hypokalaemia",
        "what is sacral",
        "the doctor said gangrene",
        "proximal thigh pain",
        "nodule on my leg?",
        "what is calciphylaxis",
        "what does that mean",
        "",
        "what is an eschar and how do I get rid of it",
        "word " * 40 + "eschar?",
        "what are livedo, eschar, slough and exudate",
        "what is this plaque?",
        "what are those nodules?",
        "gangrene again",
        "oh cellulitis",
        "tetany now",
        "they wrote infarct? what now",
        "what is neurotic",
        "what is a macroangiopathy",
        "what is reniform",
        "what does dismal mean",
        "what is an infraction",
    ],
)
def test_what_only_holds_such_a_word(text: str) -> None:
    assert heard(text) is None


def test_values_and_limits_are_not_words() -> None:
    assert heard("what is INR", labs=[{}]) is None
    assert heard("what is INR", limit="dosing_request") is None


@pytest.mark.parametrize(
    "context",
    [
        DialogueContext(active_form="risk_form"),
        DialogueContext(offered=("plaques_vs_ulcers", "ulcers")),
        DialogueContext(asks_for="inr"),
        DialogueContext(audience="clinician"),
    ],
)
def test_a_word_alone_is_an_answer_where_one_is_waited_for(context: DialogueContext) -> None:
    assert heard("plaques?", context) is None
    assert heard("what does plaques mean", context) == ["plaque"]


def test_a_word_alone_that_tells_a_fact_is_no_question() -> None:
    assert heard("plaques", history={"lesions": "plaques"}) is None
    assert heard("plaques?", history={"lesions": "plaques"}) == ["plaque"]


def test_a_word_right_after_another() -> None:
    assert heard("and slough?", DialogueContext(word="eschar")) == ["slough"]
    assert heard("what about slough", DialogueContext(word="eschar")) == ["slough"]
    assert heard("and slough?", DialogueContext(topic="wound_care")) is None
    assert heard("and what does slough mean?", DialogueContext(topic="wound_care")) == ["slough"]


def test_without_a_glossary_nothing_is_heard() -> None:
    assert WordsAsked().decided({"text": "eschar?"}, NOTHING) is None
    assert names_of(()).asked("what is that") is None


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("what does odds ratio mean", "term_odds_ratio"),
        ("what is a 95% interval", "term_interval"),
        ("explain hazard ratios", "term_odds_ratio"),
        ("what does your multiplier mean in plain words", "term_multiplier"),
        ("median", None),
        ("what is the median survival", None),
        ("what is media", None),
    ],
)
def test_words_of_statistics_are_asked_for_in_the_same_ways(text: str, reply: str | None) -> None:
    assert term_asked(text) == reply


@pytest.mark.parametrize(
    "text",
    ["what does slough mean, the nurse said it on the ward", "what is purpura, the consultant said it yesterday"],
)
def test_where_and_when_it_was_heard_is_no_other_question(text: str) -> None:
    assert heard(text) is not None


def test_what_happens_at_a_place_is_no_meaning() -> None:
    assert heard("what happens with slough on the ward") is None
