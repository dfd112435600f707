"""Signs that a further number belongs to a series of values of the test named before."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.extraction.values.found import Material
from bot.language.extraction.values.quantities import Quantity
from bot.language.extraction.words.dates import month_number

__all__ = ["dated_line", "is_year_label", "starred", "timed"]

_BEFORE_TIME = frozenset({"(", "[", "in", "on", "last", "this", "early", "late"})


def timed(material: Material, quantity: Quantity) -> bool:
    """Whether a month or a date stands right behind the number: `6.2 (Aug)`, `455 in January`."""
    for token in material.tokens[quantity.last + 1 : quantity.last + 4]:
        if token.kind == "date" or (token.kind == "word" and len(token.norm) <= 9 and month_number(token.norm)):
            return True
        if token.norm not in _BEFORE_TIME:
            return False
    return False


def dated_line(material: Material, quantity: Quantity) -> bool:
    """Whether the line is a date and this number only, one of a series under a heading."""
    line = material.lines[material.tokens[quantity.number].line]
    return line[0].kind == "date" and len(material.line_quantities(line[0].line)) == 1


def is_year_label(quantity: Quantity) -> bool:
    """Whether a number that is no result is a year, as in `2024: 450, 2025: 720`."""
    return quantity.refused == "context" and 1990 <= quantity.value <= 2099


def starred(words: Sequence[str]) -> bool:
    """Whether a star marks the number as a correction of the one before: `7.9 *9.7`."""
    return words[-1:] == ["*"] or words[:1] == ["*"]
