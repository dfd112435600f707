"""Words written so that a machine should not read them: "c h e s t  p a i n", "su1c1de", "ch-est", read as meant.

Only what becomes a word of the rules is changed, so figures, names of vitamins and ordinary hyphens stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from bot.language.text import fold

__all__ = ["undisguised"]

_SPACED: Final = re.compile(r"(?<!\w)[^\W\d_](?:[ .\-_*/]{1,4}[^\W\d_]){2,}(?!\w)")
_GAP: Final = re.compile(r"[ .\-_*/]+")
_MIXED: Final = re.compile(r"(?<![\w@$!])(?=[\w@$!]*[^\W\d_])(?=[\w@$!]*[0-9@$!]\w)[\w@$!]{3,}")
_HYPHENED: Final = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)+(?![\w-])")
_LETTERS: Final = (str.maketrans("013457@$!", "oieastasi"), str.maketrans("013457@$!", "oleastasi"))
_LEAST: Final = 4
_MOST_LETTERS: Final = 60


def undisguised(text: str, known: Collection[str]) -> str:
    """Return `text` with spaced-out, figure-for-letter and hyphen-split spellings of `known` words written plainly."""
    if "-" in text:
        text = _HYPHENED.sub(lambda match: _joined(match.group(), known), text)
    text = _MIXED.sub(lambda match: _lettered(match.group(), known), text)
    return _SPACED.sub(lambda match: _closed(match.group(), known), text)


def _lettered(word: str, known: Collection[str]) -> str:
    folded = fold(word)
    return next((read for table in _LETTERS if (read := folded.translate(table)) in known), word)


def _joined(word: str, known: Collection[str]) -> str:
    parts = fold(word).split("-")
    whole = "".join(parts)
    return whole if len(whole) >= _LEAST and whole in known and not all(part in known for part in parts) else word


def _closed(run: str, known: Collection[str]) -> str:
    """Close up single letters: wider gaps part words; where there are none, the fewest known words are taken."""
    gaps = _GAP.findall(run)
    narrow = min(map(len, gaps))
    words, letters = [], run[0]
    for gap, letter in zip(gaps, _GAP.split(run)[1:], strict=True):
        if len(gap) > narrow:
            words.append(letters)
            letters = ""
        letters += letter
    if not words and len(letters) < _LEAST:  # "k.m.s", "s.o.b": three letters are a word or nothing
        return fold(letters) if fold(letters) in known else run
    read = [_parted(fold(word), known) for word in (*words, letters)]
    return run if None in read else " ".join(filter(None, read))


def _parted(letters: str, known: Collection[str]) -> str | None:
    """Return `letters` as the fewest known words, or None."""
    if letters in known:
        return letters
    if len(letters) > _MOST_LETTERS:
        return None
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(letters) + 1):
        found = [
            (*before, letters[start:end])
            for start in range(end)
            if (before := best[start]) is not None and (letters[start:end] in known or letters[start:end] in ("i", "a"))
        ]
        best.append(min(found, key=len, default=None))
    return " ".join(best[-1]) if best[-1] else None
