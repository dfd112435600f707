"""Who has what was just explained: "mum has that now" right after the meaning of gangrene."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["had", "said_of"]

_HAS: Final = re.compile(
    r"^\W*(?:(?:and|but|so|oh|ok(?:ay)?|well|yes|no|then|thanks?|help|(?:i|we) think(?: that)?|they say)\W+)*"
    r"(?P<who>i|we|he|she|they|mum|mom|dad|(?:my|our|the|his|her) \w+)"
    r"(?:(?:'?ve|'?s|'?m)?(?: (?:really|now|just|also|actually|might|may|could|do|does|seems? to))*"
    r" (?:have|has|got|having|getting)(?: got)?|'?(?:ve|s) (?:got )?) ?"
    r"(?:it|that|this|these|those|one|some|the same)\b"
    r"(?: (?:in|on) (?:my|his|her|the|both) \w+)?"
    r"(?:\W+(?:now|right now|today|tonight|too|as well|also|already|again|at the moment|i think|doctor|please|help|"
    r"since (?:\w+ ?){1,2}))*\W*$",
    re.I,
)


def had(text: str) -> str | None:
    """Who is said to have what was spoken of; None for anything else."""
    found = _HAS.match(text.replace("\u2019", "'"))
    return found["who"].lower() if found else None


def said_of(text: str, word: str) -> str:
    """The message with the word in the place of "that", where it tells that somebody has it; else as it was typed."""
    who = had(text) if word else None
    return f"{who} {'have' if who in ('i', 'we', 'they') else 'has'} {word.replace('_', ' ')} now" if who else text
