"""A row of observations that all lie within usual limits and nothing else: `T 36.7 HR 78 BP 134/72 SpO2 98% RA`.

The limits are those of `usual_observations` in knowledge/red_flags.yml. What lies outside of them is not judged here:
the rules have their own limits, and the rest is left to the second reader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.language.safety.canonical import Canonical
from bot.language.safety.series import is_told_around
from bot.language.safety.values import ValueRow, come_down

__all__ = ["UsualObservations", "is_value_come_down"]

_MOST_WORDS = 60


@dataclass(frozen=True, slots=True)
class UsualObservations:
    """`limits`: from and to, by each name of a measure; `around`: words that may stand in such a row."""

    limits: Mapping[str, tuple[float, float]]
    around: frozenset[str]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> UsualObservations:
        limits = {name: (float(row["from"]), float(row["to"])) for row in data["measures"] for name in row["names"]}
        return cls(limits, frozenset(data["around"]))

    def are_all(self, message: Canonical) -> bool:
        """Return whether a message is nothing but measures with a number each, every one within its limits."""
        name, told = None, 0
        for word in message.words[:_MOST_WORDS]:
            if word[:1].isdigit():
                if name is not None and not self._usual(name, word):
                    return False
                told += name is not None
                if name is None:
                    return False
                name = None
            elif word in self.limits:
                name = word
            elif word not in self.around:
                return False
        return told > 0 and len(message.words) <= _MOST_WORDS

    def _usual(self, name: str, number: str) -> bool:
        first = number.split("/", maxsplit=1)[0]
        low, high = self.limits[name]
        return first.replace(".", "", 1).isdigit() and low <= float(first) <= high


def is_value_come_down(rows: Sequence[ValueRow], message: Canonical) -> bool:
    """Return whether a message tells nothing but a value that was dangerous and the newer one that is not."""
    rows = tuple(rows)
    if not come_down(rows, message):
        return False
    names = {word for row in rows for start, end in row.name.spans(message) for word in message.text[start:end].split()}
    return all(word[:1].isdigit() or word in names or is_told_around(word) for word in message.words)
