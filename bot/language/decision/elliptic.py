"""Whether a message leans on the one before: short, with a connective or a pronoun and no subject of its own."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["ANAPHORA", "SHORT", "asked", "asks", "is_elliptic"]

_LEAD: Final = re.compile(
    r"^\W*(?:and|but|also|so|then|ok(?:ay)?|what (?:about|of)|how about|what if|or|(?:no,? |sorry,? )?i meant?)\b",
    re.I,
)
_ADDS: Final = re.compile(r"\b(?:too|as well|also)\b\W*(?:please|pls|thanks?)?\W*$", re.I)  # "PTH 610 pg/mL too please"
ANAPHORA: Final = re.compile(r"\b(?:it|that|this|these|those|they|them|one|there|he|she)\b", re.I)
_ANCHOR: Final = re.compile(
    r"\bcalci\w+|\bthiosulf|\bdialys|\bwarfarin|\bbiops|\bphosph|\bpth\b|\bparathyr|\bvitamin|\bcalcium\b|\bsteroid|\bulcer|\btransplant",
    re.I,
)
SHORT: Final = 14  # words; a longer message brings its subject along
_QUESTION: Final = re.compile(
    r"^\W*(?:how|what|when|where|which|who|whose|why|is|are|can|could|do|does|did|will)\b", re.I
)
_FULL: Final = 6  # words of a whole sentence


def is_elliptic(text: str) -> bool:
    """Whether a message leans on the one before: short, with a connective or a pronoun and no subject of its own."""
    words = text.split()
    if len(words) > SHORT or (_ANCHOR.search(text) and len(words) > 6):
        return False
    if _LEAD.match(text) or _ADDS.search(text):
        return True
    return len(words) <= 4 or (bool(ANAPHORA.search(text)) and not _ANCHOR.search(text))


def asks(text: str) -> bool:
    """Whether a message is a question, or too short to be more; any other whole sentence tells something."""
    return "?" in text or len(text.split()) < _FULL or bool(_QUESTION.match(text) or _LEAD.match(text))


def asked(text: str) -> bool:
    """Whether the words begin or end like a question that goes on: "and the costs", "PTH too please", "how long"."""
    return bool(_LEAD.match(text) or _QUESTION.match(text) or _ADDS.search(text))
