"""Whom to call, by the deployment's locale; neutral wording where none is set."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from actions.resources import knowledge
from bot.settings import Settings

__all__ = ["bare_numbers", "helpline_card", "numbers"]

_NUMBER = re.compile(r"\d(?:[\d ]*\d)?")


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


def bare_numbers() -> dict[str, str]:
    """The same as digits only, for texts in other languages: "112 / 911 / 999"."""
    return {name: " / ".join(_NUMBER.findall(text)) for name, text in numbers().items()}


def helpline_card() -> dict[str, Any]:
    """The envelope's `helplines`: what a client can turn into telephone links."""
    return _row()
