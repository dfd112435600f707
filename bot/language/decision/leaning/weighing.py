"""Questions about an estimate itself: what counts most in it, and how it comes about."""

from __future__ import annotations

import re

__all__ = ["asks_about_estimate"]

_LEAD = r"^\W*(?:(?:but|and|so|ok(?:ay)?|hm+|right|then|now)\W+)*"
_WEIGHS = re.compile(
    r"\b(?:which|what)\b.{0,40}\b(?:counts?|matter(?:s|ed)?|weigh(?:s|ing|ed)?|driv(?:es?|ing)|push(?:es|ing|ed)?|"
    r"contribut\w+|pull(?:s|ing)|adds?|(?:do(?:es|ing)?|did) (?:the )?most|(?:rais|lower)\w+|(?:bring|drag)\w*|"
    r"biggest|main(?:ly)?|strongest|heaviest|most of (?:it|the)|makes? (?:it|that|mine|this) (?:so|that))\b|"
    r"^\W*(?:the |so |and )*(?:main|biggest|top|chief|heaviest) (?:driver|factor|culprit|contributor|reason)s?\b",
    re.I,
)
_WHY = re.compile(
    _LEAD + r"(?:why|how come|how so|how (?:is|was|did)|how'?s|what makes|where does)\b"
    r"(?!.*\b(?:happen\w*|hurt\w*|need|ask\w*|want|matters?|important|relevant|from)\b)"
    r"(?=.*\b(?:it|that|this|so|mine|number|figure|estimate|risk|high|low|lower|higher|much|many|little|bad|good)\b)",
    re.I,
)
_LONGEST_WHY, _LONGEST = 8, 12  # words; a longer question brings a subject of its own


def asks_about_estimate(text: str) -> bool:
    """Whether a message, said after an estimate, asks what it is made of: "what counts most there?"."""
    words = len(text.split())
    return bool(words <= _LONGEST and _WEIGHS.search(text)) or bool(words <= _LONGEST_WHY and _WHY.match(text))
