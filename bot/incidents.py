"""What is logged when something fails: an id, the kind of fault, its places. Never a person's words or numbers."""

from __future__ import annotations

import hashlib
import logging
import traceback
import uuid
from pathlib import Path

from bot import __version__
from bot.library.current import opened_digest

__all__ = ["log"]

logger = logging.getLogger("calci.incident")

_ROOT = Path(__file__).resolve().parent.parent.as_posix()
_OURS = ("actions/", "bot/")


def log(error: BaseException, *, where: str, sender: str = "", rule: str = "") -> str:
    """Log an incident without its message (which may repeat what a person typed). Returns the incident's id.

    `rule`: the safety rule that held in this message, where one did.
    """
    incident = uuid.uuid4().hex[:12]
    frames = [f"{_short(frame.filename)}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    ours = next((frame for frame in reversed(frames) if frame.startswith(_OURS)), "-")
    session = hashlib.sha256(sender.encode("utf-8", "surrogatepass")).hexdigest()[:10] if sender else "-"
    content = (opened_digest() or "-")[:12]
    logger.error(
        "incident=%s where=%s session=%s rule=%s error=%s version=%s content=%s in=%s at=%s",
        *(incident, where, session, rule or "-", _kind(error), __version__, content, ours, frames[-6:]),
    )
    return incident


def _kind(error: BaseException) -> str:
    """The class of the error; with its module where it is not one of Python's own: many are called `error`."""
    kind = type(error)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def _short(path: str) -> str:
    """A file of ours from its package on (`actions/topic.py`), any other by its last two parts."""
    parts = path.replace("\\", "/").split("/")
    root = _ROOT.split("/")
    return "/".join(parts[len(root) :] if parts[: len(root)] == root else parts[-2:])
