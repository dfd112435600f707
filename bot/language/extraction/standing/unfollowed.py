"""Whether somebody does what they were told: `told to take calcium acetate but I don't`, `to stop it but hasn't`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from bot.language.extraction.words.phrases import Hit
from bot.language.extraction.words.tokens import Token

__all__ = ["followed"]

_JOINED, _OF_ONE = 2, 8  # tokens between things of one answer; phrases that may begin at one token
_BEFORE, _BEHIND = 14, 20  # tokens around a thing in which the order and what became of it are told
_WHO: Final = r"(?:(?:i|he|she|they|we|im|hes|shes|ive|pt|patient) )?"
_TIE: Final = rf"(?:^|[,;.–—-] ?|\b)(?:(?:but|yet|though|although|however|and|so|well|while) ?,? ?)*{_WHO}"
_HOW: Final = (
    r"(?:(?:just|really|simply|actually|currently|now|still|mostly|always|usually|sadly|been|ever|yet|even|"
    r"absolutely|flatly|completely) )*"
)
_NOT: Final = (
    r"(?:dont|doesnt|didnt|do not|does not|did not|never|wont|will not|wouldnt|cant|cannot|could not|couldnt|isnt|"
    r"arent|wasnt|aint|is not|am not|im not|hes not|shes not|was not|are not|hasnt|havent|has not|have not|not|"
    r"stopped|refuses to|refused to|refuse to|declines to|declined to|forgets? to|chose not to|decided not to)"
)
_TAKE: Final = (
    r"(?:take|takes|took|taken|taking|use|uses|used|using|start|starts|started|touch|touches|touched|bother|bothers|"
    r"bothered|have|had|having|inject|injecting|swallow|swallowing|get|got|fill|filled|collect|collected|pick|picked|"
    r"do|did|buy|bought|begin|began|begun|on|want|go|went|follow|followed)"
)
_IT: Final = (
    r"(?:it|them|that|those|this|any|one|ones|either|the (?:script|prescription|tablets?|pills?|course|dose|doses|"
    r"jabs?|injections?|medication|medicine|stuff)|with (?:it|them)|any of (?:it|them)|up|on|(?:it|them|that) up)"
)
_WHEN: Final = r"(?: (?:now|anymore|any more|yet|at all|myself|though|anyway|ever|really|either|any longer))*"
_END: Final = r" ?(?=$|[.,;!?)\n]|\b(?:because|cause|cos|since|as|and|but|due|so|for fear)\b)"
_REFUSES: Final = r"(?:refuses|refused|declines|declined|wont|will not|refuse|decline)"
#: A verb of taking with what the thing is called then: it needs no order before it.
_IS_NOT_TAKEN: Final = re.compile(
    rf"{_TIE}{_HOW}{_NOT} {_HOW}{_TAKE}(?: {_IT})+{_WHEN}{_END}|{_TIE}{_HOW}{_REFUSES} (?:it|them){_WHEN}{_END}"
    rf"|{_TIE}{_HOW}not (?:taken|used|started|given|filled|collected){_WHEN}{_END}"
)
#: A bare answer to an order.
_IS_NOT: Final = re.compile(
    rf"{_TIE}{_HOW}{_NOT}(?: {_HOW}{_TAKE})?(?: {_IT})*{_WHEN}{_END}|{_TIE}{_HOW}{_REFUSES}{_WHEN}{_END}"
)
_IS: Final = re.compile(
    rf"{_TIE}{_HOW}(?:do|does|did|am|is|was|have|has|(?:still )?(?:take|takes|taking|am taking|is taking|use|uses))"
    rf"(?: {_IT})?{_WHEN}{_END}"
)
_HAS: Final = re.compile(rf"{_TIE}{_HOW}(?:do|does|did|have|has){_WHEN}{_END}")
_GOES_ON: Final = re.compile(
    rf"{_TIE}{_HOW}(?:(?:am |is |im |hes |shes )?still (?:on|take|takes|taking|using|use|getting|having|swallowing)"
    r"(?: (?:it|them))?|(?:carried|carries|carry|went|goes|keeps|kept|keep|continued|continues|continue) ?"
    rf"(?:on|going|taking|using|it|with)*(?: (?:it|them))?){_WHEN}{_END}"
)
_ORDER: Final = re.compile(
    r"\b(?:told|asked|advised|instructed|ordered|supposed|meant|prescribed|rx|recommended|ought|expected|"
    r"(?:i|he|she|we|pt|patient|who|dad|mum|mom|husband|wife) should|written up|given a (?:script|prescription)|"
    r"script for|prescription for|put (?:me|him|her|us) on|started (?:me|him|her) on|gave (?:me|him|her|us)|"
    r"need to|needs to|has to|have to|had to|must|want me|wants me|wanted me|on paper|charted|"
    r"wants (?:him|her)|wanted (?:him|her))\b"
)
_TO_STOP: Final = re.compile(
    r"\b(?:stop|stopped|come off|came off|go off|gone off|be off|quit|discontinue|discontinued|cease|ceased|hold|"
    r"withhold|pause|give up|drop|leave off|wean off|get off|skip)\b"
)
#: What others say or is written, and that it is not so: `they say I have diabetes but I don't`.
_CLAIM: Final = re.compile(
    r"\b(?:they|people|doctors?|docs?|dr|gp|nurses?|notes?|letters?|records?|file|chart|hospital|computer|system|"
    r"somebody|"
    r"someone|everyone|sheet|summary|referral)(?: all| keep| still| once| here| wrongly)* "
    r"(?:say|says|said|saying|think|thinks|thought|believes?|wrote|writes|claims?|claimed|states?|insists?|assumed?|"
    r"assumes)\b(?:(?! but | though )[a-z' ]){0,30}$"
)
_CONTRARY: Final = re.compile(
    r"^ ?[,;.–—-]? ?(?:but|though|although|yet|however) (?:in fact |actually |really |honestly )*"
    r"(?:i|he|she|we|that|it|thats|its) ?(?:really |actually |definitely |certainly |truly )*"
    r"(?:(?P<yes>am|do|is|does|have|has|'s true|is true)|(?:dont|doesnt|do not|does not|am not|is not|isnt|aint|havent|"
    r"hasnt|have not|has not|never (?:did|was|have|has|had)|wrong|is wrong|'s wrong|'s not (?:true|so)|isnt true|"
    r"is not true)) ?(?=$|[.,;!)\n])"
)
_LEADS_ON: Final = re.compile(r"\b(?:on(?: any| the| a)?|not|no|never|isnt|arent|aint)$")
_TURNS: Final = frozenset({"but", "though", "although", "yet", "however"})
_ENDS: Final = frozenset({".", ";", "!", "?", "\n"})


def followed(tokens: Sequence[Token], hits: Sequence[Hit], hit: Hit) -> bool | None:
    """Return whether the thing is taken or is the case for all that was ordered of it; None if nothing is told."""
    nearest = _told_next(hits, hit)
    behind = _text(tokens[hit.last + 1 : min(hit.last + 1 + _BEHIND, nearest)])
    if nearest <= hit.last + _BEHIND and nearest < len(tokens) and _LEADS_ON.search(behind):
        behind = f"{behind} {tokens[nearest].norm}"  # `… not on any`, `… not` end nothing where a name follows
    before = _clause_before(tokens, hit)
    order = _ORDER.search(before)
    if order is None and not _TURNS.isdisjoint(behind.split()):
        contrary = _CONTRARY.search(behind) if _CLAIM.search(before) else None
        if contrary is not None:
            return contrary["yes"] is not None
    if order is None:
        return False if _IS_NOT_TAKEN.search(behind) else None
    to_stop = _TO_STOP.search(order.string, order.end()) is not None
    if _IS_NOT_TAKEN.search(behind) or _IS_NOT.search(behind):
        return to_stop
    if to_stop:
        return True if _GOES_ON.search(behind) else (False if _HAS.search(behind) else None)
    return True if _IS.search(behind) or _GOES_ON.search(behind) else None


def _told_next(hits: Sequence[Hit], hit: Hit) -> int:
    """Return where the next thing is named with which the answer could be about something else."""
    # `warfarin and calcium acetate but I don't`: one right after the other they share the answer
    start = bisect_right(hits, hit.last + _JOINED, key=lambda each: each.first)
    for each in hits[start : start + _BEHIND * _OF_ONE]:
        if each.group in {"fact", "dialysis"}:
            return each.first
    return 10**6


def _clause_before(tokens: Sequence[Token], hit: Hit) -> str:
    before = tokens[max(0, hit.first - _BEFORE) : hit.first]
    start = max((place for place, token in enumerate(before) if token.norm in _ENDS), default=-1)
    return _text(before[start + 1 :])


def _text(tokens: Sequence[Token]) -> str:
    return " ".join(token.norm for token in tokens)
