"""A model is made when it is needed, and only the one that was made here is ever loaded."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.engine import model
from bot.engine.agent import load
from bot.errors import ModelError
from bot.settings import Settings

TRAINED = b"the model that training would make"


@pytest.fixture
def trains(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Training is replaced: it takes a minute, and what is tested is what happens around it."""
    runs: list[str] = []

    def train(settings: Settings, wanted: str) -> None:
        runs.append(wanted)
        made = settings.home / "made.tar.gz"
        made.write_bytes(TRAINED)
        model._keep(made, settings.model, wanted)

    monkeypatch.setattr(model, "_train", train)
    return runs


def test_a_model_is_trained_once_and_again_only_when_its_inputs_change(
    tmp_path: Path, trains: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(home=tmp_path / "home")
    for _ in range(2):
        assert model.ensure_model(settings).read_bytes() == TRAINED
    assert len(trains) == 1
    assert model.is_current(settings)
    monkeypatch.setattr(model, "training_digest", lambda: "changed")
    assert not model.is_current(settings)
    model.ensure_model(settings)
    assert trains[1:] == ["changed"]


def test_a_changed_model_is_put_aside_and_said_so(tmp_path: Path, trains: list[str]) -> None:
    settings, said = Settings(home=tmp_path), []
    model.ensure_model(settings)
    settings.model.write_bytes(b"somebody else's")
    model.ensure_model(settings, said.append)
    assert any(text.startswith("EN302") for text in said)
    assert settings.model.read_bytes() == TRAINED
    assert (tmp_path / "model.tar.gz.rejected").read_bytes() == b"somebody else's"


def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(model, "_train", full)
    with pytest.raises(ModelError, match=r"EN304.*No space left on device.*Free space"):
        model.ensure_model(Settings(home=tmp_path))


def test_training_that_fails_says_what_rasa_said_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import rasa.model_training

    def fails(**_: Any) -> None:
        raise ValueError("data/nlu/x.yml: line 3 is no YAML")

    (tmp_path / "training-left-by-a-killed-process").mkdir()
    monkeypatch.setattr(rasa.model_training, "train", fails)
    with pytest.raises(ModelError, match=r"EN303.*line 3 is no YAML"):
        model.ensure_model(Settings(home=tmp_path))
    assert [p.name for p in tmp_path.iterdir()] == ["training.lock"]


def _missing(home: Path) -> None:
    (home / "model.tar.gz").unlink()


def _unrecorded(home: Path) -> None:
    (home / "model.json").unlink()


def _changed(home: Path) -> None:
    with (home / "model.tar.gz").open("ab") as stream:
        stream.write(b"x")


def _no_archive(home: Path) -> None:
    """Changed together with its record: what is in it still cannot be loaded, and says so."""
    (home / "model.tar.gz").write_bytes(b"no archive")
    record = json.loads((home / "model.json").read_text())
    record["sha256"] = model._sha256(home / "model.tar.gz")
    (home / "model.json").write_text(json.dumps(record))


@pytest.mark.parametrize(
    ("break_it", "code"), [(_missing, "EN301"), (_unrecorded, "EN301"), (_changed, "EN302"), (_no_archive, "EN305")]
)
def test_a_model_that_is_not_ours_or_not_whole_is_not_loaded(
    new_home: Callable[[], Path], break_it: Callable[[Path], None], code: str
) -> None:
    home = new_home()
    break_it(home)
    with pytest.raises(ModelError, match=rf"{code}.*(make train|calci train)"):
        load(Settings(home=home), remember=False)
