"""Each rule of knowledge/red_flags.yml on its own examples, and what every rule must have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.language.safety.gate import SafetyGate
from tests.safety.conftest import KNOWLEDGE, load

RULES: list[dict[str, Any]] = load("red_flags")["rules"]
REPLIES: dict[str, Any] = load("safety_replies")


def source_ids() -> set[str]:
    files: list[Path] = sorted((KNOWLEDGE / "sources").glob("*.yml"))
    entries = [yaml.safe_load(file.read_text("utf-8")) for file in files]
    return {item["id"] for entry in entries if isinstance(entry, list) for item in entry}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_rule_examples(gate: SafetyGate, rule: dict[str, Any]) -> None:
    assert len(set(rule["positive"])) >= 2 and len(set(rule["negative"])) >= 2
    verdicts = {text: gate.check(text) for text in rule["positive"]}
    assert [text for text, verdict in verdicts.items() if verdict is None or verdict.label != rule["label"]] == []
    assert [text for text in rule["negative"] if gate.check(text)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_rule_holds_itself_on_one_of_its_examples(gate: SafetyGate, rule: dict[str, Any]) -> None:
    """A rule that only ever holds through others would hide that its own findings do not match."""
    own = next(item for item in gate.rules if item.id == rule["id"])
    if rule["id"].startswith(("foreign", "critical")):
        pytest.skip("made by languages and readings, tested there")
    found = [set(gate.check(text).findings) for text in rule["positive"]]  # type: ignore[union-attr]
    assert any(own.matches(dict.fromkeys(findings)) for findings in found)


def test_rule_ids_are_unique() -> None:
    assert len({rule["id"] for rule in RULES}) == len(RULES)


def test_sources_exist_or_are_called_assumptions() -> None:
    known = source_ids() | {"assumption"}
    assert {name for rule in RULES for name in rule["sources"]} - known == set()


def test_every_reply_exists() -> None:
    assert {rule["reply"] for rule in RULES} - set(REPLIES) == set()


def test_every_finding_is_used(rules: Any) -> None:
    used = {name for rule in RULES for group in rule["when"] for name in group.split("|")}
    assert set(rules["findings"]) - used == set()
