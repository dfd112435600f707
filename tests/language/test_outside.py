"""Questions about something else are recognised by name and by shape, and refused by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.language.decision.scope.outside import OutsideNames, mentions_our_disease, words_of
from bot.library.current import document, knowledge
from bot.library.paths import content_dir
from scripts.nlu.corpus import load


@pytest.fixture(scope="module")
def outside() -> OutsideNames:
    topics = list(knowledge().topics())
    texts = [s.text for t in topics for s in t.statements()]
    mimics = [row["label"] for row in document("differential")["conditions"] if row["id"] != "calciphylaxis"]
    return OutsideNames.read(content_dir() / "outside", document("scope"), texts, mimics)


@pytest.fixture(scope="module")
def trained(outside: OutsideNames) -> OutsideNames:
    """As in production, where the words of the training examples are known too."""
    return replace(outside, known=outside.known | {word for example in load() for word in words_of(example.text)})


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("what are the symptoms of measles", "measles"),
        ("how does metformin work", "metformin"),
        ("treatment for blorpitis", "blorpitis"),
        ("is zentaramab dangerous", "zentaramab"),
        ("what causes pyoderma gangrenosum", "pyoderma gangrenosum"),
    ],
)
def test_a_question_about_something_else_is_named(outside: OutsideNames, text: str, subject: str) -> None:
    assert (outside.subject(text) or "").lower() == subject


@pytest.mark.parametrize(
    "text",
    [
        "what causes calciphylaxis",
        "how do I tell pyoderma gangrenosum from calciphylaxis",
        "is it related to lupus",
        "does sodium thiosulfate help",
        "how is the pain treated",
        "symptoms of sepsis",
    ],
)
def test_a_question_of_ours_is_left_alone(outside: OutsideNames, text: str) -> None:
    assert outside.subject(text) is None


def test_a_name_that_our_texts_mention_names_a_refusal_but_does_not_cause_one(outside: OutsideNames) -> None:
    assert outside.subject("what is anaphylaxis") is None
    assert outside.name("what is anaphylaxis") == "anaphylaxis"


@pytest.mark.parametrize(
    "text", ["kalziphylaxie", "calcifilaxis", "CUA", "calcific uremic arteriolopathy", "calsiphylaxis"]
)
def test_our_disease_is_known_however_it_is_spelt(text: str) -> None:
    assert mentions_our_disease(text)


def test_words_without_sense_are_strange(outside: OutsideNames) -> None:
    assert outside.strangeness("asdkj qwezz") == 1.0
    assert outside.strangeness("how is the pain treated") == 0.0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("what is tachyphylaxis", "tachyphylaxis"),
        ("how is anaphylaxis treated", "anaphylaxis"),
        ("tell me about calcinosis cutis", "calcinosis cutis"),
        ("what causes kidney stones", "kidney stones"),
        ("dad has parkinson's, how long do people live", "parkinson's"),
        ("what is Grenzhaus syndrome", "Grenzhaus syndrome"),
    ],
)
def test_sound_alikes_are_refused_by_their_name(trained: OutsideNames, text: str, name: str) -> None:
    assert trained.name(text) == name


def test_no_refusal_is_named_by_a_plain_word(outside: OutsideNames) -> None:
    assert outside.name("what are the side effects of warfarin") in (None, "warfarin")
    assert outside.name("chronic kidney disease stages") != "chronic"
