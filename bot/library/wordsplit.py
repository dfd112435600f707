"""Words as the full-text index sees them, and phrases among them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["STOP_WORDS", "index_words", "normal"]

# Words that say nothing about what is asked. "not", "no" and "without" are among them: a search has no grammar.
_STOP = """
    a about after all also am an and any are as at be because been before being between both but by can could
    did do does doing don done else ever for from get gets getting give gives go going had has have having he
    her here hers him his how i if in into is it its just let like me more most much my need no not now of off
    on once one only or other our out over own please same she should so some such tell than that the their them
    then there these they thing things this those through to too under until up us very want was we were what
    when where whether which while who whom why will with without would you your yours yes ok okay hi hello
    thanks thank im ive id dont doesnt cant isnt explain know mean means say something anything really still use
    used using information question make makes made happen happens s t d m ll re ve doesn didn isn aren wasn
    couldn wouldn shouldn won hasn haven
"""
STOP_WORDS: Final = frozenset(_STOP.split())
_WORD: Final = re.compile(r"[^\W_]+")


def normal(text: str) -> str:
    """Return text in one spelling: compatibility forms folded, accents off, lower case."""
    folded = unicodedata.normalize("NFKD", text.replace("×", " "))
    return "".join(sign for sign in folded if not unicodedata.combining(sign)).lower()


def index_words(text: str, limit: int = 400) -> list[str]:
    """Return at most `limit` words of a text, in order, as the index spells them."""
    return _WORD.findall(normal(text[:20_000]))[:limit]
