"""The clinical safety case: every hazard is complete, and every test it names exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
LOG: dict[str, Any] = yaml.safe_load((ROOT / "docs/safety/hazard-log.yml").read_text("utf-8"))
HAZARDS: list[dict[str, Any]] = LOG["hazards"]
FIELDS = {
    "id", "hazard", "cause", "effect", "harm", "initial", "controls", "residual", "owner", "tests", "status",
}  # fmt: skip


def exists(test_id: str) -> bool:
    file, _, name = test_id.partition("::")
    path = ROOT / file
    if not path.is_file():
        return False
    tree = ast.parse(path.read_text("utf-8"))
    return any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name for node in ast.walk(tree)
    )


def test_no_hazard_is_lost() -> None:
    assert len(HAZARDS) >= 44
    assert len({hazard["id"] for hazard in HAZARDS}) == len(HAZARDS)


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard["id"])
def test_hazard_is_complete(hazard: dict[str, Any]) -> None:
    assert set(hazard) >= FIELDS
    for moment in ("initial", "residual"):
        severity, likelihood = hazard[moment]["severity"], hazard[moment]["likelihood"]
        assert severity in LOG["severity"] and likelihood in LOG["likelihood"]
        assert hazard[moment]["risk"] == LOG["severity"][severity] * LOG["likelihood"][likelihood]
    assert hazard["residual"]["risk"] <= hazard["initial"]["risk"]
    assert hazard["controls"]


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard["id"])
def test_named_tests_exist(hazard: dict[str, Any]) -> None:
    assert [test for test in hazard["tests"] if not exists(test)] == []


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard["id"])
def test_hazard_without_a_proving_test_stays_open(hazard: dict[str, Any]) -> None:
    assert hazard["status"] in {"controlled", "open", "accepted"}
    if not hazard["tests"]:
        assert hazard["status"] != "controlled"


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard["id"])
def test_an_open_hazard_says_why(hazard: dict[str, Any]) -> None:
    assert bool(hazard.get("open_because")) == (hazard["status"] == "open")


def test_tests_named_by_the_threats_exist() -> None:
    table = [line for line in (ROOT / "docs/safety/stride.md").read_text("utf-8").splitlines() if line[:1] == "|"]
    named = {name for line in table for name in re.findall(r"`(test_\w+)`", line)}
    written = {
        node.name
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert len(named) > 20
    assert named - written == set()
    assert [line for line in table[2:] if "`test_" not in line] == []


def test_unreviewed_state_is_said() -> None:
    assert LOG["clinical_safety_officer"] == "none: this log has not been reviewed by a Clinical Safety Officer"
