"""Keywords for a search, `warfarin for atrial fibrillation`: a treatment, what it is for, and nobody who has either."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["asks_what_for"]

_MOST_BEFORE, _MOST_BEHIND = 4, 7
_SHAPE: Final = re.compile(r"^(?P<thing>[a-z][a-z -]*) for (?P<use>[a-z][a-z -]*?)[ ?.]*$")
#: Words with which it is told of somebody, or for how long.
_TOLD: Final = frozenset(
    """on off i im ive my mine me he she his her hes shes we our us it pt patient take takes taking took taken use uses
    using used have has had having is are was were am been be get gets getting got gotten given gave give prescribed put
    started start starts stopped stop treated tested positive negative neg listed waiting waitlisted screened diabetic
    obese dialysed dialyzed known diagnosed seen under admitted no not never denies denied without with currently now
    still daily weekly nightly also just only both since husband wife mum mom dad mother father son daughter need needs
    wants operated transplanted allergic yes needed referred reviewed assessed except history hx""".split()
)
_LENGTH: Final = frozenset(
    """years year yrs months month weeks week days day ages life ever long decades while now good time times two three
    four five six seven eight nine ten several many few some half over about nearly almost more breakfast lunch dinner
    bed nights my his her me him them us mum mom dad husband wife past last""".split()
)


def asks_what_for(plain: str) -> bool:
    """Whether the message (its normal forms) is no more than `A for B`, so that it tells of nobody."""
    shape = _SHAPE.match(plain)
    if shape is None:
        return False
    thing, use = shape["thing"].split(), shape["use"].split()
    if len(thing) > _MOST_BEFORE or len(use) > _MOST_BEHIND:
        return False
    return _TOLD.isdisjoint(thing) and _TOLD.isdisjoint(use) and _LENGTH.isdisjoint(use)
