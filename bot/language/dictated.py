"""The name of the disease as a telephone writes it down: "calcium flax is", "calcified axis" are calciphylaxis."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["as_dictated"]

_HEAD: Final = (
    r"(?:cal[cs]i(?:um|fy|fied|fic|fi|f|)|calc[yi]|calcy|kelsey|calsee|cal see|cal cif|cal (?:cy|si|see)|cow see)"
)
_TAIL: Final = (
    r"(?:(?:ph?|f)[iy]?l+(?:e|a|ai?|ay)(?:x|cks|ks|cts)(?:is|es|us|ist|ers?)?|f[iy]? ?lax(?: ?(?:is|us|his|it))?|"
    r"flax(?: ?(?:is|us|his|it))?|flex(?:es|is| is)|fil axis|fly ?lax(?: ?is)?|fall axis|phil axis|phyl axis|"
    r"lax is|axis|filaxis)"
)
_SAID: Final = re.compile(
    rf"\b(?!calciphylaxis\b){_HEAD}[ -]{_TAIL}\b(?! (?:oil|seeds?|deviation|shift))(?= |\W|$)", re.IGNORECASE
)


def as_dictated(text: str) -> str:
    """Return `text` with the name of the disease in one word where it was written in two."""
    return _SAID.sub("calciphylaxis", text)
