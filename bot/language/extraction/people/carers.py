"""Who is cared for and who writes: `my mum has it, she is 71 and on dialysis. I am 40`; `it's me who has the lump`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.language.extraction.words.phrases import Hit
from bot.language.extraction.words.tokens import Token

__all__ = ["besides_oneself", "has_died", "told_by_carer"]

_I: Final = frozenset({"i", "im", "ive"})
_THEY: Final = frozenset({"he", "she", "hes", "shes", "his", "her", "him"})
_STARTS: Final = frozenset({".", ",", ";", "\n", "and", "but", "!", "so", "(", "-"})
_OWN_RISK: Final = re.compile(
    r"\b(?:my (?:own )?(?:risk|chances?|skin|legs?|odds)|can i get|will i get|could i get|do i get|would i get|am i|"
    r"have i|do i have|should i be|for me|pass(?:ed)? (?:it )?(?:on )?to me|"
    r"me too|is mine|i (?:have|get|got|noticed|found|"
    r"feel|developed) (?:a|the|some|these|this|it|patches|sores|lumps)|myself on)\b"
)
_IS_ME: Final = re.compile(
    r"\b(?:(?:i am|im|i m) the (?:one|patient)|"
    r"(?:it is|its|it 's|thats|that is|that 's) (?:me|i)\b(?! (?:again|being))|"
    r"me (?:who|that) (?:has|have|is|gets?)|"
    r"not (?:him|her) (?:it is|its|but me|me)|(?:him|her) ,? ?(?:its|it is) me)\b"
)
_DEATH: Final = re.compile(
    r"\b(?:kill(?:ed|s)? (?:him|her)|(?:he|she) (?:has |had |then |just |sadly )*(?:died|passed(?: away)?)\b|"
    r"before (?:he|she) died|(?:his|her) (?:death|funeral)|did (?:he|she) suffer|(?:he|she) (?:is|was) dead|"
    r"(?:hes|shes) dead)\b"
)


def told_by_carer(
    tokens: Sequence[Token], facts: Sequence[Hit], relations: Mapping[int, str]
) -> tuple[int, frozenset[int]] | None:
    """Return the place of the word for the one cared for, and what the writer tells of themselves; None if not so.

    The relative is on dialysis, or has the skin, now; of themselves the writers say no more than how old or well they
    are, and do not ask for themselves.
    """
    plain = " ".join(token.norm for token in tokens)
    if not facts or _OWN_RISK.search(plain):
        return None
    own = _of_writer(tokens, relations)
    if not own or any(hit.first in own for hit in facts):
        return None
    ill = [hit for hit in facts if hit.group in {"dialysis", "lesion"} or hit.key == "past_calciphylaxis"]
    places = [place for place in relations if place not in own]
    if not ill or not any(token.kind == "number" for token in tokens if token.index in own):
        return None
    near = [place for place in places if place < ill[0].first]
    if not near or {"was", "had", "died", "used"} & {t.norm for t in tokens[near[0] + 1 : near[0] + 4]}:
        return None
    return near[0], own


def _of_writer(tokens: Sequence[Token], relations: Mapping[int, str]) -> frozenset[int]:
    """Return the tokens of the clauses in which the writer says I."""
    own: set[int] = set()
    speaking = False
    for token in tokens:
        before = tokens[token.index - 1].norm if token.index else "."
        if token.norm in _I and (before in _STARTS or not token.index):
            speaking = True
        elif (
            token.norm in _THEY
            or token.index in relations
            or token.index + 1 in relations
            or token.norm in {".", ";", "\n", "!"}
        ):
            speaking = False
        if speaking:
            own.add(token.index)
    return frozenset(own)


def besides_oneself(tokens: Sequence[Token]) -> frozenset[int]:
    """Return what is told of him or her in `no, I'm the one with the lump, he's just on PD`; nothing otherwise."""
    if not _IS_ME.search(" ".join(token.norm for token in tokens)):
        return frozenset()
    others: set[int] = set()
    about_other = False
    for token in tokens:
        if token.norm in _THEY:
            about_other = True
        elif token.norm in _I | {"me", "my", "mine", "myself", ".", ";", "\n"}:
            about_other = False
        if about_other:
            others.add(token.index)
    return frozenset(others)


def has_died(tokens: Sequence[Token]) -> bool:
    """Whether the one spoken of as he or she is dead: `he took it for years. did that kill him?`"""
    return _DEATH.search(" ".join(token.norm for token in tokens)) is not None
