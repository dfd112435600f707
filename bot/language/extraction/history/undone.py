"""What became of something offered, planned or advised: it was refused, not begun, or done after all."""

from __future__ import annotations

import re
from typing import Final

from bot.language.extraction.history.statements import Statements
from bot.language.extraction.words.phrases import Hit

__all__ = ["outcome"]

_WINDOW: Final = 14  # tokens behind the thing in which its outcome is told
_END: Final = (
    r"(?: (?:it|that|them|this|one|any|yet|had|have|been|started|begun|done|taken|gone|happened|ahead|through|so|far|"
    r"decided|agreed|thanks|politely|now|myself|to)){0,4} ?(?:$|[.,;!)]|and\b|but\b|because\b|as\b|for\b)"
)
_REFUSED: Final = re.compile(
    r"\b(?:turned (?:it|that|them|this|one) down|turned down|said (?:no|never)|"
    r"declin(?:e|es|ed|ing)|refus(?:e|es|ed|ing)|"
    r"havent|hasnt|hadnt|(?:have|has|had|did|was|were|is) not|not (?:yet|done|started|taken|performed|carried out|"
    r"undertaken|pursued)|didnt|isnt|wasnt|"
    r"never (?:had|went|happened|did|took|started|got)|decided against|(?:dont|doesnt|didnt|do not|does not) want|"
    r"not (?:had|got|been)|none|"
    rf"backed out|pulled out|cancell?ed|called off|passed on)\b{_END}"
    r"|\b(?:still|glands?) (?:got |have |has |all )*(?:four|4|the lot|still in|in)\b"
    r" ?(?:place |there )?(?:$|[.,;!)])"
)
_DONE: Final = re.compile(
    r"\b(?:and|so|then|which) (?:i|he|she|we|they|finally|it)? ?(?:finally |then )?"
    r"(?:had (?:it|one|that)|got (?:it|one) done|got one|was done|went ahead|went through with it|started it|took it)\b"
)


def outcome(statements: Statements, hit: Hit) -> bool | None:
    """Return whether the thing offered before was done (`I had it`) or not (`turned it down`); None if not told."""
    tokens = statements.tokens[hit.last + 1 : hit.last + 1 + _WINDOW]
    after = " ".join(token.norm for token in tokens if token.kind != "break")
    done, refused = _DONE.search(after), _REFUSED.search(after)
    if done and not (refused and refused.start() < done.start()):
        return True
    return False if refused else None
