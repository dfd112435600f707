"""What is denied in a note beside a measured value leaves the value alone: "allergies: nil, K 6.9"."""

from __future__ import annotations

import pytest

from bot.language.safety.gate import SafetyGate


@pytest.mark.parametrize(
    "text",
    [
        "apixaban: no, K 7.1",
        "rash nil, potassium 7.0",
        "71F PD, allergies: none, K 6.8",
        "no angina, K 6.9",
        "no fever, temp 39.6",
        "cough no, temp 39.8",
        "pain nil, sats 81%",
        "denies angina, sats 80%",
        "denies pain sats 81%",
        "warfarin: no K 6.9",
        "nausea, vomiting: nil, BP 68/40",
    ],
)
def test_a_denial_of_something_else_does_not_reach_a_named_number(gate: SafetyGate, text: str) -> None:
    verdict = gate.check(text)
    assert verdict is not None and verdict.label == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "never had a potassium of 6.9",
        "no temp of 39.6 at any time",
        "no cough or temperature of 39.5",
        "no bleeding or temp of 39.6",
        "allergies: nil, K 4.9",
        "no fever, temp 36.6",
        "it is not 39.6 temp it is 36.9",
    ],
)
def test_a_denied_or_harmless_number_stays_quiet(gate: SafetyGate, text: str) -> None:
    assert gate.check(text) is None
