"""The gate of the repository's own rules, compiled once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.language.extraction import shared_extractor
from bot.language.safety.gate import SafetyGate

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
DATA = Path(__file__).resolve().parent / "data"


def sentences(name: str) -> list[tuple[str, str]]:
    """Return (group, sentence) for every line of a data file."""
    groups: dict[str, list[str]] = yaml.safe_load((DATA / f"{name}.yml").read_text("utf-8"))
    return [(group, line) for group, lines in groups.items() for line in lines]


def label(gate: SafetyGate, text: str) -> str | None:
    """Return what the gate alarms about, with the values read from the message as in the assistant."""
    verdict = gate.check(text, readings=shared_extractor().extract(text).labs)
    return verdict.label if verdict else None


def load(name: str) -> Any:
    return yaml.safe_load((KNOWLEDGE / f"{name}.yml").read_text("utf-8"))


@pytest.fixture(scope="session")
def rules() -> Any:
    return load("red_flags")


@pytest.fixture(scope="session")
def gate(rules: Any) -> SafetyGate:
    return SafetyGate.from_dict(rules)
