"""What is logged when something fails: an id, the kind of fault, its places. Never a person's words or numbers."""

from __future__ import annotations

import hashlib
import logging
import traceback
import uuid

from bot import __version__
from bot.library.current import opened_digest

__all__ = ["log"]

logger = logging.getLogger("calci.incident")


def log(error: BaseException, *, where: str, sender: str = "", rule: str = "") -> str:
    """Log an incident without its message (which may repeat what a person typed). Returns the incident's id.

    `rule`: the safety rule that held in this message, where one did.
    """
    incident = uuid.uuid4().hex[:12]
    frames = [
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)
    ]
    session = hashlib.sha256(sender.encode("utf-8", "surrogatepass")).hexdigest()[:10] if sender else "-"
    content = (opened_digest() or "-")[:12]
    logger.error(
        "incident=%s where=%s session=%s rule=%s error=%s version=%s content=%s at=%s",
        *(incident, where, session, rule or "-", type(error).__name__, __version__, content, frames[-6:]),
    )
    return incident
