"""A value that was read is never met with "outside what I know", and a critical one never with a question back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from bot.clinical.analytes import Catalogue
from bot.clinical.labs import LabReading
from bot.clinical.urgency import critical, critical_while_open
from bot.language.decision.model import Decision
from bot.language.intents.scope import OUTSIDE
from bot.library.current import document

__all__ = ["told_first"]

_LOOKED_AT = "interpret_labs"


def told_first(decided: Decision, turn: Mapping[str, Any]) -> Decision:
    """Look at the values where the message would be refused or asked back about, and the values lost.

    A dose or a decision that is declined stays so: the action says first whom to call about the value.
    """
    silent = decided.label is None or decided.label in OUTSIDE
    if not silent or decided.via == "button" or not turn.get("labs"):
        return decided
    outside = decided.label in OUTSIDE and not decided.details.get("condition") and not decided.details.get("reply")
    if not outside and not _past_a_limit(turn):
        return decided
    also = decided.also if decided.label in OUTSIDE else ()
    return replace(decided, intent=_LOOKED_AT, label=_LOOKED_AT, via="values", clarify=(), details={}, also=also)


def _past_a_limit(turn: Mapping[str, Any]) -> bool:
    readings = (LabReading.from_dict(lab["reading"]) for lab in turn["labs"])
    return any(critical(r, _catalogue()) or critical_while_open(r, _catalogue()) for r in readings)


@lru_cache(maxsize=1)
def _catalogue() -> Catalogue:
    return Catalogue.from_dict(document("labs"))
