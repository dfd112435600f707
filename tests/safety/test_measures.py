"""A value told over two messages reaches the gate as one."""

from __future__ import annotations

import pytest

from bot.language.safety.gate import SafetyGate


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("potassium", "7.1"),
        ("what is potassium", "mine is 7.1"),
        ("temperature", "39.6"),
        ("my temperature?", "it's 39.6 now"),
        ("blood sugar", "1.9"),
        ("what is INR", "it was 11"),
        ("oxygen", "82 percent"),
        ("lactate", "4.8"),
        ("sodium", "112 mmol/L"),
        ("pulse", "150"),
        ("what should the potassium be", "she says hers is 6.9"),
    ],
)
def test_a_bare_number_is_of_the_measure_named_before(gate: SafetyGate, first: str, second: str) -> None:
    verdict = gate.check(gate.told_of(gate.measures(first)[0], second))
    assert verdict is not None
    assert verdict.label == "emergency"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("what is potassium", "I have 7 sores"),
        ("what is potassium", "I am 61"),
        ("potassium", "7 bananas"),
        ("potassium", "4.5"),
        ("temperature", "36.8"),
        ("what is calciphylaxis", "7.1"),
        ("potassium was 4.2", "7"),
        ("potassium and temperature", "39"),
        ("what is INR", "thanks, 2 more questions"),
        ("blood sugar", "how often, 2 times a day?"),
    ],
)
def test_other_numbers_are_not(gate: SafetyGate, first: str, second: str) -> None:
    assert gate.check(gate.told_of(gate.measures(first)[0], second)) is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("my temperature was 36.9", "sorry, 39.6"),
        ("his temp is 37", "no wait, it is 39.2"),
        ("blood pressure 122/80", "oops, 70/38"),
        ("potassium was 4.2", "I meant 7.2"),
    ],
)
def test_a_number_put_right_is_of_the_measure_that_had_one(gate: SafetyGate, first: str, second: str) -> None:
    valued = gate.measures(first)[1]
    assert gate.check(first) is None
    verdict = gate.check(gate.told_of(gate.measures(first)[0], second, valued=valued))
    assert verdict is not None
    assert verdict.label == "emergency"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("my temperature was 36.9", "sorry, 36.4"),
        ("potassium was 4.2", "7"),  # nothing is put right: it may be of anything
        ("my temperature was 36.9", "sorry, I have 39 questions"),
        ("what is calciphylaxis", "sorry, 39.6"),
    ],
)
def test_other_numbers_put_right_are_not(gate: SafetyGate, first: str, second: str) -> None:
    assert gate.check(gate.told_of(gate.measures(first)[0], second, valued=gate.measures(first)[1])) is None


@pytest.mark.parametrize(
    ("text", "mere"),
    [
        ("My temperature is 36.7", True),
        ("bp 118/76", True),
        ("my pulse is 70", True),
        ("my temperature is 36.7 and I am shaking", False),
        ("my leg is cold", False),
    ],
)
def test_a_mere_figure_is_calm_for_the_second_reader(gate: SafetyGate, text: str, mere: bool) -> None:
    assert gate.check(text) is None
    assert ("emergency" in gate.calm(text)) is mere
