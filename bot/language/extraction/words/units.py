"""Recognising units of measurement in running text, however they are spelled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Unit", "UnitReader"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in the text: its plain spelling (`mg/dL`), its place, and whether it is a concentration."""

    text: str
    start: int
    end: int
    concentration: bool


class UnitReader:
    """Finds a unit at a place in the folded text. Built from the `units` part of the lexicon."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._amounts = _inverted(data["amounts"])
        self._volumes = _inverted(data["volumes"])
        self._whole = _inverted(data["whole"])
        self._pattern = re.compile(
            rf"(?P<whole>{_any(self._whole)})(?![a-z0-9])"
            rf"|(?P<amount>{_any(self._amounts)})"
            rf"(?:(?:\s*(?:[/\\|]|\bper\b|\bp\b|\bin\b(?=\s+(?:a|one|1)\b))\s*(?:(?:a|one|1)\s+)?|[ .]?)"
            rf"(?P<volume>{_any(self._volumes)})(?:\s?\^?-\s?1)?(?![a-z0-9]))?(?![a-z0-9])"
        )
        self._first = frozenset(re.split(r"[^a-z]", spelling)[0] for spelling in (*self._amounts, *self._whole)) - {""}

    def may_start(self, word: str) -> bool:
        """Whether a unit may begin with the token `word`."""
        return word in self._first

    def read(self, low: str, place: int) -> Unit | None:
        """Return the unit that begins at `place` of the folded text (spaces and one bracket may precede), or None."""
        lead = _LEAD.match(low, place)
        start = lead.end() if lead else place
        match = self._pattern.match(low, start)
        if match is None:
            return None
        barred = "|" in low[place:start]
        if match["whole"] is not None:
            text = self._whole.get(match["whole"])
            if text is None or (barred and "/" not in text):
                return None
            return Unit(text, start, match.end(), concentration="/" in text or text in {"%", "{INR}"})
        amount = self._amounts.get(match["amount"])
        if amount is None or (barred and match["volume"] is None):
            return None
        volume = self._volumes.get(match["volume"]) if match["volume"] is not None else None
        if volume is None:
            return Unit(amount, start, match.end("amount"), concentration=False)
        return Unit(f"{amount}/{volume}", start, match.end(), concentration=True)


_LEAD = re.compile(r"(?:-?ish\b)?[ \t]*[-(\[|]?[ \t]*")  # `1.4-ish (mmol/L)`


def _inverted(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return unit by spelling. The blank in a spelling may be left out, but `103` alone is a number, not `10 3`."""
    found = {spelling: name for name, spellings in table.items() for spelling in spellings}
    tight = {spelling.replace(" ", ""): name for spelling, name in found.items()}
    return {spelling: name for spelling, name in tight.items() if not spelling.isdigit()} | found


def _any(spellings: Mapping[str, str]) -> str:
    """Alternatives, longest first; a blank in a spelling stands for any run of spaces."""
    return "|".join(re.escape(each).replace(r"\ ", r"\ ?") for each in sorted(spellings, key=len, reverse=True))
