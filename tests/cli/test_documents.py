"""The commands in the documents, run as they stand there."""

from __future__ import annotations

import asyncio
import json
import re
import shlex
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import conversation
from bot.cli.app import app
from bot.engine.agent import say

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.M | re.S)


def _commands(first: str) -> list[str]:
    blocks = (block for page in PAGES for block in _BLOCK.findall(page.read_text(encoding="utf-8")))
    return [line for block in blocks for line in block.splitlines() if line.split(" ", 1)[0] == first]


@pytest.mark.parametrize("command", _commands("calci"))
def test_a_command_of_the_documents_works(command: str, agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "ready_agent", lambda: agent)
    done = CliRunner().invoke(app, shlex.split(command)[1:])
    assert done.exit_code == 0, done.output
    assert len(done.output.split()) > 20


def test_every_target_of_make_in_the_documents_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    told = {found for page in PAGES for found in re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8"))}
    assert told - targets == {"test-stock"} & told
    assert {command.split()[1] for command in _commands("make")} <= targets


@pytest.mark.parametrize("command", _commands("curl"))
def test_a_message_of_the_documents_is_answered(command: str, agent: Any) -> None:
    words = shlex.split(command)
    body = json.loads(words[words.index("-d") + 1])
    messages = asyncio.run(say(agent, body["message"], sender=body["sender"]))
    assert messages[-1]["custom"]["label"] == "definition"


@pytest.mark.parametrize("command", _commands("sqlite3"))
def test_the_backup_of_the_documents_can_be_read(command: str, tmp_path: Path) -> None:
    file = tmp_path / "conversations.db"
    with sqlite3.connect(file) as base:
        base.execute("CREATE TABLE events (id INTEGER)")
        base.execute("INSERT INTO events VALUES (7)")
    statement = shlex.split(command)[2]
    copy = tmp_path / "copy.db"
    with sqlite3.connect(file) as base:
        base.execute(re.sub(r"'[^']+'", f"'{copy}'", statement, count=1))
    assert sqlite3.connect(copy).execute("SELECT id FROM events").fetchall() == [(7,)]


def test_what_is_run_for_a_pull_request_begins_with_the_checks() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    make = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = make[make.index("\ntest: ") :].splitlines()[2]
    assert recipe.endswith(" check"), recipe
    checks = make[make.index("\ncheck: ") :].splitlines()[2]
    assert all(tool in checks for tool in ("ruff check", "ruff format --check", "mypy", "lint-imports", "topic check"))
