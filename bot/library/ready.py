"""Decide whether the compiled knowledge base is current and ours, and build it when it is not.

Beside the file stands a record (`knowledge.json`): the digest of the content and that of the file itself. A file that
is not the one recorded is never read: a medical answer, or a rule of the safety gate, may have been changed in it.
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.errors import ContentError, StoreError
from bot.library.digest import content_digest, file_digests, record_of
from bot.library.opened import sha256_of
from bot.library.required import gaps_of
from bot.library.store import KnowledgeBase

try:
    import fcntl
except ImportError:  # not a POSIX system
    fcntl = None  # type: ignore[assignment]

__all__ = ["compiled_digest", "ensure_built"]

_log = logging.getLogger(__name__)
_Progress = Callable[[str, int, int], None]


def compiled_digest(target: Path) -> str | None:
    """Return the digest of the content that `target` was compiled from; None when it is missing, unsound or changed."""
    record = record_of(target)
    try:
        if not record.get("sha256") or sha256_of(target) != record["sha256"]:
            return None
        with KnowledgeBase.open(target) as base:
            return base.digest
    except (StoreError, OSError):
        return None


def ensure_built(root: Path, target: Path, progress: _Progress | None = None) -> Path:
    """Return `target`, compiled from the content under `root` first when it does not hold that content.

    Several processes may start at once: one builds, the others wait for it. When the content is faulty and a sound
    earlier build exists, that one is kept and the fault is logged. A file that is not the one recorded when it was
    compiled is put aside as `.rejected`, said so, and made anew.
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
            if present is None:
                _put_aside(target)
            _build(root, target, progress, keep=present is not None)
    return target


def _build(root: Path, target: Path, progress: _Progress | None, *, keep: bool) -> None:
    # pydantic, ruamel.yaml, citeproc and sqlite-utils are imported only when there is work to do
    from bot.library.build import build

    try:
        inputs = build(root, target, progress, complete=keep and _is_complete(target))
        _keep_record(target, inputs)
    except ContentError as error:
        if not keep:
            raise
        _log.warning("The knowledge base stays as it was, because the content has a fault. %s", error)


def _is_complete(target: Path) -> bool:
    with KnowledgeBase.open(target) as base:
        return next(gaps_of(base), None) is None


def _put_aside(target: Path) -> None:
    """A file with another digest than the recorded one is kept for whoever wants to know who changed it."""
    try:
        recorded = record_of(target).get("sha256")
        if not recorded or sha256_of(target) == recorded:
            return
        target.replace(target.with_name(target.name + ".rejected"))
    except OSError:  # there is none, or it cannot be moved: it is built anew in its place
        return
    _log.warning("ST104: %s is not the file that was compiled here. It is not read; a new one is made.", target.name)


def _keep_record(target: Path, inputs: str) -> None:
    record = target.with_suffix(".json")
    made = record.with_name(record.name + ".part")
    try:
        made.write_text(json.dumps({"inputs": inputs, "sha256": sha256_of(target)}), encoding="utf-8")
        made.replace(record)
    except OSError as error:
        raise _unwritable(target, error) from error


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
        raise _unwritable(target, error) from error


def _unwritable(target: Path, error: OSError) -> StoreError:
    return StoreError(
        f"The directory {target.parent} cannot be used: {error.strerror or error}.",
        code="ST101",
        remedy="Free space there, or set CALCI_HOME to a directory that can be written.",
    )
