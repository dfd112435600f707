"""What is told of many patients at once (`half of my patients are diabetic`), or of one beside the writer."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from itertools import accumulate
from typing import Final

from bot.language.extraction.words.tokens import Token

__all__ = ["told_of_crowd", "told_of_neighbour"]

_COUNTS: Final = (
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty hundred half "
    "most many several some all dozens hundreds lots few both majority"
)
_MANY: Final = rf"(?:(?:a |the )?(?:{'|'.join(_COUNTS.split())}|[2-9]|[1-9]\d{{1,2}})(?: (?:hundred|dozen))?)"
_FOLK: Final = frozenset(
    "patients pts people clients residents clinic unit centre center department caseload ward shift service list men "
    "women adults".split()
)
_PERSONS: Final = r"(?:patients|pts|people|clients|residents|men|women|adults)"
_TOLD: Final = re.compile(
    # `half of my patients are`, `three of the patients on our unit have`
    rf"\b{_MANY} of (?:my|our|the|these|those) (?:[a-z]+ )?"
    rf"(?:{_PERSONS}|clinic|unit|caseload|ward|shift|service)\b"
    # `we dispensed warfarin to thirty people`, `I have put five patients on steroids`
    rf"|\b(?:i|we) (?:(?:have|had|also|just|now|already) )*(?:gave|give|given|dispensed|dispense|prescribed|prescribe|"
    rf"sold|sell|put|started|start|treat|treated|dialyse|dialysed|dialyze|dialyzed|injected|inject|manage|see|saw|seen)"
    rf" (?:(?!(?:him|her|me|and|but|who)\b)[a-z]+ ){{0,4}}?{_MANY} (?:[a-z]+ )?{_PERSONS}\b"
    # `we have twelve diabetics on the unit`
    rf"|\bwe (?:have|have got|had|look after|run) (?:about |around |over )?{_MANY} (?:[a-z]+ ){{0,2}}?"
    rf"(?:diabetics|{_PERSONS})\b"
    # `in our unit there are forty on HD, twelve diabetics`, `on our ward 40 patients are on haemo`
    rf"|\b(?:in|on|at|across) (?:my|our|the|this|that) (?:[a-z]+ )?(?:unit|clinic|ward|centre|center|department|"
    rf"service) "
    rf"?,? ?(?:there (?:are|were) |we have |we ve got |weve got )?(?:about |around |over |nearly |some )?{_MANY} "
    rf"(?:[a-z]+ )?"
    rf"(?:on|are|were|have|with|who|take|diabetics|{_PERSONS})\b"
    # `there are forty on dialysis in our unit`
    rf"|\bthere (?:are|were) (?:about |around |over |nearly |some )?{_MANY} (?:(?:of us|others|diabetics|{_PERSONS}) )?"
    rf"(?:on|with|who|diabetics)\b(?=[^.?!]* (?:in|at|on) (?:my|our|the|this) (?:[a-z]+ )?(?:unit|clinic|ward|"
    rf"centre|center))"
)
_ENDS: Final = frozenset({"i", "im", "ive", "me", "mine", "myself", "but", ".", "?", "!", "\n", ";", "while",
                          "whereas", "including", "unlike", "this", "one", "he", "she"})  # fmt: skip


def told_of_crowd(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the tokens of such a telling: its part of the sentence, up to the next word of one person."""
    words = [token.norm for token in tokens]
    if _FOLK.isdisjoint(words) and "diabetics" not in words:
        return frozenset()
    starts = list(accumulate((len(word) + 1 for word in words), initial=0))
    found: set[int] = set()
    for match in _TOLD.finditer(" ".join(words)):
        first, after = bisect_right(starts, match.start()) - 1, bisect_left(starts, match.end())
        last = next((place for place in range(after, len(words)) if words[place] in _ENDS), len(words))
        found.update(range(first, last))
    return frozenset(found)


_BESIDE: Final = re.compile(
    r"\b(?:lady|man|woman|chap|guy|bloke|fella|fellow|patient|person|girl|boy|lad|gent|gentleman|one|mate|friend) "
    r"(?:who (?:is|sits|lies) |sitting |lying )?"
    r"(?:(?:in|on|at|from) (?:the )?next (?:chair|bed|machine|seat|bay|cubicle|station)|"
    r"(?:(?:in|on|at|from) (?:the )?(?:chair|bed|machine|seat|bay|cubicle|station) )?"
    r"(?:next to|beside|opposite|across from) (?:me|us|mine))\b"
)
_OWN: Final = frozenset({"i", "im", "ive", "id", "my", "mine", "myself", "we", "our", "both"})
_THEIRS: Final = frozenset({"he", "she", "hes", "shes", "they", "theyre", "his", "her", "their", "who"})


def told_of_neighbour(tokens: Sequence[Token], kin: Container[str]) -> frozenset[int]:
    """Return the tokens of `the lady in the next chair has it. She's on warfarin`.

    Up to a word of the writer's own or for a relative, or a sentence that does not go on with `she` or `he`.
    """
    words = [token.norm for token in tokens]
    match = _BESIDE.search(" ".join(words))
    if match is None:
        return frozenset()
    starts = list(accumulate((len(word) + 1 for word in words), initial=0))
    first, after = bisect_right(starts, match.start()) - 1, bisect_left(starts, match.end())
    told = set(range(first, after))
    for token in tokens[after:]:
        opens = token.sentence != tokens[token.index - 1].sentence
        if token.norm in _OWN or token.norm in kin or (opens and token.norm not in _THEIRS):
            break
        told.add(token.index)
    return frozenset(told)
