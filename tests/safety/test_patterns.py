"""The pattern language."""

from __future__ import annotations

import pytest

from bot.errors import ContentError
from bot.language.safety.canonical import Speller
from bot.language.safety.patterns import PatternSet, Vocabulary, compile_pattern

WORDS = Vocabulary({"kin": ["mum", "dad"], "who": ["he", "<kin>"]}, {"mins": "minutes"})
SPELLER = Speller.from_dict({"variants": {"minutes": ["mins"]}, "joins": {}, "near": [], "keep": []})


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("chest pain", "my chest pain", True),
        ("chest pain", "my chest and pain", False),
        ("chest .. pain", "my chest is in real pain", True),
        ("chest .. pain", "my chest has no pain", False),
        ("chest ..1 pain", "my chest is in pain", False),
        ("chest .. pain", "my chest. pain", False),
        ("bleed*", "it bleeds", True),
        ("bleed*", "it bled", False),
        ("<who> fell", "dad fell", True),
        ("<who> fell", "she fell", False),
        ("very? hot", "hot", True),
        ("very? hot", "very hot", True),
        ("left_arm|jaw hurts", "left arm hurts", True),
        ("^ is it", "is it bad", True),
        ("^ is it", "well is it bad", False),
        ("^ is it", "well, is it bad", True),
        ("what ?", "what?", True),
        ("10 mins", "10 mins", True),
    ],
)
def test_pattern(pattern: str, text: str, matches: bool) -> None:
    found = PatternSet.of([pattern], WORDS).spans(SPELLER.read(text))
    assert bool(found) is matches


def test_place_of_a_match() -> None:
    message = SPELLER.read("oh my chest pain again")
    [(start, end)] = PatternSet.of(["chest pain"], WORDS).spans(message)
    assert message.text[start:end] == "chest pain"


def test_exclamation_mark_is_remembered() -> None:
    assert compile_pattern("! kill myself", WORDS).always
    assert not compile_pattern("kill myself", WORDS).always


@pytest.mark.parametrize("pattern", ["", "..", "..3 ..", "fe*ver", "a(b)", "ab* cd"])
def test_unreadable_pattern(pattern: str) -> None:
    with pytest.raises(ContentError, match="SF101"):
        compile_pattern(pattern, WORDS)


def test_unknown_list() -> None:
    with pytest.raises(ContentError, match="SF102"):
        compile_pattern("<nobody> fell", WORDS)
