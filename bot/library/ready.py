"""Decide whether the compiled knowledge base is current, and build it when it is not."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.errors import ContentError, StoreError
from bot.library.digest import content_digest, file_digests
from bot.library.store import KnowledgeBase

try:
    import fcntl
except ImportError:  # not a POSIX system
    fcntl = None  # type: ignore[assignment]

__all__ = ["compiled_digest", "ensure_built"]

_log = logging.getLogger(__name__)
_Progress = Callable[[str, int, int], None]


def compiled_digest(target: Path) -> str | None:
    """Return the digest of the content that `target` was compiled from; None when it is missing or unsound."""
    try:
        with KnowledgeBase.open(target) as base:
            return base.digest
    except StoreError:
        return None


def ensure_built(root: Path, target: Path, progress: _Progress | None = None) -> Path:
    """Return `target`, compiled from the content under `root` first when it does not hold that content.

    Several processes may start at once: one builds, the others wait for it. When the content is faulty and a sound
    earlier build exists, that one is kept and the fault is logged.
    """
    if not root.is_dir():
        # an installation without the content directory lives on the file it was shipped with
        if compiled_digest(target) is not None:
            return target
        raise StoreError(
            f"There is neither content ({root}) nor a sound knowledge base ({target}).",
            code="ST103",
            remedy="Restore knowledge/ and run `make run` again.",
        )
    wanted = content_digest(file_digests(root))
    if compiled_digest(target) == wanted:
        return target
    with _only_one(target):
        present = compiled_digest(target)
        if present != wanted:
            _build(root, target, progress, keep=present is not None)
    return target


def _build(root: Path, target: Path, progress: _Progress | None, *, keep: bool) -> None:
    # pydantic, ruamel.yaml, citeproc and sqlite-utils are imported only when there is work to do
    from bot.library.build import build

    try:
        build(root, target, progress)
    except ContentError as error:
        if not keep:
            raise
        _log.warning("The knowledge base stays as it was, because the content has a fault. %s", error)


@contextlib.contextmanager
def _only_one(target: Path) -> Iterator[None]:
    """Hold a lock beside `target`. Where locks are not offered, the atomic replacement alone keeps the file whole."""
    if fcntl is None:
        yield
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except OSError as error:
        raise StoreError(
            f"The directory {target.parent} cannot be used: {error.strerror or error}.",
            code="ST101",
            remedy="Free space there, or set CALCI_HOME to a directory that can be written.",
        ) from error
