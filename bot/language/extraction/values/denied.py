"""Bounds never reached or only asked about: `never had an INR over 4`, `has your K ever been over 6.5`."""

from __future__ import annotations

import re
from typing import Final

from bot.language.extraction.values.found import Material
from bot.language.extraction.values.quantities import Quantity

__all__ = ["unreached"]

_REACH: Final = 12  # tokens before the bound in which it is denied
_CLAUSE: Final = re.compile(r".*(?:[,;.:\n]|\bbut\b)")
_HAD: Final = (
    r"(?:had|have|having|has|been|being|was|were|gone|goes|go|went|got|gets|getting|get|seen|see|shown|showed|risen|rose|"
    r"fallen|dropped|recorded|exceeded|reached|hit|a|an|any|my|his|her|your|the)"
)
_DENIED: Final = re.compile(
    rf"\b(?:never(?: ever| once| yet)?(?: {_HAD}\b|$)|nobody (?:ever )?(?:saw|found|recorded)|"
    rf"without (?:ever )?{_HAD}\b|"
    rf"(?<!highest )(?<!lowest )(?<!worst )(?<!first )(?<!best )\bever\b|(?:neither|nor)\b|"
    rf"(?:has|have|had|was|were|did|does|is)(?:nt| not) (?:yet |ever |once )?{_HAD}\b|"
    rf"(?:^|and |so |was )not (?:yet |ever |once )?(?:had|been|gone|seen|got)\b|den(?:ies|ied|y)\b)"
)
_NONE: Final = re.compile(
    r"(?:^|[,;.\n] ?|\b(?:had|has|have|with|seen|was|were|is|there|theres|been) |^(?:no|nope) ,? ?)no"
    r"(?: (?:more|further|recorded|high|raised|single|serum|longer|other|documented|previous|known|record of|"
    r"history of|episodes? of|an?|any|blood))*$"
)
#: `Is it only above 6.5 that they panic`: a limit is asked about.
_ASKED: Final = re.compile(
    r"(?:^|\b(?:and|so|or) )(?:is|isnt) (?:it|that)(?: (?:only|just|really|usually|normally|not|when|if))*$"
    r"|(?:^|\b(?:and|so|or) )(?:do|does|would) (?:they|it|you|the [a-z]+|doctors|nurses)(?: [a-z]+){1,3}$"
)
_HOW: Final = frozenset({"not", "no"})


def unreached(material: Material, quantity: Quantity) -> bool:
    """Whether the words before a bound deny that it was reached, or ask whether it ever was.

    `Calcium not over 2.6` bounds a value from the other side and is none of these.
    """
    bound = quantity.comparator is not None and quantity.first < quantity.number
    if not bound and material.norms(quantity.first - 1, quantity.first - 1) not in (["of"], ["as"]):
        return False
    if bound and _HOW & set(material.norms(quantity.first, quantity.number - 1)):
        return False
    before = " ".join(material.norms(quantity.first - _REACH, quantity.first - 1))
    clause = _CLAUSE.sub("", before).strip()
    if _DENIED.search(clause) or (bound and _ASKED.search(clause)):
        return True
    name = max((each.first for each in material.mentions if each.last < quantity.first), default=-1)
    if name < 0 or quantity.first - name > _REACH // 2:
        return False
    return _NONE.search(" ".join(material.norms(name - 6, name - 1)).strip()) is not None
