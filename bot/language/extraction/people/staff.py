"""What is told of those who look after the patient, and of animals: `my nurse is 29`, `our cat is on steroids`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from bot.language.extraction.words.tokens import Token

__all__ = ["told_of_staff"]

_JOBS: Final = (
    "nurse doctor consultant surgeon dietitian dietician gp nephrologist pharmacist dermatologist physio "
    "physiotherapist technician receptionist driver"
).split()
_JOB: Final = rf"(?:{'|'.join(_JOBS)})"
_WHO: Final = (
    rf"(?:(?:my|our|the|his|her|their|a|one) (?:[a-z]+ ){{0,2}}{_JOB}"
    rf"|(?:(?<=^)|(?<=[.,;\n] ))(?:(?:dialysis|hd|pd|renal|ward|clinic|research|home|key|named) )?{_JOB})"
)
_ANIMALS: Final = (
    "dog puppy cat kitten horse pony cow heifer bullock bull sheep lamb goat donkey hamster rabbit parrot budgie pet "
    "labrador collie terrier spaniel"
).split()
_ANIMAL: Final = rf"(?:{'|'.join(_ANIMALS)})"
_NAMED: Final = frozenset(_JOBS) | frozenset(_ANIMALS)
_ITS: Final = r"(?:my|our|the|his|her|their|a|neighbours?(?: 's)?) (?:old |sick |little |poor )?"
#: `The dog is on insulin`, `the vet gave the heifer a steroid injection`, `the insulin is for the dog`.
_OF_ANIMAL: Final = re.compile(
    rf"\b{_ITS}{_ANIMAL} (?:is|was|s|'s|has|had|takes|took|gets|got|needs|had to have)\b"
    rf"|\b(?:gave|gives|giving|injected|injects) {_ITS}{_ANIMAL}\b"
)
_FOR_ANIMAL: Final = re.compile(
    r"(?:(?<=^)|(?<=[.,;\n] )|(?<=\bthe )|(?<=\bmy ))[a-z0-9 ]{3,40} (?:is|was|are|were|s|'s) "
    rf"(?:for|from) {_ITS}{_ANIMAL}\b"
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
    if _NAMED.isdisjoint(words):
        return frozenset()
    starts = list(accumulate((len(word) + 1 for word in words), initial=0))
    text = " ".join(words)
    found: set[int] = set()
    for match in (*_TOLD.finditer(text), *_OF_ANIMAL.finditer(text)):
        first, after = bisect_right(starts, match.start()) - 1, bisect_left(starts, match.end())
        last = next((place for place in range(after, len(words)) if words[place] in _ENDS), len(words))
        found.update(range(first, last))
    for match in _FOR_ANIMAL.finditer(text):
        found.update(range(bisect_right(starts, match.start()) - 1, bisect_left(starts, match.end())))
    return frozenset(found)
