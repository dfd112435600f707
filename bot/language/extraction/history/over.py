"""Conditions that are over: an acute injury of the kidneys that recovered, a diabetes that went with its cause."""

from __future__ import annotations

import re
from typing import Final

from bot.language.extraction.history.statements import Statements
from bot.language.extraction.words.phrases import Hit

__all__ = ["PASSING", "is_over"]

#: What may pass, with what its end means: it is not the case now, or nothing is known to be (it may come back).
PASSING: Final = {"acute_kidney_injury": False, "diabetes": None}
_REACH: Final = 12
#: What may stand between: how long ago, how treated, or the kidneys themselves; another illness may not.
_FILL: Final = (
    r"(?:,|\(|\)|:|-|–|/|\d[\d./]*|in|of|the|a|last|this|early|late|mid|years?|yrs?|months?|weeks?|days?|ago|back|since|was|"
    r"has|have|had|is|it|its|which|that|then|now|fully|completely|totally|spontaneously|itself|mostly|largely|all|"
    r"thankfully|luckily|later|soon|stage|grade|kdigo|episode|temporary|transient|kidneys?|renal|function|gfr|egfr|"
    r"needing|needed|requiring|required|treated|dialysis|dialysed|hd|crrt|cvvh|haemofiltration|briefly|once|mellitus|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|"
    r"winter|aki|induced|related|my|his|her|for|two|three|four|six|op|got|got better|gone|went)"
)
_CAUSE: Final = (
    r"(?:after|from|following|due to|secondary to|post|because of|during|on) (?:the |my |his |her |an? |high |dose )*"
    r"[a-z]+"
)
_OVER: Final = re.compile(rf"^(?:{_CAUSE} |{_FILL} )*?(?:recovered|resolved|reversed|cured)\b")
_PARTLY: Final = re.compile(r" ?(?:partially|partly|incompletely|poorly|a bit|a little|somewhat|only)\b")


def is_over(statements: Statements, hit: Hit) -> bool:
    """Whether the same part of the sentence says so: `AKI 2019, recovered`, `steroid DM resolved after the taper`."""
    behind = statements.tokens[hit.last + 1 : hit.last + 1 + _REACH]
    text = " ".join(token.norm for token in behind if token.sentence == statements.tokens[hit.first].sentence)
    told = _OVER.search(text)
    return told is not None and _PARTLY.match(text, told.end()) is None
