"""The replies that code and the safety rules name: a slip of one letter must not take the words of a crisis away."""

from __future__ import annotations

import ast
import copy
from typing import Any

import pytest

from bot.errors import ContentError
from bot.library import required
from bot.library.current import document
from bot.library.paths import content_dir
from bot.library.validate import validate
from bot.settings import ROOT
from tests.library.conftest import TODAY, Maker


def _documents() -> dict[str, Any]:
    return {name: document(name) for name in ("replies", "safety_replies", "red_flags")}


def _gaps(documents: dict[str, Any]) -> set[tuple[str, str]]:
    return {(gap.reply, gap.code) for gap in required.gaps(*documents.values())}


def test_the_project_says_all_that_is_asked_for() -> None:
    assert _gaps(_documents()) == set()
    assert [fault for fault in validate(content_dir(), TODAY) if fault.code in {"CX120", "CX121"}] == []


@pytest.mark.parametrize(
    "reply", ["crisis", "crisis_stay", "soft_check", "emergency_heart", "other_language_pl_crisis"]
)
@pytest.mark.parametrize("slip", ["renamed", "no clinician", "empty"])
def test_a_slip_in_one_reply_is_named(reply: str, slip: str) -> None:
    documents = copy.deepcopy(_documents())
    entry = documents["safety_replies"].pop(reply)
    entry = {"renamed": None, "no clinician": entry | {"clinician": []}, "empty": {"patient": [""], "clinician": ""}}[
        slip
    ]
    if entry is not None:
        documents["safety_replies"][reply] = entry
    assert _gaps(documents) == {(reply, "CX120")}


def test_an_alarm_without_a_number_is_named() -> None:
    documents = copy.deepcopy(_documents())
    documents["safety_replies"]["emergency_stroke"]["patient"] = ["Please get help at once."]
    assert _gaps(documents) == {("emergency_stroke", "CX121")}


def test_the_content_check_names_file_and_reply(maker: Maker) -> None:
    named = {(fault.file, fault.field) for fault in maker.every_fault() if fault.code == "CX120"}
    assert {("knowledge/safety_replies.yml", "crisis"), ("knowledge/replies.yml", "greet")} <= named


@pytest.mark.parametrize(("lost", "file"), [("crisis", "safety_replies"), ("greet", "replies")])
def test_a_start_without_a_needed_reply_stops(monkeypatch: pytest.MonkeyPatch, lost: str, file: str) -> None:
    documents = copy.deepcopy(_documents())
    del documents[file][lost]
    monkeypatch.setattr(required, "document", documents.__getitem__)
    with pytest.raises(ContentError) as stopped:
        required.check_replies()
    assert (
        stopped.value.code == "CX120" and f"knowledge/{file}.yml" in str(stopped.value) and lost in str(stopped.value)
    )


@pytest.mark.parametrize(
    ("file", "names"), [("safety_replies", required.SAFETY_REPLIES), ("replies", required.REPLIES)]
)
def test_each_reply_that_code_names_is_on_the_list(file: str, names: tuple[str, ...]) -> None:
    written = document(file)
    modules = [path for folder in ("actions", "bot") for path in (ROOT / folder).rglob("*.py")]
    literals = {
        node.value
        for path in modules
        if path.name != "required.py" and "node_modules" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {name for name in literals if name in written} - set(names) <= {f"emergency_{end}" for end in _BY_RULE}


_BY_RULE = {name.removeprefix("emergency_") for name in document("safety_replies") if name.startswith("emergency_")}
