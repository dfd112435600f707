"""Phrases are found as whole words in a row, all of them, and with all their names."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from bot.language.extraction.words.phrases import PhraseBook
from bot.language.extraction.words.tokens import Lexer

VOCAB = spacy.blank("en").vocab


@pytest.fixture
def book() -> PhraseBook:
    made = PhraseBook(Lexer(VOCAB, (), ()))
    made.add("fact", "warfarin", ["warfarin", "blood thinner", "blood thinner~ tablet|pill"])
    made.add("drug", "drug", ["warfarin", "warfarin sodium"])
    made.add("fact", "warfarin", ["warfarin"])
    return made


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("i take warfarin", [("fact", 2, 2), ("drug", 2, 2)]),
        ("warfarin sodium", [("drug", 0, 1), ("fact", 0, 0), ("drug", 0, 0)]),
        ("a blood thinner tablet", [("fact", 1, 3), ("fact", 1, 2)]),
        ("blood pill", [("fact", 0, 1)]),
        ("blood", []),
        ("thinner blood warf", []),
        ("warfarin warfarin", [("fact", 0, 0), ("drug", 0, 0), ("fact", 1, 1), ("drug", 1, 1)]),
    ],
)
def test_every_phrase_is_found_once_for_each_of_its_names(
    book: PhraseBook, message: str, expected: list[tuple[Any, ...]]
) -> None:
    found = book.find(Doc(VOCAB, words=message.split()))
    assert [(hit.group, hit.first, hit.last) for hit in found] == expected
