"""Whether a message has a word of one of the lists in `knowledge/word_lists.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.library.current import document

__all__ = ["has_word", "whole_words"]


def has_word(text: str, *lists: str) -> bool:
    """Whether the text has a whole word of one of these lists, in any case.

    Raises:
        KeyError: there is no list of that name.
    """
    return bool(_pattern(lists).search(text))


@lru_cache(maxsize=16)
def _pattern(lists: tuple[str, ...]) -> re.Pattern[str]:
    content = document("word_lists")
    return whole_words(word for name in lists for word in content[name])


def whole_words(words: Iterable[object]) -> re.Pattern[str]:
    """Compile entries, of which each may be a regular expression."""
    return re.compile(rf"\b(?:{'|'.join(map(str, words))})\b", re.IGNORECASE)
