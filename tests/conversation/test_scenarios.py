"""Whole conversations by phenomenon, written in YAML so that a clinician can read them.

Each turn has `you` (typed) or `press` (a button's title) and what is expected of the answer: `label`, `asks_for`,
`says` and `does_not_say` (parts of the text), `risk` (number | refused | none), `labs`, `history`, `emergency`,
`offers` (a button's title).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

_FILES = sorted((Path(__file__).parent / "scenarios").rglob("*.yml"))


def _cases() -> list[Any]:
    cases = []
    for path in _FILES:
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            cases.append(pytest.param(case, id=f"{path.parent.name}/{path.stem}: {case['name']}"))
    return cases


@pytest.mark.parametrize("case", _cases())
def test_conversation(case: dict[str, Any], talk: Any) -> None:
    person = talk(case.get("audience"))
    for number, turn in enumerate(case["turns"], 1):
        text = person.press(turn["press"]) if "press" in turn else person.say(turn["you"])
        where = f"turn {number} ({turn.get('you') or turn.get('press')}): {text[:400]}"
        assert person.last["schema"] == "calci.turn/1", where
        _compare(turn, person, text, where)


def _compare(turn: dict[str, Any], person: Any, text: str, where: str) -> None:
    last = person.last
    for key in ("label", "asks_for", "emergency", "crisis", "clarify", "audience"):
        if key in turn:
            wanted = turn[key] if isinstance(turn[key], list) else [turn[key]]
            assert last[key] in wanted, f"{key}={last[key]!r} in {where}"
    for part in turn.get("says") or []:
        assert part.lower() in text.lower(), f"missing {part!r} in {where}"
    for part in turn.get("does_not_say") or []:
        assert part.lower() not in text.lower(), f"unwanted {part!r} in {where}"
    for title in turn.get("offers") or []:
        assert any(title.lower() in b.lower() for b in person.buttons), f"no button {title!r} in {person.buttons}"
    for analyte, value in (turn.get("labs") or {}).items():
        read = {lab["analyte"]: lab for lab in last["labs"]}
        assert read[analyte]["canonical_value"] == pytest.approx(value, rel=1e-4), where
    for item, value in (turn.get("history") or {}).items():
        assert last["history"].get(item) == value, f"{last['history']} in {where}"
    if "risk" in turn:
        risk = last["risk"]
        state = "none" if risk is None else "refused" if risk["estimate"] is None else "number"
        assert state == turn["risk"], where
