"""What a message says of the order of its values: newest first, or oldest."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["newest_first"]

_FIRST: Final = re.compile(
    r"\b(?:newest|latest|most recent|recent)(?: (?:ones?|values?|results?|labs?|at|the|on|is|are|listed)){0,3} "
    r"(?:first|top|left|above)\b|\bnewest to oldest\b|\boldest (?:ones? |values? )?(?:last|at the bottom|at bottom)\b|"
    r"\breverse (?:chronological|order)\b|\bnew to old\b"
)
_LAST: Final = re.compile(
    r"\b(?:newest|latest|most recent|recent)(?: (?:ones?|values?|results?|labs?|at|the|on|is|are|listed)){0,3} "
    r"(?:last|bottom|right|end)\b|\boldest to newest\b|\bold to new\b|\bin (?:chronological|date|time) order\b|"
    r"\b(?:oldest|earliest)(?: (?:ones?|values?|results?|at|the|on|is|are)){0,3} (?:first|top|left)\b"
)


def newest_first(low: str) -> bool | None:
    """Return whether the text says that its newest values stand first (True) or last (False); None if it does not."""
    if _FIRST.search(low):
        return True
    return False if _LAST.search(low) else None
