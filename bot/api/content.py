"""The content that the interfaces compute with, read once a process."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from bot.clinical.analytes import Catalogue
from bot.library.current import document, risk_model

__all__ = ["catalogue", "phrases", "risk_disclaimer", "risk_model"]


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The analytes of `labs.yml`."""
    return Catalogue.from_dict(document("labs"))


@lru_cache(maxsize=1)
def phrases() -> dict[str, Any]:
    """The short texts of `phrases.yml`."""
    return document("phrases")


def risk_disclaimer() -> str:
    """The full sentence that goes with every estimate."""
    return str(phrases()["risk_disclaimer"]["full"]).strip()
