"""Whom to call, by the deployment's locale; neutral wording where none is set."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from actions.resources import knowledge
from bot.settings import Settings

__all__ = ["helpline_card", "numbers"]


@lru_cache(maxsize=1)
def _row() -> dict[str, Any]:
    document = knowledge().document("helplines")
    locales: dict[str, Any] = document["locales"]
    wanted = Settings.from_environment().locale
    return dict(locales.get(wanted) or document["default"])


def numbers() -> dict[str, str]:
    """Placeholders of the reply texts: `emergency_number` and `crisis_line`."""
    row = _row()
    return {"emergency_number": str(row["emergency_number"]), "crisis_line": str(row["crisis_line"])}


def helpline_card() -> dict[str, Any]:
    """The envelope's `helplines`: what a client can turn into telephone links."""
    return _row()
