"""Skin told by what is not there: `none of them ulcerated`, `the skin has nothing`, `nothing shows on her skin`."""

from __future__ import annotations

import re
from typing import Final

from bot.language.extraction.history.statements import Statements
from bot.language.extraction.words.phrases import Hit

__all__ = ["bare_skin", "none_of_them"]

_NOT_SO: Final = ("hypothetical", "family", "question", "general", "uncertain")
_NONE: Final = re.compile(
    r"\b(?:none|neither|not (?:a single )?one|no one|never one)(?P<of> of (?:them|these|those|which|"
    r"(?:the|her|his|my) [a-z]+))?"
    r"(?: (?:is|are|was|were|has|have|had|been|yet|so far|actually|currently|turned|become|gone|looks?|seems?))*$"
)
_OPENED: Final = re.compile(r"^(?:ulcerat\w+|open\w*|broken|weeping|necrotic|black|draining|infected|raw)\b")
_REACH: Final = 8
_END: Final = (
    r"(?= ?(?:$|[,.;)\n]|(?:on|over|all over|anywhere|yet|so far|at all|now|today|visible|to see|"
    r"to report|there|and|but)\b))"
    r"(?! (?:on|and|but) (?:it )?(?:help|work|heal)\w*)"
)
_BARE: Final = re.compile(
    r"\bskin ?(?:(?::|-|=|has|have|had|shows?|with|is showing) ?)+(?:nothing|nada|rien|"
    rf"no (?:marks?|spots?|lesions?|changes?|problems?)|not (?:a|one) (?:mark|spot|lesion)){_END}"
    r"|\bnothing (?:(?:at all|much|new) )?(?:shows?|showing|seen|visible|to see|to be seen|appears?|there|found)"
    r" (?:yet )?(?:on|in|over) (?:(?:my|his|her|the) )?skin\b"
    r"|\bskin(?: now| today| currently| at present) ?(?::|\||=|is)+ ?(?:clear|intact|normal|nad|clean|fine|ok)\b"
    r"|\bhuid (?:gaaf|intact)\b|\bhaut intakt\b|\bpiel (?:intacta|limpia|sana)\b"
    r"|\b(?:skin )?lesion(?:es|s|i) ?: ?(?:no|nil|none|keine|ninguna)(?= ?(?:$|[,.;|\n]))"
    r"|\b(?:my|his|her|the) skin (?:hasnt got|doesnt have|does not have|doesnt show|has not got) "
    r"(?:anything|a (?:mark|spot)|any (?:marks?|spots?|lesions?))\b"
)
_SKIN: Final = ("skin", "huid", "haut", "piel", "lesion")


def none_of_them(statements: Statements, hit: Hit) -> bool:
    """Whether the words right before an open skin say that there is none: `plaques, not one of them open`."""
    before = [t.norm for t in statements.tokens[max(0, hit.first - _REACH) : hit.first]]
    told = _NONE.search(" ".join(before))
    if told is None:
        return False
    words = " ".join(token.norm for token in statements.tokens[hit.first : hit.last + 1])
    return bool(told["of"]) or _OPENED.match(words) is not None


def bare_skin(statements: Statements) -> bool:
    """Whether the skin is said to have nothing."""
    told = _BARE.search(statements.plain) if any(sign in statements.plain for sign in _SKIN) else None
    if told is None or "?" in statements.plain:
        return False
    place = statements.place(told.start())
    return place not in statements.other and not statements.covered(place, _NOT_SO)
