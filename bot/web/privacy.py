"""`/privacy`: what this very installation stores and for how long, made from its settings."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.masking_rules import RULES
from bot.settings import Settings

__all__ = ["Privacy", "privacy"]


@dataclass(frozen=True, slots=True)
class Privacy:
    """What the page says of a deployment.

    Attributes:
        stored: whether conversations are written to a disk at all (`CALCI_STORE`).
        days: days after the last message until a conversation is erased, and for which a session lasts.
        masked: the kinds of identifiers that are replaced before anything is written, in plain words.
        here: whether the conversations lie in files of this server; else in a database of the deployer's.
    """

    stored: bool
    days: int
    masked: tuple[str, ...]
    here: bool


def privacy(settings: Settings) -> Privacy:
    """Return the facts of a deployment."""
    own_file = not settings.database or settings.database.startswith("sqlite")
    kinds = tuple(dict.fromkeys(_PLAIN.get(rule.kind, rule.kind) for rule in RULES))
    return Privacy(settings.store, settings.retention_days, kinds, own_file)


_PLAIN = {"number": "record, insurance and identity number", "phone": "telephone number", "e-mail": "e-mail address"}
