"""Two results of one test, before and after dialysis, in one order: `4.2 pre 6.9 post` is `pre 4.2, post 6.9`."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["paired_in_order"]

_FIGURE: Final = r"(?:[<>] ?)?\d{1,4}(?:[.,]\d{1,3})?(?: ?(?:mmol/l|meq/l|mg/dl|g/dl|g/l|umol/l|%))?"
_SESSION: Final = r"(?:[- ]?(?:hd|dialysis|ha?emodialysis|session|treatment))?"
_SIDE: Final = rf"(?:pre|post){_SESSION}"
_JOIN: Final = r"[ \t]*(?:[,;/]|->|→|and)?[ \t]*"
#: `6.9 pre, 4.2 post`, `5.1 (pre) 3.4 (post)`
_BEHIND: Final = re.compile(
    rf"(?<![\d.,/])(?<!pre )(?<!post )(?P<a>{_FIGURE})[ \t]*\(?(?P<one>{_SIDE})\b\)?{_JOIN}"
    r"(?P<name>[a-z]{1,12}\d?\+?[ \t]*[:=]?[ \t]*)?"
    rf"(?P<b>{_FIGURE})[ \t]*\(?(?P<other>{_SIDE})\b\)?(?![ \t]*[:=]?[ \t]*\d)",
    re.IGNORECASE,
)
#: `pre/post 6.9/4.2`, `6.9/4.2 pre/post`
_ROWS: Final = (
    re.compile(
        rf"\bpre ?(?:/|and|&) ?post{_SESSION}[ \t]*[:=]?[ \t]*"
        rf"(?P<a>{_FIGURE}) ?(?:/|and|&|,) ?(?P<b>{_FIGURE})(?![\d/])",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![\d.,/])(?P<a>{_FIGURE}) ?(?:/|and|&|,) ?(?P<b>{_FIGURE})"
        rf"[ \t]*\(?pre ?(?:/|and|&) ?post{_SESSION}\b\)?",
        re.IGNORECASE,
    ),
)
#: `(pre) 6.9`, `predialysis: 6.9`, `before 6.9 after 4.2`
_BEFORE: Final = re.compile(
    rf"\(?\b(?P<side>pre|post){_SESSION}\b\)?(?P<end>[ \t]*[:=]?[ \t]*(?=[<>]? ?\d))", re.IGNORECASE
)
_SAID: Final = re.compile(
    rf"\bbefore[ \t]+(?P<a>{_FIGURE}){_JOIN}after[ \t]+(?P<b>{_FIGURE})(?! ?(?:days?|weeks?|months?|hours?|years?))",
    re.IGNORECASE,
)


def paired_in_order(text: str) -> str:
    """Return `text` with `pre` and `post` written before their numbers; the same text unless both are told."""
    low = text.lower()
    if "before" in low and "after" in low:
        text = _SAID.sub(r"pre \g<a>, post \g<b>", text)
        low = text.lower()
    if "pre" not in low or "post" not in low:
        return text
    for row in _ROWS:
        text = row.sub(r"pre \g<a>, post \g<b>", text)
    text = _BEHIND.sub(_turned, text)
    return _BEFORE.sub(lambda each: f"{each['side'].lower()} " + each["end"].lstrip(" \t:="), text)


def _turned(found: re.Match[str]) -> str:
    one, other = found["one"].lower(), found["other"].lower()
    if one[:3] == other[:3]:
        return found[0]
    return f"{one} {found['a']}, {found['name'] or ''}{other} {found['b']}"
