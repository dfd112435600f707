"""What raises and what lowers an estimate, as bars of text around the average person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import Any

from bot.cli.names import factor_name, value_shown

__all__ = ["Bar", "bars", "drawn"]

_NOTABLE = 0.02  # |ln effect| below which no bar would be seen
_WIDEST = 12  # characters on either side of the average
_FULL = log(4)  # the effect that fills a side
_ROOM = 56  # below this many columns the name stands on a line of its own


@dataclass(frozen=True, slots=True)
class Bar:
    """A factor with its value in words and its relative effect (1 = the average person on haemodialysis)."""

    name: str
    value: str
    effect: float


def bars(contributions: Iterable[Mapping[str, Any]], voice: str) -> list[Bar]:
    """Return the bars of the contract's `contributions`, the strongest first; what is not known has none."""
    known = [each for each in contributions if each["value"] is not None]
    ordered = sorted(known, key=lambda each: -abs(log(each["relative_effect"])))
    return [
        Bar(factor_name(e["factor"], voice), value_shown(e["factor"], e["value"]), e["relative_effect"])
        for e in ordered
        if abs(log(e["relative_effect"])) >= _NOTABLE
    ]


def drawn(rows: Iterable[Bar], width: int, *, plain: bool = False) -> list[str]:
    """Draw the bars `width` columns wide; `plain` keeps to ASCII. No figures: they stand in the words beside it."""
    made = list(rows)
    if not made:
        return []
    full, axis = ("#", "|") if plain else ("█", "│")
    head = f"{'lowers':>{_WIDEST}}{axis}{'raises':<{_WIDEST}}"
    lines = [head]
    for row in made:
        length = max(1, min(_WIDEST, round(abs(log(row.effect)) / _FULL * _WIDEST)))
        left, right = (full * length, "") if row.effect < 1 else ("", full * length)
        name = f"{row.name}: {row.value}"
        bar = f"{left:>{_WIDEST}}{axis}{right:<{_WIDEST}}"
        lines += [f"{bar}  {name}"] if width >= _ROOM + len(name) // 2 else [name, bar.rstrip()]
    return lines
