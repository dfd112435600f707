"""The trained model: made at the first start, made again only when what it was made from has changed."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from bot.errors import ModelError
from bot.settings import ROOT, Settings

__all__ = ["ensure_model", "training_digest", "verify"]

_INPUTS = ("config.yml", "domain.yml")
_FOLDERS = ("data", "bot/language/intents", "bot/language/encoder", "bot/language/components")
_Progress = Callable[[str], None]


def ensure_model(settings: Settings, say: _Progress = lambda _: None) -> Path:
    """Return a model that fits the present content and code, training it first when there is none.

    Raises `ModelError` when training fails. A model file that is not the one recorded beside it is never loaded.
    """
    wanted = training_digest()
    if _is_current(settings, wanted):
        return settings.model
    say("Training the language model (about a minute; only when something changed)")
    _train(settings, wanted)
    return settings.model


def verify(model: Path) -> None:
    """Raise `ModelError` unless the file is exactly the one recorded when it was trained: models are code."""
    record = _record(model)
    if not model.exists() or not record:
        raise ModelError("There is no trained model.", code="EN301", remedy="Run `make train`.")
    if _sha256(model) != record.get("sha256"):
        raise ModelError(
            f"{model.name} is not the file that was trained here; it is not loaded.",
            code="EN302",
            remedy="Delete it and run `make train`.",
        )


def training_digest() -> str:
    """SHA-256 over everything that training reads: data, domain, config, our components, the encoder."""
    digest = hashlib.sha256()
    files = [ROOT / name for name in _INPUTS]
    for folder in _FOLDERS:
        files += sorted(p for p in (ROOT / folder).rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    for path in files:
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _is_current(settings: Settings, wanted: str) -> bool:
    record = _record(settings.model)
    if not settings.model.exists() or record.get("inputs") != wanted:
        return False
    return _sha256(settings.model) == record.get("sha256")


def _train(settings: Settings, wanted: str) -> None:
    from bot.engine.launch import prepare

    prepare()
    from rasa.model_training import train

    settings.home.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=settings.home))
    printed = io.StringIO()
    before = Path.cwd()
    try:
        os.chdir(work)  # Rasa keeps its cache beside the working directory
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            result = train(
                domain=str(ROOT / "domain.yml"),
                config=str(_config_copy(work)),
                training_files=[str(ROOT / "data")],
                output=str(work),
                fixed_model_name="model",
                force_training=True,
            )
        if result.code != 0 or not result.model:
            raise ModelError("Training failed.", code="EN303", remedy="Run `calci rasa data validate` to see why.")
        made = Path(result.model)
        record = {"inputs": wanted, "sha256": _sha256(made)}
        os.replace(made, settings.model)
        _record_path(settings.model).write_text(json.dumps(record), encoding="utf-8")
    except SystemExit as error:
        raise ModelError(
            "Training failed: " + printed.getvalue().strip()[-400:], code="EN303", remedy="Mend the data it names."
        ) from error
    finally:
        os.chdir(before)
        shutil.rmtree(work, ignore_errors=True)


def _config_copy(work: Path) -> Path:
    """Rasa writes back into the config it trains with; it gets a copy."""
    return Path(shutil.copyfile(ROOT / "config.yml", work / "config.yml"))


def _record_path(model: Path) -> Path:
    return model.with_name("model.json")


def _record(model: Path) -> dict[str, str]:
    try:
        return dict(json.loads(_record_path(model).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
