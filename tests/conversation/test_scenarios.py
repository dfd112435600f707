"""Whole conversations by phenomenon, written in YAML so that a clinician can read them.

A case has a `name`, its `turns`, and optionally `audience` (patient | clinician) and `setting` (environment of the
deployment). Each turn has `you` (typed) or `press` (a button's title) and what is expected of the answer: `label`,
`asks_for`, `says` and `does_not_say` (parts of the text), `risk` (number | refused | none), `reason` (the warning
codes of a refusal), `labs` (canonical values, or `ambiguous` / `implausible`), `history`, `offers` (a button's title),
`also` (ids answered besides), `sources` (true | false), `percent` (whether a percentage may be read),
`no_figures` (no percentage in the envelope either), `part` (keys of
the envelope that must be filled).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

_FILES = sorted((Path(__file__).parent / "scenarios").rglob("*.yml"))
_RAW_ID = re.compile(r"\[[a-z]+_?[a-z0-9_]*\d{4}[a-z0-9_]*\]|\{\w*\}|\bNone\b|_\w+_")


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.parent.name}/{path.stem}: {case['name']}")
        for path in _FILES
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("case", _cases())
def test_conversation(case: dict[str, Any], talk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (case.get("setting") or {}).items():
        monkeypatch.setenv(name, str(value))
    person = talk(case.get("audience"))
    for number, turn in enumerate(case["turns"], 1):
        text = _press(person, turn["press"]) if "press" in turn else person.say(turn["you"])
        where = f"turn {number} ({turn.get('you') or turn.get('press')}): {text[:600]}"
        _holds_always(person, text, where)
        _compare(turn, person, text, where)


def _press(person: Any, title: str) -> str:
    """Press the button with exactly this title, else one whose title holds it."""
    exact = [b for m in person.messages for b in m.get("buttons") or [] if b["title"] == title]
    return str(person.say(exact[0]["payload"]) if exact else person.press(title))


def _holds_always(person: Any, text: str, where: str) -> None:
    last = person.last
    assert last["schema"] == "calci.turn/1", where
    assert text.strip(), where
    assert person.buttons or last["asks_for"], f"nothing to do next in {where}"
    assert not _RAW_ID.search(text), f"{_RAW_ID.search(text)} in {where}"
    assert not last["sources"] or last["disclaimer"], f"health content without a disclaimer in {where}"
    assert last["label"] not in ("fill_form", "skip", "cancel", "form_status", "show_number", "search_answer"), where


def _compare(turn: dict[str, Any], person: Any, text: str, where: str) -> None:
    last = person.last
    for key in ("label", "asks_for", "emergency", "crisis", "audience"):
        if key in turn:
            wanted = turn[key] if isinstance(turn[key], list) else [turn[key]]
            assert last[key] in wanted, f"{key}={last[key]!r} in {where}"
    for part in turn.get("says") or []:
        assert str(part).lower() in text.lower(), f"missing {part!r} in {where}"
    for part in turn.get("does_not_say") or []:
        assert str(part).lower() not in text.lower(), f"unwanted {part!r} in {where}"
    for title in turn.get("offers") or []:
        assert any(title.lower() in b.lower() for b in person.buttons), f"no button {title!r} in {person.buttons}"
    if "percent" in turn:
        assert bool(re.search(r"\d\s*(?:%|per ?cent)", text)) == turn["percent"], where
    for key in turn.get("part") or []:
        assert last.get(key), f"{key} is empty in {where}"
    if "also" in turn:
        assert last["also_answered"] == turn["also"], where
    if "sources" in turn:
        assert bool(last["sources"]) == turn["sources"], where
    _compare_values(turn, last, where)
    _compare_risk(turn, last, where)


def _compare_values(turn: dict[str, Any], last: dict[str, Any], where: str) -> None:
    read = {lab["analyte"]: lab for lab in last["labs"]}
    for analyte, value in (turn.get("labs") or {}).items():
        assert analyte in read, f"{analyte} not among {list(read)} in {where}"
        if isinstance(value, str):
            assert read[analyte]["status"] == value, where
        else:
            assert read[analyte]["canonical_value"] == pytest.approx(value, rel=1e-3), where
    for item, value in (turn.get("history") or {}).items():
        assert last["history"].get(item) == value, f"{last['history']} in {where}"


def _compare_risk(turn: dict[str, Any], last: dict[str, Any], where: str) -> None:
    risk = last["risk"]
    if "risk" in turn:
        state = "none" if risk is None else "refused" if risk["multiplier"] is None else "number"
        assert state == turn["risk"], f"{state} in {where}"
    if turn.get("no_figures"):
        assert (risk["estimate"], risk["interval"], risk["scenarios"]) == (None, None, []), where
        before = (last.get("what_if") or {}).get("before") or {}
        assert not (before.get("estimate") or before.get("interval") or before.get("scenarios")), where
    if "reason" in turn:
        codes = [warning["code"] for warning in risk["warnings"] if warning["code"] != "not_validated"]
        assert codes == turn["reason"], f"{codes} in {where}"
