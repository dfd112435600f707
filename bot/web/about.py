"""What this installation is: version, model, content, and how often it is wrong. Shown by `/health` and on the page."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot import __version__
from bot.library.current import knowledge

__all__ = ["QUALITY", "about"]

QUALITY = Path(__file__).resolve().parent / "quality.json"  # written by `make evaluate`


def about(model_id: str) -> dict[str, Any]:
    """The answer of `/health` once messages can be answered. `StoreError` when the knowledge base cannot be read."""
    knowledge().check()
    return {"status": "ok", "model": model_id, "knowledge": knowledge().digest[:12]} | _facts()


@lru_cache(maxsize=1)
def _facts() -> dict[str, Any]:
    reviewed = max((topic.reviewed for topic in knowledge().topics()), default=None)
    facts = {"version": __version__, "content_date": reviewed}
    try:
        return facts | dict(json.loads(QUALITY.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return facts  # not measured: nothing is claimed
