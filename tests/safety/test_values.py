"""Numbers in words: where the alarm begins."""

from __future__ import annotations

import pytest

from bot.language.safety.gate import SafetyGate


@pytest.mark.parametrize(
    "text",
    [
        "temp 38.0",
        "my temperature is 100.4 F",
        "39,2 °C and shivering",
        "temperature 35.2",
        "bp 84/50",
        "blood pressure is 79",
        "sats 88",
        "oxygen level of 86 %",
        "pulse 148",
        "heart rate 36",
        "potassium 6.5",
        "K 7.2",
        "potassium: 2.3",
        "7.1 for potassium",
        "my potassium is seven",
        "sugar 2.2",
        "glucose 480",
        "pain 10/10",
        "lactate 4.8",
        "lactate 3.5",
        "sodium 112 mmol/L",
        "serum sodium is 161",
        "Na 118",
        "pH 7.0",
        "arterial pH was 7.05",
        "pH 7.65",
        "CRP 180 T 38.9",
        "CRP 180 temp 38.9",
        "WCC 18 T 39.1 HR 120",
        "WCC 18 CRP 250 T 39.1",
        "K 5.1 T 38.6",
        "K 5.1 Ca 2.4 alb 28 T 38.6",
        "BP 110/60 T 38.9",
        "raised CRP T 38.9",
    ],
)
def test_past_the_limit(gate: SafetyGate, text: str) -> None:
    verdict = gate.check(text)
    assert verdict is not None and verdict.label == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "temp 37.2",
        "bp 118/70",
        "sats 96",
        "pulse 80",
        "potassium 5.9",
        "potassium 6.4",
        "vitamin K 10 mg",
        "vitamin k 7",
        "sugar 6.1",
        "glucose 140",
        "pain 4/10",
        "lactate 1.2",
        "lactate 3.4",
        "sodium 138",
        "Na 124",
        "sodium thiosulfate 120 ml over an hour",
        "a diet with 110 mg sodium a slice",
        "pH 7.36",
        "my soap has a pH of 7",
        "urine pH 7",
        "I am 39",
        "dialysed for 38.5 weeks",
        "is a potassium above 6.5 dangerous",
        "albumin 38.5",
        "phosphate 9.0 and potassium 5.0",
        "the fever limit is >38.0",
        "T 37.2 CRP 38.9",
        "T 36.9 CRP 180 alb 38.5",
        "phosphate spiked 39",
        "ring if above T 38.5",
        "vitamin K 7 T 36.8",
        "10 tips for a low potassium diet",
    ],
)
def test_short_of_the_limit(gate: SafetyGate, text: str) -> None:
    assert gate.check(text) is None
