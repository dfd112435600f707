"""Faults that hardly ever happen, each brought about for real: what a person or an operator then sees."""

from __future__ import annotations

import errno
import io
import socket
import sqlite3
import sys
import uuid
from pathlib import Path
from typing import Any

import httpx
import pytest
from sanic.compat import Header
from sanic.exceptions import InvalidUsage

from bot.__main__ import main
from bot.errors import ConfigError, ModelError, StoreError
from bot.settings import Settings
from bot.web.framing import CheckedRequest
from tests.web.test_channel import new_session, start, web

__all__ = ["start", "web"]


def test_a_port_in_use_is_named_with_another(tmp_path: Path) -> None:
    from bot.engine.port import check_port

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(ConfigError, match=rf"CF105.*Port {port}.*PORT={port + 1}"):
            check_port(Settings(home=tmp_path, port=port))
    check_port(Settings(home=tmp_path, port=port))


def test_a_disk_that_fills_up_while_training_is_named_and_no_fault_of_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import rasa.model_training

    from bot.engine import model

    def full(**_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(rasa.model_training, "train", full)
    with pytest.raises(ModelError, match=r"EN304.*No space left on device.*Free space"):
        model.ensure_model(Settings(home=tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["training.lock"]


def test_history_that_cannot_be_read_costs_the_memory_and_not_the_answer(
    web: httpx.Client, tmp_path: Path, agent: Any, caplog: pytest.LogCaptureFixture
) -> None:
    who = new_session(web)
    with sqlite3.connect(tmp_path / "conversations.db") as connection:
        connection.execute("ALTER TABLE events RENAME TO gone")
    body = {"id": uuid.uuid4().hex, "text": "my mother has calciphylaxis and will not wake up"}
    answer = web.post("/chat/message", json=body, headers=who)
    assert answer.status_code == 200
    assert answer.json()["messages"][-1]["custom"]["emergency"] is True
    assert "where=store" in caplog.text and "wake up" not in caplog.text
    with sqlite3.connect(tmp_path / "conversations.db") as connection:
        connection.execute("ALTER TABLE gone RENAME TO events")
    again = web.post("/chat/message", json=body | {"id": uuid.uuid4().hex}, headers=who).json()["messages"]
    assert "cannot look up" not in again[0]["text"]


@pytest.mark.parametrize("status", [0, 3])
def test_the_status_of_rasas_own_command_line_is_kept(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    import rasa.__main__

    from bot.cli import rasa as command

    def ends() -> None:
        assert sys.argv == ["rasa", "data", "validate"]
        if status:
            sys.exit(status)

    monkeypatch.setattr(sys, "argv", ["calci"])
    monkeypatch.setattr(rasa.__main__, "main", ends)
    assert command.pass_through(["data", "validate"]) == status


def test_a_terminal_of_few_characters_gets_plain_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.console import Console

    from bot.cli.prompt import Prompt
    from bot.cli.screen import _drawable

    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", narrow)
    monkeypatch.setattr("sys.stdin", io.StringIO("hello\n"))
    assert Prompt().read() == "hello"
    narrow.flush()
    assert narrow.buffer.getvalue() == b"you > hello\n"  # type: ignore[attr-defined]
    assert not _drawable(Console(file=narrow))
    assert _drawable(Console(file=io.TextIOWrapper(io.BytesIO(), encoding="utf-8")))


def test_a_system_without_line_editing_still_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.cli import prompt

    monkeypatch.setitem(sys.modules, "readline", None)
    monkeypatch.setattr(prompt.sys.stdin, "isatty", lambda: True)
    assert prompt.Prompt().at_terminal


def test_a_paste_that_ends_with_the_end_of_input_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.cli import prompt

    lines = iter(["Calcium 9.6 mg/dL", "Phosphate 6.5 mg/dL"])

    def read(_: str = "") -> str:
        line = next(lines, None)
        if line is None:
            raise EOFError
        return line

    monkeypatch.setattr("builtins.input", read)
    monkeypatch.setattr(prompt.sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(prompt.select, "select", lambda *_: ([sys.stdin], [], []))
    assert prompt.Prompt().read() == "Calcium 9.6 mg/dL\nPhosphate 6.5 mg/dL"


@pytest.mark.parametrize(
    ("written", "read"), [("31 february 2024", None), ("29 feb 2024", "2024-02-29"), ("2024-13-41", None)]
)
def test_a_day_that_does_not_exist_is_no_date(written: str, read: str | None) -> None:
    from bot.language.extraction.words.dates import read_date

    found = read_date(written)
    assert (found and found.isoformat()) == read


def test_a_knowledge_base_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    from bot.library.build import build
    from bot.library.paths import content_dir

    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"ST101.*Free space"):
        build(content_dir(), tmp_path / "file" / "knowledge.db")


def test_a_knowledge_base_that_breaks_while_in_use_is_named(agent: Any, tmp_path: Path) -> None:
    import shutil

    from bot.library.store import KnowledgeBase

    shutil.copyfile(Settings.from_environment().home / "knowledge.db", tmp_path / "knowledge.db")
    base = KnowledgeBase.open(tmp_path / "knowledge.db")
    assert base.topic("definition")
    with (tmp_path / "knowledge.db").open("r+b") as stream:
        stream.truncate(4096)
    with pytest.raises(StoreError, match="ST104"):
        base.document("labs")


@pytest.mark.parametrize(
    ("text", "said"),
    [("reviewed: 2026-13-45\n", "month"), ("a: " + "[" * 3000 + "]" * 3000, "recursion")],
    ids=["no such day", "nested without end"],
)
def test_content_that_yaml_cannot_hold_is_a_fault_of_its_file(tmp_path: Path, text: str, said: str) -> None:
    from bot.library.loader import read_document

    (tmp_path / "labs.yml").write_text(text)
    document, faults = read_document(tmp_path / "labs.yml", "labs.yml")
    assert document is None
    assert [fault.code for fault in faults] == ["CX101"]
    assert said in str(faults[0])


@pytest.mark.parametrize("data", ["{}", "analytes: [{}]\nprofiles:\n", "5"])
def test_a_table_of_another_shape_is_a_fault_of_its_file(tmp_path: Path, data: str) -> None:
    from bot.library.content import Content
    from bot.library.loader import read_document
    from bot.library.reading import check_readers

    (tmp_path / "labs.yml").write_text(data)
    document, _ = read_document(tmp_path / "labs.yml", "labs.yml")
    assert document
    content = Content(tmp_path, documents={"labs": document})
    assert [fault.code for fault in check_readers(content)] == ["CX111"]


def test_a_result_that_is_no_finite_number_is_a_fault_of_its_place() -> None:
    from datetime import date
    from decimal import Decimal

    from bot.api.content import catalogue
    from bot.api.imports.pick import Candidate, pick
    from bot.clinical.labs import RawValue

    endless = Candidate(RawValue(analyte="calcium", value=Decimal("Infinity"), unit="mg/dL"), "entry[0]")
    picked = pick([endless], catalogue(), date(2026, 11, 21))
    assert [(fault.field, "finite" in fault.message) for fault in picked.faults] == [("entry[0]", True)]
    assert not picked.labs


def test_an_address_that_cannot_be_read_is_a_bad_request() -> None:
    with pytest.raises(InvalidUsage, match="address cannot be read"):
        CheckedRequest(b"http://[::1", Header(), "1.1", "GET", None, None)


def test_a_fault_of_ours_on_the_command_line_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.jsonl").write_text("not json\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["calci", "evaluate", str(tmp_path / "bad.jsonl")])
    with pytest.raises(SystemExit) as left:
        main()
    said = capsys.readouterr().err
    assert left.value.code == 2
    assert said.startswith("calci: ")
    assert "line 1" in said
    assert "Traceback" not in said
