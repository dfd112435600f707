"""Several values behind one name: none that is critical now is missed, none that is plainly over alarms."""

from __future__ import annotations

import pytest

from bot.clinical.analytes import Catalogue
from bot.language.extraction import Extractor
from bot.language.safety.gate import SafetyGate
from bot.language.safety.rules import Verdict
from tests.safety.conftest import load

#: name, a value that is not critical, one that is
VALUES = [
    ("potassium", "4.2", "6.9"),
    ("K", "4.2", "2.1"),
    ("glucose", "9", "1.9"),
    ("sugar", "8", "33"),
    ("hb", "9", "4.2"),
    ("INR", "2.5", "11"),
    ("calcium", "2.3", "1.5"),
    ("ionised calcium", "1.2", "0.6"),
    ("lactate", "1.2", "4.1"),
    ("wbc", "8", "0.4"),
    ("magnesium", "0.9 mmol/L", "0.3 mmol/L"),
]
JOINS = [
    "{n} was {a} now {b}",
    "{n} was {a}, now {b}",
    "{n} was {a} now it is {b}",
    "my {n} was {a} and now it's {b}",
    "{n} {a} last week {b} today",
    "{n} {a} last week, today {b}",
    "{n} {a} yesterday {b} this morning",
    "last month {n} was {a} and today they say {b}",
    "{n} {a} -> {b}",
    "{n} {a} → {b}",
    "{n} went from {a} to {b}",
    "{n} {a} then {b}",
    "{n} used to be {a} now {b}",
    "{n} {a} ... now {b}",
    "{n} {a} {b}",
    "{n} {a}, {b}",
    "{n} {a} and {b}",
    "{n}: {b} {a}",
    "{n} {b} today {a} last week",
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(Catalogue.from_dict(load("labs")), load("lexicon"), load("context_rules"))


def heard(gate: SafetyGate, extractor: Extractor, text: str) -> Verdict | None:
    """What the pipeline hears: the words, then the values read from them."""
    return gate.check(text) or gate.check(text, readings=extractor.extract(text).labs)


@pytest.mark.parametrize("join", JOINS)
@pytest.mark.parametrize(("name", "ordinary", "critical"), VALUES, ids=[row[0] for row in VALUES])
def test_a_critical_value_beside_an_older_one_alarms(
    gate: SafetyGate, extractor: Extractor, name: str, ordinary: str, critical: str, join: str
) -> None:
    text = join.format(n=name, a=ordinary, b=critical)
    verdict = heard(gate, extractor, text)
    assert verdict is not None, text
    assert verdict.label == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "potassium was 6.8 now 4.2",
        "K was 6.9 last week, 4.4 today",
        "potassium went from 6.8 to 4.9",
        "my potassium was 7.1 and is now 5.0",
        "INR was 11 now 2.5",
        "sugar was 1.9 now 6.5",
        "hb was 4.2 now 9.1",
        "calcium was 1.5 now 2.3",
        "lactate was 6 now 1.4",
        "potassium used to be 6.9 now 4.8",
        "Potassium 4.2 3.5 5.3",
        "Potassium 3.5 5.3 4.2",
        "potassium target 3.5 to 6.5",
        "potassium 4.2, Na 138, Hb 9, sats 97",
        "calcium 9.8 8.6 10.2 phosphate 5.9 2.5 4.5",
        "Test Low High Result\nPotassium 3.5 5.3 4.2",
        "what is the normal range of haemoglobin, is it 4.2",
        "convert calcium 1.5 mmol/L to mg/dL",
        "Hb 9.2 g/dL (normal range 11-15)",
    ],
)
def test_what_is_over_or_never_was_does_not_alarm(gate: SafetyGate, extractor: Extractor, text: str) -> None:
    assert heard(gate, extractor, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "potassium was 6.9",
        "potassium was 6.9 and is now 6.8",
        "potassium was 6.9 now 3 hours ago",
        "potassium was 6.8 now 1.9",
        "sugar was 30 now 2.0",
        "potassium 6.9 was 4.2",
        "K 4.2/5.1/6.9",
        "K 4.2 > 5.1 > 6.9",
        "potassium 4.2 | 5.1 | 6.9",
        "Potassium 3.5-5.3 6.9",
        "Potassium 3.5 to 5.3 6.9",
        "Potassium (3.5-5.3) 6.9",
        "Potassium 3.5 5.3 6.9",
        "Potassium 6.9 3.5 5.3",
        "Calcium 2.1 2.6 1.5",
        "Hb 4.2 g/dL (normal range 11-15)",
        "Calcium 1.5 mmol/L normal range 2.1-2.6",
        "my hb is 4.2 is that normal",
        "Test Result Range\nHb 4.2 11-15",
        "Test | Normal | Patient\nHb | 12 | 4.2",
        "Test Low High Result\nCalcium 2.1 2.6 1.5",
        "Test | Delta | Result\nPotassium | +0.8 | 6.9",
        "magnesium 0.3 mmol/L, target 0.7 to 1.0",
    ],
)
def test_what_came_before_it_or_its_range_hides_no_critical_value(
    gate: SafetyGate, extractor: Extractor, text: str
) -> None:
    assert heard(gate, extractor, text) is not None


BEFORE_AND_AFTER = [
    "K {a} pre {b} post",
    "K {b} pre, {a} post",
    "K pre {b} post {a}",
    "K pre/post {b}/{a}",
    "K+ {b}/{a} pre/post",
    "K post {a} pre {b}",
    "K pre HD {b} post HD {a}",
    "K {b} (pre) {a} (post)",
    "K (pre) {b} K (post) {a}",
    "post-HD K {a} (pre {b})",
    "potassium before {b} after {a}",
]


@pytest.mark.parametrize("told", BEFORE_AND_AFTER)
@pytest.mark.parametrize("critical", ["6.9", "2.1"])
def test_before_and_after_a_session_both_are_heard(
    gate: SafetyGate, extractor: Extractor, told: str, critical: str
) -> None:
    verdict = heard(gate, extractor, told.format(a="4.2", b=critical))
    assert verdict is not None
    assert verdict.label == "emergency"
    assert heard(gate, extractor, told.format(a="4.2", b="5.1")) is None


FALLEN = [
    "temp was 38.9 now 36.8",
    "temperature was 38.9 and now it is 36.8",
    "temperature was 38.9 last week, now 36.8",
    "fever was 39.4 now 37.0",
    "temp used to be 38.9, it is now 36.9",
]
FEVER = [
    "temp was 36.8 now 38.9",
    "temp was 38.9 now 38.6",
    "temp now 38.9, was 36.8",
    "temp went from 36.8 to 38.9",
    "temp 38.9 36.8",
    "temp was 38.9 an hour ago, now 36.8",
    "temp was 38.9, after paracetamol now 36.8",
    "temp was 38.9 this morning, now 36.8",
    "temp was 38.9 now 36.8 and I am shivering on dialysis",
    "my temperature was 38.9",
]


@pytest.mark.parametrize("text", FALLEN)
def test_a_fever_told_as_over_is_none(gate: SafetyGate, text: str) -> None:
    assert gate.check(text) is None


@pytest.mark.parametrize("text", FEVER)
def test_a_fever_of_the_last_hours_or_risen_alarms(gate: SafetyGate, text: str) -> None:
    verdict = gate.check(text)
    assert verdict is not None
    assert verdict.label == "emergency"
