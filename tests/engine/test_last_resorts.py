"""What is caught is caught on purpose: each of these handlers has a fault of its own here."""

from __future__ import annotations

import json
import sys
from http.cookies import CookieError
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.errors import ModelError


@pytest.mark.parametrize("content", [None, b"", b"no model"])
def test_an_encoder_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    from bot.language.encoder.runtime import Encoder

    if content is not None:
        (tmp_path / "encoder.onnx").write_bytes(content)
    with pytest.raises(ModelError) as refused:
        Encoder.load(tmp_path)
    assert refused.value.code == "EN202"


@pytest.mark.parametrize("meta", [None, "{", "[]", '{"vocabularies": []}', '{"vocabularies": [], "format": 99}'])
@pytest.mark.parametrize("arrays", [None, b"", b"PK\x03\x04 torn"])
def test_an_intent_model_that_cannot_be_read_is_named(tmp_path: Path, meta: str | None, arrays: bytes | None) -> None:
    from bot.language.intents.model import IntentModel

    if meta is not None:
        (tmp_path / "intents.json").write_text(meta)
    if arrays is not None:
        (tmp_path / "intents.npz").write_bytes(arrays)
    with pytest.raises(ModelError) as refused:
        IntentModel.load(tmp_path)
    assert refused.value.code == "EN203"


@pytest.mark.parametrize("module", ["bot/engine/model.py", "bot/library/ready.py"])
def test_a_system_without_file_locks_goes_on_without_them(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib.util

    from bot.settings import ROOT

    monkeypatch.setitem(sys.modules, "fcntl", None)
    spec = importlib.util.spec_from_file_location("without_locks", ROOT / module)
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    with made._only_one(tmp_path / "lock"), made._only_one(tmp_path / "lock"):
        assert made.fcntl is None


@pytest.mark.parametrize("content", [None, "no json"])
def test_without_measured_quality_nothing_is_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None, agent: Any
) -> None:
    from bot.web import about

    file = tmp_path / "quality.json"
    if content:
        file.write_text(content)
    monkeypatch.setattr(about, "QUALITY", file)
    about._facts.cache_clear()
    facts = about.about("m")
    about._facts.cache_clear()
    assert facts["status"] == "ok" and "accuracy" not in facts


def test_an_address_that_is_none_is_not_this_machine() -> None:
    from bot.web.guard import _from_this_machine

    request: Any = SimpleNamespace(headers={"host": "localhost:5005"}, ip="127.0.0.1")
    assert _from_this_machine(request)
    request.ip = "/run/calci.sock"
    assert not _from_this_machine(request)


def test_a_status_that_does_not_exist_is_a_fault_of_ours() -> None:
    from bot.web.problems import _known

    assert (_known(404), _known(799)) == (404, 500)


def test_a_foreign_cookie_that_cannot_be_parsed_is_no_session() -> None:
    from bot.web.sessions import _cookie

    class Request:
        @property
        def cookies(self) -> Any:
            raise CookieError("Illegal key")

    request: Any = Request()
    assert _cookie(request) == ""


def test_a_body_nested_without_end_is_400() -> None:
    from bot.web.problems import Problem
    from bot.web.rest import _body

    class Request:
        @property
        def json(self) -> Any:
            return json.loads("[" * 200_000)

    request: Any = Request()
    with pytest.raises(Problem) as refused:
        _body(request)
    assert refused.value.status_code == 400


def test_a_weight_that_is_no_number_counts_as_none_given() -> None:
    from bot.api.bodies import _wish

    assert _wish("application/json; q=high") == ("application/json", 1.0)


def test_the_program_ends_quietly_when_it_is_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot import __main__ as program
    from bot.cli import app

    def interrupted(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "argv", ["calci", "serve"])
    monkeypatch.setattr(app, "app", interrupted)
    with pytest.raises(SystemExit) as ended:
        program.main()
    assert ended.value.code == 130
