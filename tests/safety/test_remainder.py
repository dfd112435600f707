"""What is left of a message to be answered after the alarm."""

from __future__ import annotations

import pytest

from bot.language.safety.gate import SafetyGate


@pytest.mark.parametrize(
    ("text", "remainder"),
    [
        ("what is CUA btw my husband won't wake up", "what is CUA"),
        ("My chest hurts. What is sodium thiosulfate?", "What is sodium thiosulfate?"),
        ("Can you explain the biopsy? Also I have had chest pain all morning.", "Can you explain the biopsy?"),
        ("she collapsed and what does a bone scan show", "what does a bone scan show"),
        ("K 7.1, what diet helps?", "what diet helps?"),
        ("I can't breathe", None),
        ("He has chest pain. What should I do?", None),
        ("my fistula won't stop bleeding, help me", None),
        ("She is unconscious. I am her daughter.", None),
    ],
)
def test_remainder(gate: SafetyGate, text: str, remainder: str | None) -> None:
    verdict = gate.check(text)
    assert verdict is not None
    assert verdict.remainder == remainder
