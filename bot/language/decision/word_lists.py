"""Whether a message has a word of one of the lists in `knowledge/word_lists.yml`."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.library.current import document

__all__ = ["has_word"]


def has_word(text: str, *lists: str) -> bool:
    """Whether the text has a whole word of one of these lists, in any case.

    Raises:
        KeyError: there is no list of that name.
    """
    return bool(_pattern(lists).search(text))


@lru_cache(maxsize=16)
def _pattern(lists: tuple[str, ...]) -> re.Pattern[str]:
    content = document("word_lists")
    return re.compile(rf"\b(?:{'|'.join(str(word) for name in lists for word in content[name])})\b", re.IGNORECASE)
