"""Blood sugar said to be in order, `my sugar is fine, always has been`: no diabetes, unless other words tell of it."""

from __future__ import annotations

import re
from typing import Final

from bot.language.extraction.history.statements import Statements

__all__ = ["sugar_is_sound"]

_WORD: Final = "sugar"
_MUCH: Final = r"(?:perfectly|completely|totally|all|quite|absolutely|still|always|just|very|pretty|never anything but)"
_IS: Final = (
    r"(?:'s|is|are|was|were|been|has|have|levels?|readings?|tests?|results?|checks?|came|come|back|out|:|=|-|"
    rf"{_MUCH})"
)
_GOOD: Final = (
    r"(?:fine|ok|okay|normal|good|perfect|grand|healthy|spot on|alright|no (?:problem|trouble|issue|bother)s?)"
)
#: Behind it stands that it is kept so, or that this is one reading: a diabetic says that too.
_KEPT: Final = (
    r"(?! ?(?:,? ?(?:on|with|since|now|today|tonight|this|at|after|before|when|because|thanks|under|until|till|lately|"
    r"recently|currently|again|as long|if|in|for (?:a|my)|most|mostly|enough|control\w*|these|but|though|so far|"
    r"and high|and low|to|\d)\b|\())"
)
_SOUND: Final = re.compile(
    rf"(?:(?:^|[.,;:!\n(] ?|\b(?:and|but) )|\b(?:my|his|her|the) )(?:(?:my|his|her|the|with) )?(?:blood )?sugars? "
    rf"(?:{_IS} )+{_GOOD}\b{_KEPT}"
    rf"|(?:^|[.,;:!\n(] ?)(?:my |his |her )?(?:blood )?sugars? {_GOOD}(?= ?(?:$|[.,;!\n)])){_KEPT}"
    r"|\b(?:nothing|never anything) wrong with (?:my|his|her|the) (?:blood )?sugars?\b"
    r"|\bnever (?:had |been )?(?:any |a |high )?(?:trouble|problems?|issues?|bother)? ?(?:with )?"
    r"(?:my |his |her |high )?(?:blood )?sugars?\b(?= ?(?:$|[.,;!\n)]|problems?|trouble|issues?|and\b))"
)
#: A sign that there is something to be kept in order.
_TREATED: Final = re.compile(
    r"\b(?:insulin|metformin|gliclazide|glipizide|sitagliptin|linagliptin|lantus|novorapid|humalog|ozempic|semaglutide|"
    r"mounjaro|jardiance|dapagliflozin|empagliflozin|hba1c|a1c|glucose|sensor|libre|type (?:1|2|one|two)|hypos?|"
    r"(?:sugar|diabet\w*) (?:tablets?|pills?|medicine)|coke|tea|coffee|cake|cubes?|brown|sweet\w*|mmol|mg / dl)\b"
)
_NOT_TOLD: Final = ("hypothetical", "family", "question", "general", "uncertain", "target")


def sugar_is_sound(statements: Statements) -> bool:
    """Whether it is told of the patient that the sugar is in order and always was, with no sign of a treatment."""
    plain = statements.plain
    if _WORD not in plain or "?" in plain or _TREATED.search(plain):
        return False
    return any(
        place not in statements.other and not statements.covered(place, _NOT_TOLD)
        for place in (statements.place(match.end() - 1) for match in _SOUND.finditer(plain))
    )
