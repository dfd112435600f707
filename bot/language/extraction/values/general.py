"""Numbers in a question about people at large: `does a phosphate over 5.5 count as high for someone on dialysis`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.language.extraction.words.tokens import Token

__all__ = ["asked_at_large"]

_ANYBODY: Final = (
    r"(?:someone|somebody|anyone|anybody|people|patients|persons|a (?:normal |healthy |grown )?(?:person|human|adult)|"
    r"adults|humans|the (?:human )?body|everyone|everybody|most people|us humans)"
)
_OPENS: Final = re.compile(
    r"^(?:(?:so|and|but|ok|hi|hello|hey|just|quick question|question|please|tell me|can you tell me) ?[,:]? ?)*"
    r"(?:what|whats|does|do|is|are|would|how|can|could|should|at what|when|why|will|might|may|which)\b"
)
_AT_LARGE: Final = re.compile(
    rf"\b(?:for|to|in|of|with|on) (?:most |all |other )?{_ANYBODY}\b(?! like)"
    r"|\b(?:do|can|would) (?:most |all )?(?:people|patients)\b"
)
#: Without one of these no message asks so.
_SIGNS: Final = frozenset(
    """someone somebody anyone anybody people patients persons person human humans adult adults body everyone everybody
    not nobody""".split()
)
_OWN: Final = frozenset(
    """i im ive id me my mine myself we our us he hes his him she shes her hers pt dad mum mom husband wife mother
    father son daughter got""".split()
)
#: Said behind the question: the number is out of something read.
_READ: Final = re.compile(
    r"\b(?:not (?:me|mine|my (?:own|result|value|number|level|bloods?)|about me)|nobody i know|no one i know)\b.*"
    r"\b(?:read|saw|seen|leaflet|book|website|internet|article|magazine|telly|tv|forum|curious|wondering|asking|exam|"
    r"general)\b"
)


def asked_at_large(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the sentences whose numbers are nobody's: they ask about anybody, or of a thing read, `not me`."""
    if not any(token.norm in _SIGNS for token in tokens):
        return frozenset()
    sentences: dict[int, list[str]] = {}
    for token in tokens:
        sentences.setdefault(token.sentence, []).append(token.norm)
    found = set()
    for number, words in sentences.items():
        text = " ".join(words).strip()
        if not _OPENS.match(text) or not _OWN.isdisjoint(words):
            continue
        behind = " ".join(word for later, rest in sentences.items() if later > number for word in rest)
        if _AT_LARGE.search(text) or _READ.search(behind):
            found.add(number)
    return frozenset(found)
