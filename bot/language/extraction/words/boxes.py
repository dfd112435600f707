"""Pairs of boxes in a form: `Steroids: [ ] yes [x] no` is written as `Steroids: no`."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["boxes_read"]

_FULL: Final = r"(?:\[ ?[xX✓✔] ?\]|\( ?[xX✓✔] ?\)|[☑☒])"
_EMPTY: Final = r"(?:\[ {0,3}\]|\( {0,3}\)|[☐□])"
_BETWEEN: Final = r"[ \t]*[,/|]?[ \t]*"
_WORD: Final = r"(?i:yes|no)"
_AFTER: Final = r"(?![A-Za-z]|[ \t]*[☐□☑☒(\[])"
#: The full box before its word, and behind it; the other one of the pair is empty.
_PAIRS: Final = (
    re.compile(rf"{_FULL} ?(?P<said>{_WORD})\b{_BETWEEN}{_EMPTY} ?{_WORD}\b{_AFTER}"),
    re.compile(rf"{_EMPTY} ?{_WORD}\b{_BETWEEN}{_FULL} ?(?P<said>{_WORD})\b{_AFTER}"),
    re.compile(rf"\b(?P<said>{_WORD}) ?{_FULL}{_BETWEEN}\b{_WORD} ?{_EMPTY}(?![ \t]*{_WORD})"),
    re.compile(rf"\b{_WORD} ?{_EMPTY}{_BETWEEN}\b(?P<said>{_WORD}) ?{_FULL}(?![ \t]*{_WORD})"),
)
#: Nothing is ticked.
_LEFT: Final = re.compile(rf"{_EMPTY} ?{_WORD}\b{_BETWEEN}{_EMPTY} ?{_WORD}\b{_AFTER}")
_SIGNS: Final = ("[", "(", "☐", "□")
_LED: Final = re.compile(r"[:?=][ \t]*$")
#: A cross behind two names for one thing: `Hepatitis/cirrhosis ✗`.
_CROSSED: Final = re.compile(r"(?<=[A-Za-z])(?P<second> ?/ ?[A-Za-z]{3,20}) ?[✗✘✖✕❌](?=[ \t]*(?:$|[|,;.\n]))")


def boxes_read(text: str) -> str:
    """Return the text with the answer of each pair of boxes in words."""
    if "/" in text:
        text = _CROSSED.sub(lambda match: f"{match['second']}: no", text)
    if not any(sign in text for sign in _SIGNS):
        return text
    for pattern in _PAIRS:
        text = pattern.sub(_answer, text)
    return _LEFT.sub(lambda match: _led(match, "unknown"), text)


def _answer(match: re.Match[str]) -> str:
    return _led(match, match["said"].lower())


def _led(match: re.Match[str], said: str) -> str:
    before = match.string[max(0, match.start() - 4) : match.start()]
    return said if _LED.search(before) else f": {said}"
