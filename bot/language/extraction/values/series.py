"""Signs that a further number belongs to a series of values of the test named before."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.extraction.values.found import Material
from bot.language.extraction.values.quantities import Quantity
from bot.language.extraction.words.dates import month_number

__all__ = ["TWO_SIDED", "dated_line", "is_year_label", "runs_on", "starred", "timed"]

#: Tests whose printed range has an upper end, so that `4.2 > 6.9` is an arrow and no bound.
TWO_SIDED = frozenset(
    {"potassium", "calcium", "phosphate", "pth", "inr", "crp", "glucose", "lactate", "urea", "creatinine"}
)
_RUN = frozenset(
    {
        ",",
        "|",
        ";",
        "and",
        "&",
        "/",
        "-",
        "--",
        "---",
        "or",
        "maybe",
        "perhaps",
        "then",
        ".",
        ">",
        "h",
        "l",
        "hh",
        "ll",
        "*",
    }
)
_SEXES = frozenset("m f male female man woman lady gentleman gent yo y yr yrs year years boy girl".split())
_FLAGS = frozenset({"h", "l", "hh", "ll"})
_MOST_BETWEEN = 4
_THINGS = frozenset(
    "plaques ulcers sores wounds lesions nodules patches lumps areas sites sessions treatments tablets pills binders "
    "infusions doses patients children kids toes fingers legs thighs admissions episodes biopsies stents units".split()
)
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


def runs_on(material: Material, quantity: Quantity, words: Sequence[str], *, same: bool) -> bool:
    """Whether a number behind a value is one more value of the same test: `K 4.2 5.1 6.9`, `4.2, 5.1 and 6.9`.

    Not a pressure (`140/80`), not an age (`57 M`), not the value of a test that is named behind it.
    """
    if not (same or (len(words) > 1 and set(words) == {"."})):  # `4.2 ... 6.9` goes on, `4.2. 6.9` does not
        return False
    if quantity.refused is not None or quantity.bracketed or len(words) > _MOST_BETWEEN or not set(words) <= _RUN:
        return False
    if quantity.comparator not in {None, ">"}:
        return False
    if any(0 < each.first - quantity.last <= 3 for each in material.mentions):
        return False
    end = material.tokens[quantity.last].end
    behind = material.tokens[quantity.last + 1 : quantity.last + 3]
    if behind and behind[0].start == end and behind[0].norm.isalpha() and behind[0].norm not in _FLAGS:
        return False
    if behind and _counted(quantity, behind[0].norm):  # `Ca 8.9, two plaques`
        return False
    told = next((token.norm for token in behind if token.norm not in {",", "(", "/"}), "")
    pressure = bool(behind) and behind[0].norm == "/" and behind[0].start == end and "/" not in words
    return told not in _SEXES and not pressure


def _counted(quantity: Quantity, word: str) -> bool:
    """Whether a whole number counts the things named behind it."""
    return quantity.unit is None and quantity.value % 1 == 0 and word in _THINGS
