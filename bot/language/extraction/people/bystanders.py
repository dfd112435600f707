"""People named who are not the patient: the dead, and those for whom a thing was meant (`for my wife, not me`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.language.extraction.words.phrases import Hit
from bot.language.extraction.words.tokens import Token

__all__ = ["are_dead", "meant_for_another"]

_DEAD: Final = frozenset({"late", "deceased", "dead"})
_IS: Final = frozenset({"is", "was", "were", "are", "'s"})
_SPOKEN_OF: Final = frozenset({"he", "she", "hes", "shes", "his", "him", "her"})
_NOT_ME: Final = re.compile(r"\bnot (?:(?:for|about|with) )?(?:me|mine|myself)\b|\bisnt (?:mine|me)\b|\bnot i\b")


def are_dead(tokens: Sequence[Token], relations: Mapping[int, str]) -> bool:
    """Whether all the people named are called late: `my late husband had diabetes`."""
    return all(_DEAD & {token.norm for token in tokens[max(0, place - 2) : place]} for place in relations)


def meant_for_another(tokens: Sequence[Token], facts: Sequence[Hit], relations: Mapping[int, str]) -> frozenset[int]:
    """Return the tokens of `the warfarin was for my wife, not me`: the thing and the one whose it is; none otherwise.

    Without the `not me` a thing that *is* for somebody may be asked about for them: they are the patient then.
    """
    for place in sorted(relations):
        if place < 2:  # nothing can stand before the one it was meant for
            continue
        owner = place - 1
        while owner > 0 and tokens[owner - 1].norm in _DEAD:
            owner -= 1
        verb = owner - 2 if owner > 0 and tokens[owner - 1].norm in {"for", "of"} else owner - 1
        if verb < 0 or tokens[verb].norm not in _IS:
            continue
        things = [hit for hit in facts if 0 < verb - hit.last <= 2]
        whose = verb == owner - 2 or (place + 1 < len(tokens) and tokens[place + 1].norm == "'s")
        if things and whose and _is_settled(tokens, verb, place):
            return frozenset(range(min(hit.first for hit in things), place + 2))
    return frozenset()


def _is_settled(tokens: Sequence[Token], verb: int, place: int) -> bool:
    rest = " ".join(token.norm for token in tokens[place + 1 :])
    if _NOT_ME.search(rest):
        return True
    others = {token.norm for token in tokens[place + 1 :]}
    return tokens[verb].norm in {"was", "were"} and _SPOKEN_OF.isdisjoint(others)
