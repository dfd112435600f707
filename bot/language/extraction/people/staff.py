"""What is told of those who look after the patient: `my dialysis nurse is 29 and pregnant`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from bot.language.extraction.words.tokens import Token

__all__ = ["told_of_staff"]

_WHO: Final = (
    r"(?:my|our|the|his|her|their|a|one) (?:[a-z]+ ){0,2}(?:nurse|doctor|consultant|surgeon|dietitian|dietician|gp|"
    r"nephrologist|pharmacist|dermatologist|physio|physiotherapist|technician|receptionist|driver)"
)
#: What somebody is or has, and not what they do: `the doctor is starting warfarin` is told of the patient.
_IS: Final = (
    r"(?:is|was|s|'s) (?:also |only |about |just )?(?=\d|diabetic|pregnant|obese|overweight|on (?!about|holiday|call|"
    r"leave|duty|strike|at|my|me|to)|an? (?:diabetic|transplant|patient)|herself|himself)"
)
_HAS: Final = (
    r"(?:has|had) (?:also |got )?(?=diabetes|lupus|cancer|psoriasis|arthritis|hepatitis|cirrhosis|an? (?:kidney )?"
    r"transplant|type (?:1|2|one|two))"
)
_TAKES: Final = r"takes (?!care|my|his|her|the|blood|bloods|it|me|him|samples|a sample|over|notes|time|ages)"
#: `The nurse who looks after me is pregnant`.
_ASIDE: Final = r"(?:(?:who|that) (?:[a-z]+ ){1,6}?)?"
_TOLD: Final = re.compile(rf"\b{_WHO} {_ASIDE}(?:{_IS}|{_HAS}|{_TAKES})")
_ENDS: Final = frozenset(
    {"i", "im", "ive", "me", "mine", "myself", "my", "but", ".", "?", "!", "\n", ";", "while", "whereas"}
)


def told_of_staff(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the tokens of such a telling, up to the end of its sentence or the next word of the writer."""
    words = [token.norm for token in tokens]
    starts = list(accumulate((len(word) + 1 for word in words), initial=0))
    found: set[int] = set()
    for match in _TOLD.finditer(" ".join(words)):
        first, after = bisect_right(starts, match.start()) - 1, bisect_left(starts, match.end())
        last = next((place for place in range(after, len(words)) if words[place] in _ENDS), len(words))
        found.update(range(first, last))
    return frozenset(found)
