"""How varied the examples of one intent are, so that no intent is one sentence with a changing word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median
from typing import Final

from scripts.nlu.conflicts import jaccard
from scripts.nlu.corpus import FOLLOW_UPS, Example

__all__ = ["LIMITS", "Diversity", "Limits", "measure", "shortfalls", "table"]


@dataclass(frozen=True)
class Diversity:
    """Measures of one intent. All but the counts are shares or overlaps between 0 and 1.

    `distinct_2` and `distinct_3`: different pairs (triples) of neighbouring words over all of them (Li et al. 2016),
    in parts of at most 1,000 examples, as in any language the share falls with the amount of text;
    `nearest`: mean over the examples of the word overlap (Jaccard) with the most similar other example;
    `twins`: share of the examples of at least four words whose nearest neighbour differs in at most one word of each;
    `openings`: different first two words over the number of examples; `words`: median length.
    """

    intent: str
    examples: int
    words: float
    distinct_2: float
    distinct_3: float
    nearest: float
    twins: float
    openings: float


@dataclass(frozen=True)
class Limits:
    """What every intent must keep. A list of one template with a changing word breaks each of these."""

    distinct_2: float
    distinct_3: float
    nearest: float
    twins: float
    openings: float


_PART: Final = 1000
LIMITS: Final = Limits(distinct_2=0.60, distinct_3=0.75, nearest=0.50, twins=0.15, openings=0.40)


def measure(intent: str, examples: Sequence[Example]) -> Diversity:
    """The measures of the examples of one intent (at least one example)."""
    sequences = [example.tokens for example in examples]
    count = -(-len(sequences) // _PART)
    parts = [sequences[start::count] for start in range(count)]
    return Diversity(
        intent=intent,
        examples=len(examples),
        words=median(len(tokens) for tokens in sequences),
        distinct_2=fmean(_distinct(pair for tokens in part for pair in pairwise(tokens)) for part in parts),
        distinct_3=fmean(
            _distinct(triple for tokens in part for triple in zip(tokens, tokens[1:], tokens[2:], strict=False))
            for part in parts
        ),
        nearest=fmean(_nearest(examples)),
        twins=_twins(examples),
        openings=len({tokens[:2] for tokens in sequences}) / len(sequences),
    )


def shortfalls(found: Diversity, limits: Limits = LIMITS) -> list[str]:
    """What of `found` is beyond the limits, in words; empty for a varied intent."""
    checks = (
        ("distinct_2", found.distinct_2 >= limits.distinct_2, limits.distinct_2),
        ("distinct_3", found.distinct_3 >= limits.distinct_3, limits.distinct_3),
        ("nearest", found.nearest <= limits.nearest, limits.nearest),
        ("twins", found.twins <= limits.twins, limits.twins),
        ("openings", found.openings >= limits.openings, limits.openings),
    )
    return [
        f"{found.intent}: {name} {getattr(found, name):.2f}, limit {limit}" for name, kept, limit in checks if not kept
    ]


def table(groups: Mapping[str, Sequence[Example]]) -> list[Diversity]:
    """The measures of every intent, in the order given; a topic put before a message on purpose is no monotony."""
    alone = {intent: [e for e in examples if e.file != FOLLOW_UPS] for intent, examples in groups.items()}
    return [measure(intent, examples) for intent, examples in alone.items() if examples]


def _distinct(grams: Iterable[tuple[str, ...]]) -> float:
    every = list(grams)
    return len(set(every)) / len(every) if every else 1.0


def _nearest(examples: Sequence[Example]) -> list[float]:
    sets = [example.token_set for example in examples]
    best = [0.0] * len(sets)
    for index, left in enumerate(sets):
        for other in range(index):
            overlap = jaccard(left, sets[other])
            best[index] = max(best[index], overlap)
            best[other] = max(best[other], overlap)
    return best


def _twins(examples: Sequence[Example]) -> float:
    long = [example.token_set for example in examples if len(example.tokens) >= 4]
    if len(long) < 2:
        return 0.0
    alike = sum(any(_one_word_apart(left, right) for right in long if right is not left) for left in long)
    return alike / len(long)


def _one_word_apart(left: frozenset[str], right: frozenset[str]) -> bool:
    return abs(len(left) - len(right)) <= 1 and len(left - right) <= 1 and len(right - left) <= 1
