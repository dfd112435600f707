"""Patient texts hold no order, no false certainty, no dose, no figure of their own; lengths and grades fit."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.library.readability import available, grades, replacer
from bot.library.textmeasure import figures, sentences, words

from .conftest import BODY, Maker

Make = Callable[..., dict[str, Any]]
CITED = {"sources": ["fine_2002"], "evidence": "low"}


def codes(maker: Maker, data: dict[str, Any]) -> set[str]:
    maker.topic(data)
    return {item.code for item in maker.faults()}


def with_body(make_topic: Make, text: str) -> dict[str, Any]:
    data = make_topic("mechanism", "basics")
    data["patient"]["body"] = [{"text": f"{BODY} {text}", **CITED}]
    return data


@pytest.mark.parametrize(
    "text",
    [
        "You should stop warfarin.",
        "You must skip dialysis.",
        "Stop taking your tablets.",
        "Do not take calcium.",
        "It always heals.",
        "It never comes back.",
        "A cure is guaranteed.",
        "You have calciphylaxis.",
        "Don't worry.",
        "Stop your warfarin.",
        "If you bleed, stop the blood thinner.",
        "You can halve your insulin.",
        "Please skip all binders.",
        "Reduce vitamin D.",
    ],
)
def test_banned_phrases(maker: Maker, make_topic: Make, text: str) -> None:
    assert "CX303" in codes(maker, with_body(make_topic, text))


@pytest.mark.parametrize(
    "text",
    [
        "It does not always heal.",
        "Your team may stop the tablets.",
        "Please do not stop taking your tablets on your own.",
        "If you have calciphylaxis and a fever, call your team.",
        "The cause is not always clear.",
        "Do not stop your warfarin on your own.",
        "Before you start or change calcium, speak with your team.",
        "They can lower calcium too far.",
        "Teams often stop warfarin.",
    ],
)
def test_kind_phrases_pass(maker: Maker, make_topic: Make, text: str) -> None:
    assert "CX303" not in codes(maker, with_body(make_topic, text))


@pytest.mark.parametrize(
    "text",
    ["You get 25 g.", "It is 5 mg a day.", "Two or 3 tablets help.", "10 units were used.", "You take half a tablet."],
)
def test_doses(maker: Maker, make_topic: Make, text: str) -> None:
    assert "CX309" in codes(maker, with_body(make_topic, text))


@pytest.mark.parametrize("text", ["A level above 36 mg/dL is high.", "Kidneys below 15 mL/min are weak."])
def test_a_blood_value_is_no_dose(maker: Maker, make_topic: Make, text: str) -> None:
    assert "CX309" not in codes(maker, with_body(make_topic, text))


@pytest.mark.parametrize(("text", "code"), [("The label says 5 mg.", "CX309"), ("Stop your warfarin.", "CX303")])
def test_what_both_voices_show_is_held_to_the_patients_rules(
    maker: Maker, make_topic: Make, text: str, code: str
) -> None:
    for part in ("positions", "reading"):
        said = {"text": text, **CITED}
        split = {
            "issue": "Which?",
            "positions": [{"text": "It is one way.", **CITED}, {"text": "Or another.", **CITED}],
        }
        split |= {part: [said, {"text": "Or another.", **CITED}] if part == "positions" else said}
        assert code in codes(maker, make_topic("mechanism", "basics", disagreements=[split])), part


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("replies", {"greet": {"patient": ["TEXT"], "clinician": ["Hello."]}}),
        ("safety_replies", {"emergency": {"patient": [{"text": "TEXT", "sources": []}], "clinician": ["Act."]}}),
        ("phrases", {"disclaimer": {"short": "TEXT"}}),
        ("case", [{"id": "one", "title": "One", "text": [{"text": "TEXT", **CITED}]}]),
        ("differential", {"conditions": [{"id": "x", "about": "TEXT"}]}),
        ("prognosis", {"not_personal": {"patient": {"text": "TEXT", "support": True}}}),
        ("labs", {"meaning": {"calcium": {"patient": {"about": {"text": "TEXT"}}}}}),
    ],
)
def test_every_document_that_a_patient_is_shown_is_checked(maker: Maker, name: str, data: Any) -> None:
    for text, code in (("Take 5 mg a day.", "CX309"), ("Please stop your warfarin.", "CX303")):
        maker.write(f"{name}.yml", json.loads(json.dumps(data).replace("TEXT", text)))
        found = [item for item in maker.faults() if item.code == code]
        assert [item.file.rpartition("/")[2] for item in found] == [f"{name}.yml"], text


def test_what_a_document_says_to_clinicians_may_hold_doses(maker: Maker) -> None:
    maker.write("replies.yml", {"greet": {"patient": ["Hello."], "clinician": ["Trials gave 25 g."]}})
    assert not {"CX303", "CX309"} & {item.code for item in maker.faults()}


def test_figure_must_stand_in_the_clinician_voice(maker: Maker, make_topic: Make) -> None:
    assert "CX307" in codes(maker, with_body(make_topic, "About 71 in 100 heal."))
    assert "CX307" not in codes(maker, with_body(make_topic, "About 33 in every 100 died. Call 911 or 999."))


def test_lengths(maker: Maker, make_topic: Make) -> None:
    data = make_topic("mechanism", "basics")
    data["patient"]["body"] = [{"text": "Too short.", **CITED}]
    data["patient"]["simpler"] = [{"text": "one two three four five. " * 13, **CITED}]
    data["patient"]["gist"]["text"] = "First sentence. Second sentence."
    assert {"CX304", "CX305", "CX306"} <= codes(maker, data)


def test_long_sentence_names_its_length(maker: Maker, make_topic: Make) -> None:
    maker.topic(with_body(make_topic, "And " + "so it goes on " * 7 + "for ever."))
    found = next(item for item in maker.faults() if item.code == "CX302")
    assert "31 words" in found.message


def test_same_statement_twice(maker: Maker, make_topic: Make) -> None:
    data = make_topic("mechanism", "basics")
    data["clinician"]["body"].append(make_topic("definition", "basics")["clinician"]["body"][0])
    maker.topic(data)
    found = next(item for item in maker.faults() if item.code == "CX308")
    assert "definition.yml:" in found.message


def test_figures_are_compared_in_one_spelling() -> None:
    assert figures("1,030 of 2,060 (0.50; 5.0%) in 2016") == {"1030", "2060", "0.5", "5", "2016"}
    assert figures("3 in every 100 and 4 out of 10, 2 per 100,000") == {"3", "4", "2"}
    assert figures("call 112 or 911") == set()


def test_words_and_sentences() -> None:
    assert words("It's non-healing: 2 of 3 did.") == ["It's", "non-healing", "2", "of", "3", "did"]
    assert sentences("One (e.g. Two). Three? Four!") == ["One (e.g. Two).", "Three?", "Four!"]


@pytest.mark.skipif(not available(), reason="textstat is a development dependency")
class TestGrades:
    HARD = (
        "Multidisciplinary individualised pharmacotherapeutic optimisation necessitates comprehensive "
        "interdisciplinary communication, notwithstanding considerable heterogeneity of international recommendations."
    )

    def test_hard_text_is_refused(self, maker: Maker, make_topic: Make) -> None:
        data = make_topic("mechanism", "basics")
        data["patient"]["more"] = [{"text": self.HARD, **CITED}]
        assert "CX301" in codes(maker, data)

    def test_allowed_terms_do_not_count(self, maker: Maker, make_topic: Make) -> None:
        data = make_topic("definition", "basics")
        data["patient"]["gist"]["text"] = "Dialysis after dialysis after dialysis after dialysis."
        maker.topic(data)
        before = {(item.topic, item.part): item.grade for item in grades(maker.content())}
        maker.write("allowed_terms.yml", [{"term": "dialysis", "plain": "wash", "why": "treatment"}])
        after = {(item.topic, item.part): item.grade for item in grades(maker.content())}
        assert after["definition", "answer"] < before["definition", "answer"]

    def test_longer_terms_win(self) -> None:
        plain = replacer(
            [{"term": "dialysis", "plain": "wash"}, {"term": "peritoneal dialysis", "plain": "belly wash"}]
        )
        assert plain("Peritoneal dialysis, dialysis") == "belly wash, wash"
