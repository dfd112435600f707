"""The one encoder of this process: the classifier reads messages with it, answers are searched with it."""

from __future__ import annotations

from functools import lru_cache

from bot.language.encoder.build import ensure_encoder
from bot.language.encoder.runtime import Encoder
from bot.settings import Settings

__all__ = ["shared_encoder"]


@lru_cache(maxsize=1)
def shared_encoder() -> Encoder | None:
    """Open it once; None where there is none, and words alone must do. `ModelError` when it cannot be read."""
    directory = ensure_encoder(Settings.from_environment().home)
    return Encoder.load(directory) if directory else None
