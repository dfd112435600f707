"""Signed references: what a button sends. Text that merely looks like one is only text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from bot.settings import Settings

__all__ = ["PREFIX", "read", "sign"]

PREFIX = "calci:"


def sign(label: str, **details: Any) -> str:
    """Make the payload of a button that means `label` (and carries JSON-able `details`)."""
    return PREFIX + str(_serialiser().dumps({"label": label} | details))


def read(text: str) -> Mapping[str, Any] | None:
    """Return what a payload means, or None when the text is not a reference signed here."""
    if not text.startswith(PREFIX):
        return None
    try:
        meaning = _serialiser().loads(text[len(PREFIX) :].strip())
    except (BadData, UnicodeError):
        return None
    return meaning if isinstance(meaning, Mapping) and isinstance(meaning.get("label"), str) else None


@lru_cache(maxsize=1)
def _serialiser() -> URLSafeSerializer:
    return URLSafeSerializer(Settings.from_environment().secret(), salt="button")
