"""The right alarm with the wrong first aid can do harm: what each first line must and must not say, by hand."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from bot.language.safety.gate import SafetyGate
from tests.safety.conftest import DATA, load

WANTED: dict[str, Any] = yaml.safe_load((DATA / "first_line.yml").read_text("utf-8"))
RULES: list[dict[str, Any]] = load("red_flags")["rules"]
REPLIES: dict[str, dict[str, Any]] = load("safety_replies")
EXAMPLES = [(rule["id"], text) for rule in RULES for text in rule["positive"]]


def first_line(reply: str, voice: str) -> str:
    line = REPLIES[reply][voice][0]
    return str(line if isinstance(line, str) else line["text"])


def wrong(line: str, wanted: dict[str, list[str]]) -> list[str]:
    lacking = [f"lacks {words}" for words in wanted["must"] if not re.search(words, line, re.IGNORECASE)]
    return lacking + [f"says {words}" for words in wanted["must_not"] if re.search(words, line, re.IGNORECASE)]


def test_each_rule_has_its_words() -> None:
    assert {rule["id"] for rule in RULES} == set(WANTED["rules"])
    assert set(WANTED["instead"]) <= {text for _, text in EXAMPLES}


@pytest.mark.parametrize(("rule", "text"), EXAMPLES, ids=[f"{rule}-{text}" for rule, text in EXAMPLES])
def test_first_line_fits_the_danger(gate: SafetyGate, rule: str, text: str) -> None:
    verdict = gate.check(text)
    assert verdict is not None
    wanted = WANTED["rules"][WANTED["instead"].get(text, rule)]
    assert wrong(first_line(verdict.reply, "patient"), wanted) == []


@pytest.mark.parametrize("text", WANTED["sentences"])
def test_first_line_in_both_voices(gate: SafetyGate, text: str) -> None:
    verdict = gate.check(text)
    assert verdict is not None
    found = {
        voice: wrong(first_line(verdict.reply, voice), wanted) for voice, wanted in WANTED["sentences"][text].items()
    }
    assert found == {"patient": [], "clinician": []}


@pytest.mark.parametrize(
    ("analyte", "value", "canonical", "reply"),
    [
        ("potassium", 2.1, 2.1, "emergency_potassium_low"),
        ("potassium", 7.1, 7.1, "emergency_potassium"),
        ("glucose", 2.2, 39.6, "emergency_sugar"),
        ("glucose", 32, 576.5, "emergency_sugar_high"),
        ("glucose", 38, None, "emergency_sugar_unclear"),
        ("calcium", 13.4, 13.4, "emergency_laboratory"),
    ],
)
def test_a_reading_is_answered_by_its_direction(
    gate: SafetyGate, analyte: str, value: float, canonical: float | None, reply: str
) -> None:
    status = "ambiguous" if canonical is None else "ok"
    reading: Any = SimpleNamespace(
        analyte=analyte, value=value, canonical_value=canonical, status=status, reason=None, choices=()
    )
    verdict = gate.check("here are my results", readings=[reading])
    assert verdict is not None and verdict.reply == reply


def test_a_unit_not_known_never_takes_a_side() -> None:
    """No first aid of the unclear sugar before the unit: what helps one of the two harms the other."""
    lines = REPLIES["emergency_sugar_unclear"]["patient"]
    assert not any(re.search("sugary|eat|drink", str(line)) for line in lines[:2])
