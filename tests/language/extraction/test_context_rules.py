"""The rules of context, one by one: what ConText is known to get wrong on lay text, and a sentence for every rule."""

from __future__ import annotations

from typing import Any

import pytest

from bot.language.extraction import Extractor

from .conftest import content, rows

# standards: the six sentences that a stock ConText misreads.
KNOWN_FAILURES: list[tuple[str, dict[str, object]]] = [
    ("denies fever; on warfarin", {"warfarin": True}),
    ("i dont have diabetes", {"diabetes": False}),
    ("not sure if I have diabetes", {}),
    ("I stopped warfarin last year", {"warfarin": False}),
    ("could this be lupus?", {}),
    ("My mother had lupus", {}),
]


@pytest.mark.parametrize(("sentence", "facts"), KNOWN_FAILURES)
def test_where_others_fail(extractor: Extractor, sentence: str, facts: dict[str, object]) -> None:
    assert extractor.extract(sentence).history == facts


@pytest.mark.parametrize("row", rows("rules.yml"))
def test_rule(extractor: Extractor, row: dict[str, Any]) -> None:
    assert extractor.extract(row["t"]).history == row["f"]


def test_every_rule_has_a_sentence() -> None:
    tested = {row.values[0]["rule"] for row in rows("rules.yml")}
    assert tested == {rule["id"] for rule in content("context_rules.yml")["rules"]}


def test_fever_is_told_absent_uncertain_and_past(extractor: Extractor) -> None:
    for sentence, status in (
        ("I dont have a fever", "absent"),
        ("I have a fever", "present"),
        ("not sure if I have a fever", "uncertain"),
        ("the fever has gone", "past"),
    ):
        assert [f.status for f in extractor.extract(sentence).findings if f.id == "fever"] == [status]


def test_every_finding_of_the_differential_has_words() -> None:
    wanted = {finding["id"] for finding in content("differential.yml")["findings"]}
    assert wanted <= content("lexicon.yml")["findings"].keys()


def test_finding_says_where_it_stands(extractor: Extractor) -> None:
    text = "there is a black scab on my thigh"
    found = {f.id: text[f.start : f.end] for f in extractor.extract(text).findings}
    assert found["eschar"] == "black scab"
    assert found["proximal_fat"] == "thigh"


def test_diseases_named(extractor: Extractor) -> None:
    assert extractor.extract("is calciphylaxis the same as anaphylaxis or NSF?").conditions == [
        "calciphylaxis",
        "anaphylaxis",
        "nephrogenic_systemic_fibrosis",
    ]


def test_one_of_something_is_not_a_value(extractor: Extractor) -> None:
    assert not extractor.extract("no I don't take one", expects="albumin").labs
    assert [str(reading.value) for reading in extractor.extract("I have one point nine", expects="phosphate").labs] == [
        "1.9"
    ]
