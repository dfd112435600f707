"""The gate as a whole: verdicts, readings, odd characters, speed."""

from __future__ import annotations

import copy
import json
import statistics
import time
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import ContentError
from bot.language.safety.gate import SafetyGate
from tests.safety.conftest import sentences


@dataclass(frozen=True)
class Reading:
    analyte: str
    value: float | None
    canonical_value: float | None
    status: str = "ok"
    reason: str | None = None
    choices: tuple[Any, ...] = ()


def test_question_with_an_emergency_is_kept_for_afterwards(gate: SafetyGate) -> None:
    verdict = gate.check("What is calciphylaxis? By the way my husband won't wake up.")
    assert verdict is not None
    assert (verdict.label, verdict.rule, verdict.severity) == ("emergency", "unrousable", 3)
    assert verdict.remainder == "What is calciphylaxis?"


def test_crisis_wins_over_emergency_and_both_are_told(gate: SafetyGate) -> None:
    verdict = gate.check("my chest hurts and I want to die")
    assert verdict is not None
    assert (verdict.label, verdict.reply, verdict.also) == ("crisis", "crisis", "emergency_heart")


def test_verdict_is_json(gate: SafetyGate) -> None:
    verdict = gate.check("she's having a fit")
    assert verdict is not None
    assert json.loads(json.dumps(verdict.as_dict()))["rule"] == "seizure_or_tetany"


@pytest.mark.parametrize(
    "text",
    [
        "I c\u200ban't br\u200beathe",
        "\u202eI can't breathe",
        "I can’t breathe",
        "Ｉ ｃａｎ＇ｔ ｂｒｅａｔｈｅ",
        "I саn't brеathе",  # Cyrillic а and е
        "I CAN´T BREATHE!!!",
        "i   can't\t breathe",
        "/emergency I can't breathe",
        '/inform{"text": "I can\'t breathe"}',
        "😭😭 i cant breeeeathe 😭",
    ],
)
def test_emergency_in_odd_characters_is_still_one(gate: SafetyGate, text: str) -> None:
    verdict = gate.check(text)
    assert verdict is not None and verdict.label == "emergency"


@pytest.mark.parametrize(
    ("reading", "alarms"),
    [
        (Reading("potassium", 6.5, 6.5), True),
        (Reading("potassium", 6.2, 6.2), False),
        (Reading("potassium", 2.4, 2.4), True),
        (Reading("calcium", 13.4, 13.4), True),
        (Reading("calcium", 10.6, 10.6), False),
        (Reading("glucose", 30, None, "ambiguous"), True),
        (Reading("glucose", 90, None, "ambiguous"), False),
        (Reading("potassium", 65, None, "implausible"), False),
        (Reading("pth", 2000, 2000), False),
    ],
)
def test_laboratory_readings(gate: SafetyGate, reading: Reading, alarms: bool) -> None:
    assert (gate.check("here are my results", readings=[reading]) is not None) is alarms


def test_supposed_laboratory_value_is_no_alarm(gate: SafetyGate) -> None:
    assert gate.check("what if my potassium were higher", readings=[Reading("potassium", 7.0, 7.0)]) is None


def test_limits_do_not_depend_on_the_verdict(gate: SafetyGate) -> None:
    assert gate.limits("should I stop my warfarin") == "personal_treatment_decision"
    assert gate.limits("how many mg of gabapentin should he take") == "dosing_request"
    assert gate.limits("what is gabapentin") is None


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_no_text_raises(text: str) -> None:
    gate = _shared()
    gate.check(text)
    gate.limits(text)


@given(
    st.sampled_from([text for _, text in sentences("emergency")]),
    st.text(alphabet="\u200b\u200d\u00ad\ufeff", max_size=3),
)
@settings(max_examples=60, deadline=None)
def test_invisible_characters_change_nothing(text: str, noise: str) -> None:
    gate = _shared()
    middle = len(text) // 2
    assert gate.check(text[:middle] + noise + text[middle:]) == gate.check(text)


_GATES: list[SafetyGate] = []


def _shared() -> SafetyGate:
    from tests.safety.conftest import load

    if not _GATES:
        _GATES.append(SafetyGate.from_dict(load("red_flags")))
    return _GATES[0]


@pytest.mark.parametrize(
    "part", ["calcium 2.4 phosphate 1.8 pth 900 ", "help ", "no fever no fever ", "((((", "\u0000\uffff"]
)
def test_huge_messages_are_read_in_bounded_time(gate: SafetyGate, part: str) -> None:
    start = time.perf_counter()
    gate.check(part * 8000)
    gate.limits(part * 8000)
    assert time.perf_counter() - start < 5


def test_ordinary_message_takes_about_a_millisecond(gate: SafetyGate) -> None:
    texts = [text for _, text in sentences("near_miss")]
    times = []
    for text in texts:
        start = time.perf_counter()
        gate.check(text)
        times.append(time.perf_counter() - start)
    assert statistics.median(times) < 0.0015


def test_same_message_same_verdict(gate: SafetyGate, rules: Any) -> None:
    other = SafetyGate.from_dict(copy.deepcopy(rules))
    texts = [text for _, text in sentences("emergency")][:60]
    assert [gate.check(text) for text in texts] == [other.check(text) for text in texts]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda rules: rules["findings"]["fever"]["patterns"].append("..3"), "SF101"),
        (lambda rules: rules["findings"]["fever"]["patterns"].append("<nobody> hot"), "SF102"),
        (lambda rules: rules["rules"][0]["when"].append("no_such_finding"), "SF103"),
        (lambda rules: rules["rules"][0].update(sources=[]), "SF104"),
        (lambda rules: rules["rules"][0].update(severity=7), "SF103"),
    ],
)
def test_wrong_rules_are_refused(rules: Any, change: Any, code: str) -> None:
    broken = copy.deepcopy(rules)
    change(broken)
    with pytest.raises(ContentError) as caught:
        SafetyGate.from_dict(broken)
    assert caught.value.code == code


def test_a_look_says_what_its_parts_say(gate: SafetyGate) -> None:
    texts = ("my wife won't wake up", "should I stop my warfarin", "when should we call an ambulance", "no chest pain")
    for text in texts:
        seen = gate.look(text)
        verdict = gate.check(text)
        assert seen.verdict == verdict
        if verdict is None:
            assert (seen.limit, seen.calm) == (gate.limits(text), gate.calm(text))
            assert seen.set_aside == gate.set_aside(text)
