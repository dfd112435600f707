"""Requests that the assistant must decline whatever the classifier thinks: to decide on a treatment, to give a dose.

A second opinion with precision: a request is recognised by its wording (`ask`), and left alone where the same sentence
shows that facts are wanted (`unless`) – how a trial dosed, what is in a food, what something costs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.language.safety.canonical import Canonical
from bot.language.safety.patterns import PatternIndex, PatternSet, Vocabulary

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limit:
    """One label with its wordings."""

    label: str
    ask: PatternIndex[str]
    unless: PatternSet

    def asked(self, message: Canonical) -> bool:
        hits = self.ask.hits(message)
        if not hits:
            return False
        facts = self.unless.spans(message)
        return any(hit.always or not self._only_facts(message, hit.start, facts) for hit in hits)

    @staticmethod
    def _only_facts(message: Canonical, place: int, facts: list[tuple[int, int]]) -> bool:
        low, high = message.sentence(place)
        return any(low <= start < high for start, _ in facts)


@dataclass(frozen=True, slots=True)
class Limits:
    """All limits, in the order in which they win."""

    limits: tuple[Limit, ...]

    @classmethod
    def from_dict(cls, rows: list[Mapping[str, Any]], vocabulary: Vocabulary) -> Limits:
        return cls(
            tuple(
                Limit(
                    row["label"],
                    PatternIndex.of(((row["label"], pattern) for pattern in row["ask"]), vocabulary),
                    PatternSet.of(row["unless"], vocabulary),
                )
                for row in rows
            )
        )

    def label(self, message: Canonical) -> str | None:
        """Return the first label that is asked for, or None."""
        return next((limit.label for limit in self.limits if limit.asked(message)), None)
