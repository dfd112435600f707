"""Find training examples that pull two intents towards each other: the same text twice, or nearly the same."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from scripts.nlu.corpus import Example

__all__ = ["NEAR", "Pair", "duplicates", "jaccard", "near_duplicates", "repeated"]

#: Token overlap (Jaccard) from which two examples of different intents count as the same message.
NEAR: Final = 0.9


@dataclass(frozen=True)
class Pair:
    """Two examples and how much of their words they share (0..1)."""

    first: Example
    second: Example
    overlap: float

    def __str__(self) -> str:
        sides = (f"{side.intent}: {side.text!r} ({side.file})" for side in (self.first, self.second))
        return f"{self.overlap:.2f} {' | '.join(sides)}"


def jaccard(left: Collection[str], right: Collection[str]) -> float:
    """Share of the distinct words of both that occur in both (0..1)."""
    a, b = frozenset(left), frozenset(right)
    return len(a & b) / len(a | b) if a or b else 1.0


def duplicates(examples: Sequence[Example]) -> list[Pair]:
    """Examples with the same text (case and spaces aside) under different intents."""
    return [pair for pair in _same_text(examples) if pair.first.intent != pair.second.intent]


def repeated(examples: Sequence[Example]) -> list[Pair]:
    """Examples that stand twice under one intent."""
    return [pair for pair in _same_text(examples) if pair.first.intent == pair.second.intent]


def near_duplicates(examples: Sequence[Example], *, least: float = NEAR) -> list[Pair]:
    """Pairs of different intents that share at least `least` of their words, the same text included.

    Exact, and fast enough for a test: two sets with that overlap share one of their rarest words, so only examples
    that do are compared (prefix filter).
    """
    frequency = Counter(token for example in examples for token in example.token_set)
    seen: dict[str, list[int]] = defaultdict(list)
    pairs: list[Pair] = []
    for index, example in enumerate(examples):
        prefix = _rarest(example, frequency, least)
        for other in sorted({number for token in prefix for number in seen[token]}):
            earlier = examples[other]
            if earlier.intent == example.intent:
                continue
            overlap = jaccard(earlier.token_set, example.token_set)
            if overlap >= least:
                pairs.append(Pair(earlier, example, overlap))
        for token in prefix:
            seen[token].append(index)
    return pairs


def _rarest(example: Example, frequency: Counter[str], least: float) -> list[str]:
    ordered = sorted(example.token_set, key=lambda token: (frequency[token], token))
    return ordered[: len(ordered) - math.ceil(least * len(ordered)) + 1]


def _same_text(examples: Sequence[Example]) -> Iterator[Pair]:
    first: dict[str, Example] = {}
    for example in examples:
        earlier = first.setdefault(example.folded, example)
        if earlier is not example:
            yield Pair(earlier, example, 1.0)
