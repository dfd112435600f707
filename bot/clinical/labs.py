"""Reading laboratory values: the names other parts of the program use."""

from __future__ import annotations

from bot.clinical.message import RawValue, read_message
from bot.clinical.reading import (
    CORRECTED_WORD,
    FUTURE,
    Choice,
    LabReading,
    Origin,
    PrintedRange,
    Status,
    UnitSource,
    read_back,
)
from bot.clinical.single import UnitContext, confirm, normalise_unit, read_value

__all__ = [
    "CORRECTED_WORD",
    "FUTURE",
    "Choice",
    "LabReading",
    "Origin",
    "PrintedRange",
    "RawValue",
    "Status",
    "UnitContext",
    "UnitSource",
    "confirm",
    "normalise_unit",
    "read_back",
    "read_message",
    "read_value",
]
