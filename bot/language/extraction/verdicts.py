"""What settles a thing named before: a tick in a box, `ruled it out`, a closing `so yes`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.language.extraction.phrases import Hit
from bot.language.extraction.tokens import Token

__all__ = ["concluded", "ticked"]

_WINDOW: Final = 16  # tokens behind a thing in which it is settled
_TICKS: Final = frozenset({"x", "✓", "✔", "✗", "✘", "yes", "y"})
_FULL: Final = frozenset({"☑", "☒", "✓", "✔", "✅"})
_EMPTY: Final = frozenset({"☐", "□"})
_RULED_OUT: Final = re.compile(
    r"\b(?:(?:ruled|rules|rule) (?:it |that |this |them |both )?out|excluded(?: it| that| this)?|"
    r"(?:came|come|was|were|is) (?:back )?(?:as )?(?:clear|negative|normal|benign|clean)|"
    r"turned out (?:to be )?(?:negative|not|nothing|benign|fine)|(?:was|is) not (?:it|that|the case)|wasnt (?:it|that)|"
    r"(?:doesnt|does not|dont|do not) have it)\b"
)
_PRONOUN: Final = re.compile(r"^(?:rule[sd]?|excluded) (?:it|that|this|them|both)\b")
_CONFIRMED: Final = re.compile(
    r"\b(?:confirmed|proved|proven)(?: it| that| by| on| in|$| [.,;])|\bturned out (?:to be )?(?:positive|true)\b"
)
_CLOSING: Final = re.compile(
    r"(?:[,;.-]|and|but) so (?:its |thats |it is |that is )?(?:a )?(yes|no)(?: then| really)? ?[.!]?$"
)


def ticked(tokens: Sequence[Token], hit: Hit) -> bool | None:
    """Read a box behind (`Cancer [ ]`, `Lupus [x]`) or, where the message begins with one, before a thing."""
    first = tokens[0].norm in _FULL | _EMPTY or _bracketed(tokens, 0) is not None
    if first:
        place = hit.first - 1
        if place >= 0 and tokens[place].norm in _FULL | _EMPTY:
            return tokens[place].norm in _FULL
        return next(
            (box for start in (place - 2, place - 1) if (box := _bracketed(tokens, start, place)) is not None), None
        )
    place = hit.last + 1
    if place < len(tokens) and tokens[place].norm in _FULL | _EMPTY:
        return tokens[place].norm in _FULL
    return _bracketed(tokens, place)


def _bracketed(tokens: Sequence[Token], place: int, last: int | None = None) -> bool | None:
    """Return whether `[x]` (true) or `[ ]` (false) stands at `place`, up to `last` if given; None if neither."""
    if place < 0 or place + 1 >= len(tokens) or tokens[place].norm != "[":
        return None
    if tokens[place + 1].norm == "]":
        return False if last in {None, place + 1} else None
    closed = place + 2 < len(tokens) and tokens[place + 2].norm == "]" and last in {None, place + 2}
    return True if closed and tokens[place + 1].norm in _TICKS else None


def concluded(tokens: Sequence[Token], hit: Hit, last: str) -> tuple[bool, bool] | None:
    """Return what became of a thing doubted before and whether it holds against anything said: `…, so yes`.

    `last`: the key of the thing named last, which alone a closing `so yes` or `so no` can mean.
    """
    if hit.key == last and len(tokens) > hit.last + 2:
        closing = _CLOSING.search(" ".join(token.norm for token in tokens[-6:]))
        if closing:
            return closing[1] == "yes", True
    after = " ".join(token.norm for token in tokens[hit.last + 1 : hit.last + 1 + _WINDOW])
    told = _RULED_OUT.search(after)
    if told:
        return False, _PRONOUN.search(told[0]) is not None
    return (True, False) if _CONFIRMED.search(after) else None
