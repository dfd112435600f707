"""Alternatives in a phrase multiply: each spelt-out phrase costs memory and time at every start."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Any

from bot.library.current import document

MOST_OF_ONE, MOST_OF_ALL = 3_000, 52_000


def phrases(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, (dict, list, tuple)):
        for part in content.values() if isinstance(content, dict) else content:
            yield from phrases(part)


def spelt_out(phrase: str) -> int:
    """How many plain phrases `a|b word~` stands for."""
    return prod(part.removesuffix("~").count("|") + 1 + part.endswith("~") for part in phrase.split())


def test_phrases_do_not_spell_out_to_hundreds_of_thousands() -> None:
    counts = {phrase: spelt_out(phrase) for name in ("lexicon", "context_rules") for phrase in phrases(document(name))}
    assert spelt_out("a|b word~ x") == 4
    assert not [phrase for phrase, count in counts.items() if count > MOST_OF_ONE]
    assert sum(counts.values()) < MOST_OF_ALL
