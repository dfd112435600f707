"""Whether a message has a word of one of the lists in `knowledge/word_lists.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from bot.library.current import document

__all__ = ["has_word", "lists", "whole_words"]


def has_word(text: str, *names: str) -> bool:
    """Whether the text has a whole word of one of these lists, in any case.

    Raises:
        KeyError: there is no list of that name.
    """
    return bool(_pattern(names).search(text))


@lru_cache(maxsize=1)
def lists() -> dict[str, Any]:
    """All lists by name, read once: called at the start, they outlive a knowledge base that is lost later."""
    return document("word_lists")


@lru_cache(maxsize=16)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return whole_words(word for name in names for word in lists()[name])


def whole_words(words: Iterable[object]) -> re.Pattern[str]:
    """Compile entries, of which each may be a regular expression."""
    return re.compile(rf"\b(?:{'|'.join(map(str, words))})\b", re.IGNORECASE)
