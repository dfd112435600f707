"""Who is cared for and who writes: `my mum has it, she is 71 and on dialysis. I am 40`; `it's me who has the lump`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.language.extraction.words.phrases import Hit
from bot.language.extraction.words.tokens import Token

__all__ = ["besides_oneself", "has_died", "is_helper", "told_by_carer"]

_I: Final = frozenset({"i", "im", "ive"})
_THEY: Final = frozenset({"he", "she", "hes", "shes", "his", "her", "him"})
_STARTS: Final = frozenset({".", ",", ";", "\n", "and", "but", "!", "so", "(", "-"})
#: Of themselves the writers tell a sex or a measure where they are the patients.
_MEASURES: Final = frozenset("my mine bmi male female woman man kg stone weigh weight height".split())
#: Nobody is the carer of these without saying so.
_DISTANT: Final = frozenset(
    """friend friends neighbour neighbor colleague coworker cousin boss mate pal roommate flatmate acquaintance uncle
    aunt auntie aunty niece nephew""".split()
)
_OWN_RISK: Final = re.compile(
    r"\b(?:my (?:own )?(?:risk|chances?|skin|legs?|odds)|can i get|will i get|could i get|do i get|would i get|am i|"
    r"have i|do i have|should i be|for me|pass(?:ed)? (?:it )?(?:on )?to me|"
    r"me too|is mine|i (?:have|get|got|noticed|found|"
    r"feel|developed) (?:a|the|some|these|this|it|patches|sores|lumps)|myself on)\b"
)
_KIN: Final = (
    r"(?:husband|hubby|wife|missus|mum|mam|mom|ma|mother|dad|da|father|son|daughter|lad|lass|brother|sister|partner|"
    r"gran|granny|nan|nana|grandad|grandma|uncle|aunt|auntie|cousin|mate|pal|friend|neighbour|neighbor)"
)
#: What the one does who is not the patient: `I'm the one who looks after him`.
_CARES: Final = (
    r"(?: (?:who|that|whos|thats|who 's|that 's))?(?: (?:is|am|was|has|have|had|been|always|mostly|usually|just|now|"
    r"actually|to|be|does|do|did|doing|all|the|a))*"
    r" (?:car(?:e|es|ed|ing|er)|look(?:s|ed|ing)?|giv(?:e|es|ing)|gave|help(?:s|ed|ing)?|writ(?:e|es|ing)|wrote|"
    r"ask(?:s|ed|ing)?|speak(?:s|ing)?|talk(?:s|ing)?|typ(?:e|es|ing)|driv(?:e|es|ing)|cook(?:s|ed|ing)?|cooking|"
    r"worr(?:y|ies|ied|ying)|dress(?:es|ed|ing)?|chang(?:e|es|ed|ing)|clean(?:s|ed|ing)?|sort(?:s|ed|ing)?|"
    r"ring(?:s|ing)?|phon(?:es?|ing)|bring(?:s|ing)?|tak(?:e|es|ing) (?:him|her|care)|mind(?:s|ing)?|nurs(?:e|es|ing)|"
    r"notic(?:e|es|ed|ing)|found|saw|married)\b"
)
_IS_ME: Final = re.compile(
    rf"\b(?:(?:i am|im|i m) the (?:one\b(?!{_CARES})|"
    r"patient\b(?= ?(?:$|[.,;:!?)\n]|(?:here|not|and|but|with|who|on|myself)\b)))|"
    rf"(?:it is|its|it 's|thats|that is|that 's) (?:me|i)\b(?! (?:again|being)| {_KIN}\b|{_CARES})|"
    r"me (?:who|that) (?:has|have|is|gets?)|"
    r"not (?:him|her) (?:it is|its|but me|me)|(?:him|her) ,? ?(?:its|it is) me)\b"
)
_HELPER: Final = re.compile(rf"\b(?:i am|im|i m) (?:(?:the|a) patient (?:advocate|carer|helper)\b|the one\b{_CARES})")
_OWN: Final = frozenset({"im", "ive", "id", "my", "mine", "me", "myself"})
_LOOKS: Final = re.compile(
    r"\bi (?:(?:do|did|can|could|not|dont|didnt|cant|couldnt|just|only|also|now|have|even) )*"
    r"(?:see|saw|seen|looked|describe|described|examined|examine|reviewed|photographed|measured|counted|checked|"
    r"noticed|wrote|write|typed|dressed|swabbed|palpated)\b"
)
_THEY_ARE: Final = re.compile(r"\b(?:(?:he|she) (?:has|is|takes|had|did|does|was|also|says)|hes|shes|he 's|she 's)\b")
_PERHAPS: Final = r"(?<!nearly )(?<!almost )(?<!could have )(?<!would have )(?<!might have )"
_DEATH: Final = re.compile(
    rf"\b(?:{_PERHAPS}killed (?:him\b|her\b(?= ?(?:$|[.,;:!?)\n]|(?:in|last|and|then|at|after|before|so|too|or)\b)))|"
    r"did (?:[a-z]+ ){1,4}kill (?:him|her)|"
    r"(?:he|she) (?:has |had |then |just |sadly |since |have )*(?:died\b|passed(?: away\b|(?: on)?"
    r"(?= (?:last|in|this|\d|peacefully|suddenly|two|three)\b| ?(?:$|[.,;!?\n]))))|"
    r"(?:and|who) (?:sadly |then )*passed away\b|"
    r"before (?:he|she) died|did (?:he|she) suffer|"
    r"(?:after|since|before|following|until|at|cause of|day of|time of) (?:his|her) (?:death|funeral)|"
    r"(?:his|her) (?:death|funeral) (?:was|came|is)|"
    r"(?:(?:he|she) (?:is|was)|hes|shes|he 's|she 's) (?:now |already )?dead(?! (?:tired|set|keen|slow|on|against|"
    r"worried|scared|right|certain|weight|from|proud|happy|pleased|sure|nervous|beat)))"
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
    if _tells_more(tokens, own):
        return None
    near = [place for place in places if place < ill[0].first and relations[place] not in _DISTANT]
    if not near or {"was", "had", "died", "used"} & {t.norm for t in tokens[near[0] + 1 : near[0] + 4]}:
        return None
    return near[0], own


def _tells_more(tokens: Sequence[Token], own: frozenset[int]) -> bool:
    """Whether the writers tell more of themselves than their age: `I'm 52 and my calcium is 2.3`, `I'm 47, BMI 41`."""
    words = [token for token in tokens if token.index in own]
    if sum(token.kind == "number" for token in words) > 1:
        return True
    return not _MEASURES.isdisjoint(token.norm for token in words)


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


def is_helper(tokens: Sequence[Token]) -> bool:
    """Whether the writer says I only as one who helps or looks: `I am the one who cares for her`, `I saw none`."""
    words = [token.norm for token in tokens]
    text = " ".join(words)
    if _HELPER.search(text):
        return True
    if not _OWN.isdisjoint(words) or words.count("i") != len(_LOOKS.findall(text)) or "i" not in words:
        return False
    return _THEY_ARE.search(text) is not None


def has_died(tokens: Sequence[Token]) -> bool:
    """Whether the one spoken of as he or she is dead: `he took it for years. did that kill him?`"""
    return _DEATH.search(" ".join(token.norm for token in tokens)) is not None
