"""What the benchmark measures, a module each."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from bot.settings import ROOT

__all__ = ["Figure", "environment", "percentile"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure with its unit and, where there is one, the aim."""

    name: str
    value: float
    unit: str
    aim: str = ""

    @property
    def text(self) -> str:
        digits = 0 if abs(self.value) >= 100 else 1 if abs(self.value) >= 10 else 2
        return f"{self.value:.{digits}f} {self.unit}"

    def line(self) -> str:
        return f"{self.name:62} {self.text:>16}  {self.aim}"

    def row(self) -> str:
        return f"| {self.name} | {self.text} | {self.aim} |"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0..1) of the values lie, by nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def environment(**more: str) -> dict[str, str]:
    """What `make run` gives a process: our code, and Python's compiled files kept from one start to the next."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "", **more}
