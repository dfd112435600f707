"""Numbers that may be laboratory results, told apart from doses, times, sizes, ages, years and order numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from bot.language.extraction.words.dates import month_number
from bot.language.extraction.words.numbers import Number, read_number
from bot.language.extraction.words.tokens import Token
from bot.language.extraction.words.units import Unit, UnitReader

__all__ = ["Quantity", "QuantityReader"]

_INTAKE: Final = frozenset({"take", "takes", "taking", "took", "prescribed", "dose", "supplement", "given"})
_RANGE: Final = frozenset({"-", "to", "–", "till"})
_LEAST_DOSE: Final = 20
_MOST_PLAIN_DIGITS: Final = 6
_DAY_PARTS: Final = (
    *(("in", "the", each) for each in ("morning", "afternoon", "evening", "night")),
    *(("this", each) for each in ("morning", "afternoon", "evening")),
    ("at", "night"), ("last", "night"), ("oclock",), ("tonight",), ("yesterday",), ("sharp",),
)  # fmt: skip
_SPANS: Final = frozenset({"day", "week", "visit", "session"})
_LEADS_SPAN: Final = frozenset(
    {"last", "this", "next", "past", "previous", "prior", "the", "a", "other", "same", "that"}
)
_UNTIL: Final = frozenset({"by", "until", "till", "before"})
_TIME: Final = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5]\d")
_AFTER_TIME: Final = frozenset({".", ",", ";", "!", "?", ")", "am", "pm", "today", "tomorrow", "tonight", "and", "or"})
_DASHED: Final = re.compile(r"[a-zA-Z)+:=] ?-\d")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what stands around it, on the tokens `[first, last]` (comparator and unit included).

    `high` is the upper end of a range. `grouped` is the other reading of `12,300`. `refused` says why it can be no
    result (`dose`, `context`, `bound` that was not reached), None if it can. `bracketed`: it stands inside brackets.
    """

    value: Decimal
    first: int
    number: int
    last: int
    comparator: str | None = None
    unit: Unit | None = None
    high: Decimal | None = None
    grouped: Decimal | None = None
    refused: str | None = None
    bracketed: bool = False

    @property
    def concentration(self) -> bool:
        """Whether a concentration unit was typed with it."""
        return self.unit is not None and self.unit.concentration


class QuantityReader:
    """Reads the quantities of a message. Built from the `numbers` and `units` parts of the lexicon."""

    def __init__(self, units: UnitReader, data: Mapping[str, Any], comparators: Mapping[str, str]) -> None:
        self._comparators = {tuple(words.split()): sign for words, sign in comparators.items()}
        self._units = units
        self._not_after = frozenset(data["not_after"])
        self._not_before = frozenset(each for each in data["not_before"] if " " not in each)
        self._dose_units = frozenset(data["dose_units"])
        self._dose_words = frozenset(each for each in data["dose_words"] if " " not in each)
        self._dose_phrases = [tuple(each.split()) for each in data["dose_words"] if " " in each]

    def read(self, tokens: Sequence[Token], low: str, text: str, names: Set[int]) -> list[Quantity]:
        """Return the quantities of a message in order. `names`: tokens that are part of a test's name."""
        found: list[Quantity] = []
        depth = index = 0
        while index < len(tokens):
            token = tokens[index]
            depth = _depth(depth, token)
            number = None if index in names else read_number(tokens, index)
            if number is None or not names.isdisjoint(range(number.first, number.last + 1)):
                index += 1
                continue
            quantity = replace(self._quantity(tokens, low, text, number, names), bracketed=depth > 0)
            found.append(quantity)
            index = quantity.last + 1
        return found

    def _quantity(self, tokens: Sequence[Token], low: str, text: str, number: Number, names: Set[int]) -> Quantity:
        comparator, first = self._comparator(tokens, number.first, names)
        unit, last = self._unit(tokens, low, number.last, names)
        high, grouped = None, number.grouped
        between = first > 0 and tokens[first - 1].norm == "between"
        joins = last + 2 < len(tokens) and (
            tokens[last + 1].norm in _RANGE or (between and tokens[last + 1].norm == "and")
        )
        if joins and last + 2 not in names:
            upper = read_number(tokens, last + 2)
            if upper is not None and upper.value > number.value and not _is_change(tokens, first):
                high = upper.value
                unit_after, last = self._unit(tokens, low, upper.last, names)
                unit = unit_after or unit
        value = -number.value if _is_negative(tokens, text, first, named=first - 2 in names) else number.value
        quantity = Quantity(value, first, number.first, last, comparator, unit, high, grouped)
        return replace(quantity, refused=self._refused(tokens, text, number, quantity, names))

    def _comparator(self, tokens: Sequence[Token], first: int, names: Set[int]) -> tuple[str | None, int]:
        """Return the comparator before token `first`, and where it begins."""
        for length in (3, 2, 1):
            start = first - length
            if start >= 0 and names.isdisjoint(range(start, first)):
                sign = self._comparators.get(tuple(token.norm for token in tokens[start:first]))
                if sign is not None:
                    return sign, start
        return None, first

    def _unit(self, tokens: Sequence[Token], low: str, last: int, names: Set[int]) -> tuple[Unit | None, int]:
        """Return the unit after token `last` and the last token it covers."""
        if last + 1 >= len(tokens) or tokens[last + 1].kind == "break":
            return None, last
        unit = self._units.read(low, tokens[last].end)
        if unit is None:
            return None, last
        end = last
        while end + 1 < len(tokens) and tokens[end + 1].start < unit.end:
            end += 1
        if any(place in names for place in range(last + 1, end + 1)):
            return None, last
        if "(" in low[tokens[last].end : unit.start] and self._lists_units(tokens[end + 1 : end + 3]):
            return None, last
        if unit.text in {"10*3", "10*9"} and end + 1 < len(tokens) and _names_next(tokens[end + 1]):
            return None, last
        return unit, end

    def _lists_units(self, tokens: Sequence[Token]) -> bool:
        """Whether another unit follows behind a comma: `3.3 (mg/dL, g/dL)` are the units of several values."""
        return len(tokens) > 1 and tokens[0].norm == "," and self._units.may_start(tokens[1].norm)

    def _refused(
        self, tokens: Sequence[Token], text: str, number: Number, quantity: Quantity, names: Set[int]
    ) -> str | None:
        if quantity.concentration and quantity.unit and quantity.unit.text not in {"mmHg", "kPa"}:
            return None
        amount = quantity.unit is not None and quantity.unit.text in self._dose_units
        if amount and not self._short_unit(tokens, quantity, names):
            return "dose"
        if quantity.unit is not None and not quantity.concentration and self._near_dose(tokens, quantity):
            return "dose"
        if (
            self._wrong_neighbours(tokens, text, number, quantity, names)
            or _labels_year(tokens, number)
            or (quantity.unit is None and _is_time(tokens, number, quantity.first, names))
        ):
            return "context"
        whole = number.whole is not None and number.value >= 20
        return "dose" if whole and quantity.unit is None and self._near_dose(tokens, quantity) else None

    def _short_unit(self, tokens: Sequence[Token], quantity: Quantity, names: Set[int]) -> bool:
        """`ALP 230 U`, `ferritin 800 ng`: a unit behind a name that lost its volume, with no word of dosing near."""
        unit = quantity.unit.text if quantity.unit else ""
        small = unit == "mg" and quantity.value <= _LEAST_DOSE  # of nothing that is measured so little is taken
        return (
            (small or unit in {"U", "iU", "ng"})
            and quantity.first - 1 in names
            and not self._near_dose(tokens, quantity)
        )

    def _wrong_neighbours(
        self, tokens: Sequence[Token], text: str, number: Number, quantity: Quantity, names: Set[int]
    ) -> bool:
        before = tokens[quantity.first - 1] if quantity.first else None
        after = tokens[quantity.last + 1] if quantity.last + 1 < len(tokens) else None
        raw = tokens[number.first].norm
        if raw.isdigit() and (len(raw) > _MOST_PLAIN_DIGITS or (len(raw) > 1 and raw.startswith("0"))):
            return True
        named = before is not None and before.index in names
        beside = before is not None and not named and before.line == tokens[quantity.first].line
        if before is not None and beside and _is_year(number, before):
            return True
        if before is not None and beside and before.norm in self._not_after and not _is_span(tokens, number, before):
            return True
        if quantity.unit is None and _is_day(tokens, number, before, named=named):
            return True
        if after is None or after.line != tokens[quantity.last].line:
            return False
        times = quantity.last + 2 < len(tokens) and (
            after.norm in {"/", "x", "×"}
            or (after.norm == "*" and tokens[quantity.last + 2].kind == "number" and not _starred(tokens, after))
        )
        if times:
            return after.norm != "/" or (
                tokens[quantity.last + 2].norm in {"10", "52", "12", "7"}
                and after.start == tokens[number.last].end
                and not named
            )
        if (
            number.whole is not None
            and quantity.unit is None
            and _counts(tokens[quantity.last + 1 :][:3], number, names)
        ):
            return True
        if after.norm == '"' and text.count('"') % 2 == 0:
            return False
        if after.norm in self._not_before:
            return not (len(after.norm) == 1 and text[after.start : after.end].isupper())
        return False

    def _near_dose(self, tokens: Sequence[Token], quantity: Quantity) -> bool:
        """Whether a word of dosing stands within three words after the amount, or four before it, in its clause."""
        after = [word for word in _clause(tokens[quantity.last + 1 : quantity.last + 5])[:3] if word not in _INTAKE]
        before = _clause(tokens[max(0, quantity.first - 4) : quantity.first][::-1])
        if not self._dose_words.isdisjoint(after) or not _INTAKE.isdisjoint(before):
            return True
        words = tuple(_clause(tokens[quantity.last + 1 : quantity.last + 7]))
        return any(
            words[start : start + len(phrase)] == phrase
            for phrase in self._dose_phrases
            for start in range(min(3, len(words)))
        )


def _is_span(tokens: Sequence[Token], number: Number, before: Token) -> bool:
    """`4.2 last week 6.9`: the word before tells the time of a value and is not counted by it, as in `week 6`."""
    if before.norm not in _SPANS:
        return False
    led = before.index > 0 and tokens[before.index - 1].norm in _LEADS_SPAN
    return led or number.whole is None


def _counts(after: Sequence[Token], number: Number, names: Set[int]) -> bool:
    """`Six lectures on potassium`, `and five on albumin`: a number of things that are about the test."""
    words = [token.norm for token in after]
    if number.spoken and words[:1] in (["on"], ["about"]) and len(after) > 1:
        return after[1].index in names
    thing = len(words) == 3 and len(words[0]) > 3 and words[0].endswith("s") and after[0].kind == "word"
    return thing and words[1] in {"on", "about", "regarding", "concerning"} and after[2].index in names


def _clause(tokens: Sequence[Token]) -> list[str]:
    words: list[str] = []
    for token in tokens:
        if token.kind in {"break", "number"} or token.norm in {",", ";", ".", "(", ")"}:
            break
        words.append(token.norm)
    return words


def _depth(depth: int, token: Token) -> int:
    if token.kind == "break":
        return 0
    if token.norm in {"(", "["}:
        return depth + 1
    return max(0, depth - 1) if token.norm in {")", "]"} else depth


def _is_negative(tokens: Sequence[Token], text: str, first: int, *, named: bool) -> bool:
    """`Potassium -4` and `minus 4`; not `K - 4`, `2-4`, nor a list whose items are all written `Ca -9`."""
    before = tokens[first - 1] if first else None
    if before is None or before.norm not in {"-", "minus", "negative"}:
        return False
    if before.norm != "-":
        return named or (first > 1 and tokens[first - 2].norm in {"is", "was", "of", "=", ":", "at"})
    tight = before.end == tokens[first].start and text[before.start - 1 : before.start] in {" ", "\t", ":", "="}
    return tight and len(_DASHED.findall(text)) == 1


def _starred(tokens: Sequence[Token], star: Token) -> bool:
    """Whether a star touches only the number behind it: `45 *4.5` puts right what was typed."""
    return star.start > tokens[star.index - 1].end and tokens[star.index + 1].start == star.end


def _is_time(tokens: Sequence[Token], number: Number, first: int, names: Set[int]) -> bool:
    """`At two in the morning`, `half past seven`, `come in by 10.30`: a time of day, unless a name stands before."""
    if first and tokens[first - 1].norm in _UNTIL and _TIME.fullmatch(tokens[first].norm):
        behind = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
        return behind is None or behind.kind == "break" or behind.norm in _AFTER_TIME
    if number.whole is None or not 0 < number.value <= 12 or first == 0:
        return False
    before = tokens[first - 1]
    if before.norm in {"past", "til"} or (before.norm in {"to", "till"} and first > 1 and _clock(tokens[first - 2])):
        return first > 1 and (_clock(tokens[first - 2]) or tokens[first - 2].kind == "number")
    if before.norm not in {"at", "around", "about", "by", "since", "before", "after", "until"}:
        return False
    if first > 1 and (first - 2 in names or tokens[first - 2].norm in {"is", "was", "sits", "sitting", "running"}):
        return False
    after = tuple(token.norm for token in tokens[number.last + 1 : number.last + 4])
    return any(after[: len(each)] == each for each in _DAY_PARTS)


def _is_day(tokens: Sequence[Token], number: Number, before: Token | None, *, named: bool) -> bool:
    """`3 March`, `on 7 May`, `March 3: 7.1`: the day of a month."""
    if number.whole is None or number.spoken or not 1 <= number.value <= 31:
        return False
    after = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
    if after is not None and after.kind == "word" and len(after.norm) <= 9 and month_number(after.norm):
        if named:  # `CRP 3 March 40 mg/L`
            return any(token.kind == "number" for token in tokens[number.last + 2 : number.last + 4])
        return (
            after.norm not in {"may", "march"} or before is None or before.norm in {"on", "the", "and", ",", "(", "\n"}
        )
    if named or before is None or before.kind != "word" or len(before.norm) > 9 or not month_number(before.norm):
        return False
    return after is not None and after.norm in {":", "-", "="}


def _clock(token: Token) -> bool:
    return token.norm in {"half", "quarter", "five", "ten", "twenty", "minutes"}


def _is_change(tokens: Sequence[Token], first: int) -> bool:
    """In `went from 5.1 to 5.9` the two are an old and a new value, not a range."""
    return any(
        token.norm
        in {"from", "went", "rose", "dropped", "fell", "jumped", "climbed", "increased", "decreased", "up", "down"}
        for token in tokens[max(0, first - 3) : first]
    )


def _names_next(token: Token) -> bool:
    """Whether what stands behind a `K` makes it the name of potassium: `6.9 K 4.2`, `6.9 K post 4.2`."""
    return token.kind == "number" or token.norm in {"pre", "post"}


def _labels_year(tokens: Sequence[Token], number: Number) -> bool:
    """`2024: 450`, `2025 - 720`, `(2024) 450`: a year, and behind it the number it tells the time of."""
    whole = number.whole
    if whole is None or number.spoken or not 1990 <= whole <= 2099 or number.last + 2 >= len(tokens):
        return False
    if number.first and [tokens[number.first - 1].norm, tokens[number.last + 1].norm] == ["(", ")"]:
        behind = tokens[number.last + 2 : number.last + 4]
        return any(token.kind == "number" for token in behind[: 2 if behind[0].norm in {":", "=", "-"} else 1])
    return tokens[number.last + 1].norm in {":", "-", "="} and tokens[number.last + 2].kind == "number"


def _is_year(number: Number, before: Token) -> bool:
    whole = number.whole
    if whole is None or not 1900 <= whole <= 2099:
        return False
    return before.norm in {
        "in",
        "since",
        "from",
        "until",
        "till",
        "year",
        "of",
        "ptx",
        "p",
        "circa",
        "early",
        "late",
        "summer",
        "spring",
        "winter",
        "autumn",
        "fall",
    } or bool(month_number(before.norm))
