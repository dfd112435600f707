"""The replies that code and the safety rules name: a slip of one letter must not take the words of a crisis away."""

from __future__ import annotations

import ast
import copy
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from bot.errors import ContentError
from bot.library import required
from bot.library.current import document, knowledge
from bot.library.paths import content_dir
from bot.library.ready import ensure_built
from bot.library.store import KnowledgeBase
from bot.library.validate import validate
from bot.settings import ROOT
from tests.library.conftest import TODAY, Maker


def _documents() -> dict[str, Any]:
    return {name: document(name) for name in ("replies", "safety_replies", "red_flags")}


def _gaps(documents: dict[str, Any]) -> set[tuple[str, str]]:
    return {(gap.reply, gap.code) for gap in required.gaps(required.COMPILED, *documents.values())}


def test_the_project_says_all_that_is_asked_for() -> None:
    assert _gaps(_documents()) == set()
    assert [fault for fault in validate(content_dir(), TODAY) if fault.code in {"CX120", "CX121", "CX110"}] == []


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


@pytest.mark.parametrize(
    ("reply", "other"), [("emergency_heart", "{crisis_line}"), ("crisis_stay", "{emergency_number}")]
)
def test_an_alarm_that_names_only_the_other_number_is_named(reply: str, other: str) -> None:
    documents = copy.deepcopy(_documents())
    documents["safety_replies"][reply]["patient"] = [f"Please call {other}."]
    assert _gaps(documents) == {(reply, "CX121")}


def test_the_content_check_names_file_and_reply(maker: Maker) -> None:
    maker.write("safety_replies.yml", {"greet": {"patient": ["Hello."], "clinician": ["Hello."]}})
    maker.write("phrases.yml", {})
    named = {(fault.code, fault.file, fault.field) for fault in maker.every_fault()}
    assert ("CX120", "knowledge/safety_replies.yml", "crisis") in named
    assert {("CX110", f"knowledge/{name}.yml", "") for name in ("red_flags", "phrases", "replies")} <= named


class _Base:
    """The knowledge base of this project without a document or a reply."""

    def __init__(self, document: str = "", reply: str = "") -> None:
        self._lost, self._reply = document, reply

    def documents(self) -> frozenset[str]:
        return knowledge().documents() - {self._lost}

    def document(self, name: str) -> Any:
        data = knowledge().document(name)
        data.pop(self._reply, None)
        return data


@pytest.mark.parametrize(
    ("lost", "code", "said"),
    [
        ({"reply": "crisis"}, "CX120", ("knowledge/safety_replies.yml", "[crisis]")),
        ({"reply": "greet"}, "CX120", ("knowledge/replies.yml", "[greet]")),
        ({"document": "phrases"}, "CX110", ("knowledge/phrases.yml", "Restore the file")),
        ({"document": "safety_replies"}, "CX110", ("knowledge/safety_replies.yml", "Restore the file")),
    ],
)
def test_a_start_without_what_is_needed_stops_and_says_what(
    lost: dict[str, str], code: str, said: tuple[str, ...]
) -> None:
    with pytest.raises(ContentError) as stopped:
        required.check_complete(cast("KnowledgeBase", _Base(**lost)))
    assert stopped.value.code == code and all(words in str(stopped.value) for words in said)


def test_a_complete_build_is_not_replaced_by_one_with_a_gap(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    root, target = tmp_path / "knowledge", tmp_path / "home" / "knowledge.db"
    shutil.copytree(content_dir(), root)
    ensure_built(root, target)
    before = target.read_bytes()
    (root / "helplines.yml").unlink()
    ensure_built(root, target)
    assert target.read_bytes() == before and "CX110" in caplog.text and "helplines.yml" in caplog.text
    shutil.copy(content_dir() / "helplines.yml", root)
    ensure_built(root, target)
    assert target.read_bytes() == before


def test_each_document_that_code_asks_for_is_on_the_list() -> None:
    calls = (node for node in _nodes() if isinstance(node, ast.Call) and node.args)
    asked = {
        node.args[0].value
        for node in calls
        if getattr(node.func, "id", "") == "document" and isinstance(node.args[0], ast.Constant)
    }
    assert asked <= required.COMPILED <= knowledge().documents()


@pytest.mark.parametrize(
    ("file", "names"), [("safety_replies", required.SAFETY_REPLIES), ("replies", required.REPLIES)]
)
def test_each_reply_that_code_names_is_on_the_list(file: str, names: tuple[str, ...]) -> None:
    written = document(file)
    literals = {node.value for node in _nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert {name for name in literals if name in written} - set(names) <= {f"emergency_{end}" for end in _BY_RULE}


_BY_RULE = {name.removeprefix("emergency_") for name in document("safety_replies") if name.startswith("emergency_")}


def _nodes() -> Iterator[ast.AST]:
    """Everything that the code of the assistant says, but for the lists themselves."""
    for folder in ("actions", "bot"):
        for path in (ROOT / folder).rglob("*.py"):
            if path.name != "required.py" and "node_modules" not in path.parts:
                yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))
