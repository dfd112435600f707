"""A medicine that may be another: `not sure if it's warfarin or one of the newer ones` tells that neither is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.language.extraction.standing.context import Rule, Scope
from bot.language.extraction.words.phrases import Hit
from bot.language.extraction.words.tokens import Token

__all__ = ["either_way", "excepted"]

_RULE: Final = Rule("either_way", "uncertain", "forward", 0, False, "", frozenset(), False, frozenset())
_REACH: Final = 14  # tokens before and behind a thing in which the doubt and the other are told
_ENDS: Final = frozenset({".", ";", "!", "\n"})
_DOUBT: Final = (
    r"\b(?:(?:not|never|un|isnt|arent|wasnt) ?(?:so |quite |really |entirely |totally |100 % )?(?:sure|certain)|unsure|"
    r"uncertain|(?:dont|do not|doesnt|didnt|cant|cannot|can not|couldnt|never)(?: quite| really| rightly)? "
    r"(?:know|remember|recall|tell|say)|no idea|no clue|dunno|idk|i forget|forgot|forgotten|wonder|wondering|unclear)\b"
    r"(?: (?:any ?more|now|at all|exactly|honestly))? ?,? ?"
)
_ITS: Final = r"(?:(?:if|whether|which|what)\b(?: [a-z0-9']+){0,6} ?,? ?)?"
_BEFORE: Final = re.compile(rf"{_DOUBT}{_ITS}$")
_OR: Final = re.compile(
    r"^(?: ?(?:tablets?|pills?|itself|exactly|sodium|really|that|thing|stuff|he|she|i|is|on|takes?)){0,3} ?,? ?or\b"
)
_EITHER: Final = re.compile(r"\beither(?: [a-z]+){0,2}$")
_DOUBTED: Final = re.compile(_DOUBT)
_SECOND: Final = re.compile(rf"{_DOUBT}(?:if|whether|which|what)\b(?: [a-z0-9',]+){{0,8}} or(?: [a-z]+){{0,3}}$")


def either_way(tokens: Sequence[Token], hits: Sequence[Hit]) -> Iterator[Scope]:
    """Yield the scope of a doubt over each thing that is weighed against another: `whether it's warfarin or …`."""
    if not any(token.norm == "or" for token in tokens):
        return
    for hit in hits:
        if hit.group != "fact":
            continue
        before = _clause(tokens[max(0, hit.first - _REACH) : hit.first][::-1])[::-1]
        after = _clause(tokens[hit.last + 1 : hit.last + 1 + _REACH])
        text = " ".join(before)
        behind = " ".join(after)
        doubt = _BEFORE.search(text) or (_EITHER.search(text) and _DOUBTED.search(behind))
        first = doubt is not None and _OR.search(behind) is not None
        if first or _SECOND.search(text) is not None:
            yield Scope(_RULE, hit.first, hit.last, hit.first, hit.last)


_EXCEPT: Final = re.compile(
    r"\b(?:apart from|except(?: for)?|other than|aside from|besides|bar)"
    r"(?: (?:the|my|his|her|type|1|2|a|an|having|being|some|mild|well controlled))*$"
)


def excepted(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether the thing is what a denial leaves out: `apart from diabetes nothing`, `no illness other than lupus`."""
    before = [token.norm for token in tokens[max(0, hit.first - 6) : hit.first]]
    return _EXCEPT.search(" ".join(before)) is not None


def _clause(tokens: Sequence[Token]) -> list[str]:
    words: list[str] = []
    for token in tokens:
        if token.norm in _ENDS:
            break
        words.append(token.norm)
    return words
