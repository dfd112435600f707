"""The sentences of data/: what must alarm, what must not, and what must be declined."""

from __future__ import annotations

import pytest

from bot.language.safety.gate import SafetyGate
from tests.safety.conftest import label, sentences

EMERGENCIES = sentences("emergency")
CRISES = sentences("crisis")
NEAR_MISSES = sentences("near_miss")
READINGS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh")
LATER = [row for name in READINGS for row in sentences(f"{name}_reading")]
NO_ALARM = {"none", "facts"}


def answer(gate: SafetyGate, text: str) -> str | None:
    return label(gate, text) or gate.limits(text)


def groups(rows: list[tuple[str, str]]) -> list[str]:
    return sorted({group for group, _ in rows})


@pytest.mark.parametrize("group", groups(EMERGENCIES))
def test_emergency_is_caught(gate: SafetyGate, group: str) -> None:
    missed = [text for name, text in EMERGENCIES if name == group and label(gate, text) != "emergency"]
    assert missed == []


@pytest.mark.parametrize("group", groups(CRISES))
def test_crisis_is_caught(gate: SafetyGate, group: str) -> None:
    missed = [text for name, text in CRISES if name == group and label(gate, text) != "crisis"]
    assert missed == []


@pytest.mark.parametrize("group", groups(NEAR_MISSES))
def test_near_miss_does_not_alarm(gate: SafetyGate, group: str) -> None:
    alarmed = [text for name, text in NEAR_MISSES if name == group and label(gate, text) is not None]
    assert alarmed == []


@pytest.mark.parametrize("group", groups(LATER))
def test_later_readings(gate: SafetyGate, group: str) -> None:
    """`none` was only read for alarms; the other groups are also read for requests to decline."""
    expected = None if group in NO_ALARM else group
    reader = label if group == "none" else answer
    assert [text for name, text in LATER if name == group and reader(gate, text) != expected] == []


@pytest.mark.parametrize("text", [text for _, text in sentences("decisions")])
def test_treatment_decision_is_declined(gate: SafetyGate, text: str) -> None:
    assert answer(gate, text) == "personal_treatment_decision"


@pytest.mark.parametrize("text", [text for _, text in sentences("dosing")])
def test_dose_is_declined(gate: SafetyGate, text: str) -> None:
    assert answer(gate, text) == "dosing_request"


@pytest.mark.parametrize("text", [text for _, text in sentences("facts")])
def test_fact_is_not_declined(gate: SafetyGate, text: str) -> None:
    assert answer(gate, text) is None


def test_there_are_enough_sentences() -> None:
    assert len(EMERGENCIES) + len(CRISES) >= 400
    assert len(NEAR_MISSES) >= 400
    everything = [text for _, text in (*EMERGENCIES, *CRISES, *NEAR_MISSES, *LATER)]
    assert len(everything) == len({text.casefold() for text in everything})


@pytest.mark.parametrize("change", [str.upper, str.lower, lambda text: f"hello. {text}", lambda text: text + "!!!"])
def test_writing_style_does_not_matter(gate: SafetyGate, change) -> None:
    plain = [text for _, text in (*EMERGENCIES, *CRISES) if text.isascii()]
    assert [text for text in plain if label(gate, change(text)) is None] == []
