"""The trained model: made at the first start, made again only when what it was made from has changed."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.errors import CalciError, ModelError
from bot.settings import ROOT, Settings

try:
    import fcntl
except ImportError:  # not a POSIX system
    fcntl = None  # type: ignore[assignment]

__all__ = ["ensure_model", "is_current", "training_digest", "verify"]

_INPUTS = ("config.yml", "domain.yml")
_FOLDERS = ("data", "bot/language/intents", "bot/language/encoder", "bot/language/components")
_Progress = Callable[[str], None]


def ensure_model(settings: Settings, say: _Progress = lambda _: None) -> Path:
    """Return a model that fits the present content and code, training it first when there is none.

    A model file that is not the one recorded beside it is never loaded: it is put aside, said so, and made anew.
    Several processes may start at once: one trains, the others wait for it. Raises `ModelError` when training fails
    or its result cannot be written.
    """
    wanted = training_digest()
    if _is_current(settings, wanted):
        return settings.model
    try:
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _only_one(settings.home / "training.lock"):
            if not _is_current(settings, wanted):
                _put_aside_what_is_not_ours(settings.model, say)
                say("Training the language model (about a minute; only when something changed)")
                _train(settings, wanted)
    except OSError as error:
        raise ModelError(
            f"The model cannot be written to {settings.home} ({error.strerror or error}).",
            code="EN304",
            remedy="Free space there, or set CALCI_HOME to a folder that can be written.",
        ) from error
    return settings.model


def is_current(settings: Settings) -> bool:
    """Whether there is a sound model made from the present content and code."""
    return _is_current(settings, training_digest())


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


def _put_aside_what_is_not_ours(model: Path, say: _Progress) -> None:
    recorded = _record(model).get("sha256")
    if model.exists() and recorded and _sha256(model) != recorded:
        model.replace(model.with_name(model.name + ".rejected"))
        say(f"EN302: {model.name} is not the file that was trained here. It is not loaded, and a new one is made.")


@contextlib.contextmanager
def _only_one(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _train(settings: Settings, wanted: str) -> None:
    from bot.engine.launch import prepare

    prepare()
    from rasa.model_training import train

    for left_behind in settings.home.glob("training-*"):  # by a process that was killed
        shutil.rmtree(left_behind, ignore_errors=True)
    work = Path(tempfile.mkdtemp(prefix="training-", dir=settings.home))
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
        _keep(Path(result.model), settings.model, wanted)
    except (CalciError, OSError):
        raise
    except (Exception, SystemExit) as error:
        said = printed.getvalue().strip() or str(error)
        raise ModelError(f"Training failed: {said[-400:]}", code="EN303", remedy="Mend the data it names.") from error
    finally:
        os.chdir(before)
        shutil.rmtree(work, ignore_errors=True)


def _keep(made: Path, model: Path, inputs: str) -> None:
    """Put a new model and its record in place, one right after the other."""
    record = made.with_name("model.json")
    record.write_text(json.dumps({"inputs": inputs, "sha256": _sha256(made)}), encoding="utf-8")
    made.replace(model)
    record.replace(_record_path(model))


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
