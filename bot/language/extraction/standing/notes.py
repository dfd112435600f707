"""Parts of a note that tell nothing of the patient now: allergies, what was explained or is supposed, old copies."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from bot.language.extraction.standing.context import Rule, Scope
from bot.language.extraction.words.tokens import Token

__all__ = ["parts_of_notes"]

_RULE: Final = Rule("note", "hypothetical", "forward", 0, False, "", frozenset(), False, frozenset())
_PAST: Final = Rule("old_note", "past", "forward", 0, False, "", frozenset(), False, frozenset())
_TOLD: Final = (
    r"(?:pt|patient|him|her|them|family|wife|husband|carer|and|also|again|was|been|were|given|done|provided|with)"
)
_MATTER: Final = r"(?:re|about|on|of|regarding|around|concerning|over|(?:the )?(?:risks?|signs?|symptoms?)|:)"
#: What was explained or handed out is told of nobody.
_TAUGHT: Final = re.compile(
    rf"\b(?:educated|education|counselled|counseled|counselling|counseling|teaching|taught|leaflet|leaflets|handout|"
    rf"(?:info|information) (?:sheet|leaflet|given|provided)|safety ?netted|safety ?netting|safety net|warned|"
    rf"discussed|discussion|explained)(?: {_TOLD})* ?(?:{_MATTER} ?)+(?! ?(?:the|his|her|my|these|those|our)\b)"
)
#: `Allergies: warfarin (skin necrosis)`: what it did once, and no treatment.
_ALLERGY: Final = re.compile(
    r"\b(?:allerg(?:y|ies)|intoleran(?:ce|ces)|adverse (?:drug )?reactions?|adrs?|nkda) ?[:=-]"
)
#: `If ulcers develop`, `apixaban; warfarin if that fails`.
_IF: Final = re.compile(
    r"\b(?:if|should|in case|once|when) (?:(?:any|new|more|further|the|his|her|skin|there are|there is) )*"
    r"(?:[a-z]+ (?:or |/ ?|, ?)?){1,4}?"
    r"(?:develops?|appears?|occurs?|arises?|emerges?|forms?|recurs?|returns?|worsens?|break down|breaks down)\b"
)
_HEADED_PAST: Final = re.compile(
    r"(?:^|(?<=[.;\n] )|(?<=\n))(?:past|previous|previously|prior|historical|history only|old notes?|"
    r"copy forward|copied(?: forward)?|carried forward|old letter|archived?)"
    r"(?: (?:from|of|in|meds?|medication|treatment|note|notes|letter|entry))*(?: (?:[a-z]{3,9} )?(?:19|20)\d\d)? ?:"
    r"|\b(?:past|previously) ?:"
)
_NOT_PAST: Final = re.compile(r"^ ?(?:medical|surgical|history|hx|mh|illness)")
_ENDS: Final = frozenset({".", ";", "\n", "->", "→", "=>", "!"})
_NOW: Final = frozenset({"today", "now", "current", "currently", "present", "presently"})


def parts_of_notes(tokens: Sequence[Token]) -> Iterator[Scope]:
    """Yield the scopes of such parts; each ends with its sentence, or where the present begins."""
    words = [token.norm for token in tokens]
    starts = list(accumulate((len(word) + 1 for word in words), initial=0))
    text = " ".join(words)
    for pattern, rule in ((_TAUGHT, _RULE), (_ALLERGY, _RULE), (_IF, _RULE), (_HEADED_PAST, _PAST)):
        for match in pattern.finditer(text):
            if rule is _PAST and _NOT_PAST.match(text, match.end()):
                continue
            first = bisect_right(starts, match.start()) - 1
            behind = bisect_left(starts, match.end())
            last = _end(words, behind)
            if last >= first:
                yield Scope(rule, first, last, first, first)


def _end(words: Sequence[str], start: int) -> int:
    """Return the last token before the end of the part."""
    return next((place - 1 for place in range(start, len(words)) if words[place] in _ENDS | _NOW), len(words) - 1)
