"""Numbers as people write and say them: `9,5`, `7..9`, `12,300`, `nine point oh`, `five hundred sixty-six`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from bot.language.extraction.words.tokens import Token

__all__ = ["SMALL_WORDS", "Number", "read_digits", "read_number"]

_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
SMALL_WORDS: Final[Mapping[str, int]] = MappingProxyType(
    {**{word: value for value, word in enumerate(_ONES)}, **_TENS, "oh": 0, "nought": 0, "nil": 0, "fourty": 40,
     "ninty": 90, "fivety": 50, "tree": 3, "sevn": 7, "fiv": 5, "eigth": 8, "nien": 9}
)  # fmt: skip
_HEADS: Final = frozenset(SMALL_WORDS) - {"oh", "nil", "tree"} | {"a", "point", "half"}
# "This one" and "I don't take one" count nothing, unless the number goes on ("have one point two").
_POINTING: Final = frozenset(
    (
        "old older newer current earlier previous right correct wrong only same second later good bad third newest "
        "oldest big small main fresh last this that latest recent which the first next other new "
        "take takes took taken taking have has had having get got getting use using want need find"
    ).split()
)
#: Of what one or two are taken: `two of my potassium results`.
_WHOLE: Final = frozenset({"my", "his", "her", "our", "their", "these", "those", "them"})
_TELLS: Final = frozenset(
    "came comes is was were says said showed shows reads went has had looks seems that which".split()
)
_POINT: Final = frozenset({"point", "dot", "decimal", "comma"})
_GOES_ON: Final = _POINT | {"hundred", "thousand"}
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3},\d{3}\.\d+")
_GROUPED_DOTS: Final = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}\.\d{3},\d+")
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2},\d{3}")
_THOUSANDS_DOT: Final = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_MOST_DIGITS: Final = 15
_DIGITS: Final = re.compile(r"[.,]*\d[\d.,]*|[.,]?\d+(?:[.,]\d+)?e[+\-]?\d{1,3}")
_UNIT_STARTS: Final = frozenset({"mg", "g", "mmol", "umol", "pmol", "nmol", "ng", "pg", "ug", "meq", "u", "iu"})
# Names of what is counted in thousands, and the words between such a name and its number.
_COUNTED: Final = frozenset(
    {"pth", "ipth", "ferritin", "hormone", "parathormon", "parathyroid", "of", "is", "was", "=", ":"}
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text: its value, the tokens `[first, last]` it stands on, and the other reading of `12,300`."""

    value: Decimal
    first: int
    last: int
    grouped: Decimal | None = None
    spoken: bool = False

    @property
    def whole(self) -> int | None:
        """The value as a whole number, or None when it has decimals."""
        return int(self.value) if self.value == self.value.to_integral_value() else None


def read_digits(raw: str) -> tuple[Decimal, Decimal | None] | None:
    """Return the value of a number in digits and, for `12,300`, also its reading as thousands; None if it is none.

    >>> read_digits("7..9")
    (Decimal('7.9'), None)
    """
    if len(raw) > _MOST_DIGITS + 3 or not _DIGITS.fullmatch(raw):
        return None
    if "e" in raw:
        return Decimal(raw.replace(",", ".")), None
    if _GROUPED.fullmatch(raw):
        return Decimal(raw.replace(",", "")), None
    if _GROUPED_DOTS.fullmatch(raw):
        return Decimal(raw.replace(".", "").replace(",", ".")), None
    if _THOUSANDS.fullmatch(raw):
        return Decimal(raw.replace(",", ".")), Decimal(raw.replace(",", ""))
    if _THOUSANDS_DOT.fullmatch(raw):
        return Decimal(raw), Decimal(raw.replace(".", ""))
    plain = re.sub(r"[.,]+", ".", raw)
    if plain.count(".") > 1:
        return None
    return Decimal("0" + plain if plain.startswith(".") else plain), None


def read_number(tokens: Sequence[Token], start: int) -> Number | None:
    """Return the number that begins at token `start`, in digits, in words, or mixed (`9 point 5`, `5 and a half`)."""
    token = tokens[start]
    if token.kind == "number":
        return _from_digits(tokens, start)
    if token.kind == "word" and token.norm in _HEADS and not _points(tokens, start):
        return _digit_pair(tokens, start) or _from_words(tokens, start)
    return None


def _digit_pair(tokens: Sequence[Token], start: int) -> Number | None:
    """Read `potassium six four mmol/L`: two digits said behind a name or `was`, and nothing but a unit or the end."""
    if start == 0 or start + 1 >= len(tokens):
        return None
    pair = [SMALL_WORDS.get(token.norm, 10) for token in tokens[start : start + 2]]
    if max(pair) > 9 or pair[0] == 0 or tokens[start - 1].kind != "word" or tokens[start - 1].norm in SMALL_WORDS:
        return None
    after = tokens[start + 2] if start + 2 < len(tokens) else None
    if after is None or after.kind == "break" or after.norm in _UNIT_STARTS | {".", ",", ";", "!"}:
        return Number(Decimal(f"{pair[0]}.{pair[1]}"), start, start + 1, spoken=True)
    return None


def _points(tokens: Sequence[Token], start: int) -> bool:
    """Whether a "one" stands for something named before, or for one of several."""
    following = tokens[start + 1].norm if start + 1 < len(tokens) else ""
    if following == "of" and (tokens[start].norm == "one" or _is(tokens, start + 2, _WHOLE)):
        return True
    if tokens[start].norm != "one" or start == 0:
        return False
    if following in _TELLS and tokens[start - 1].kind == "word":
        return True
    return tokens[start - 1].norm in _POINTING and following not in _GOES_ON


def _from_digits(tokens: Sequence[Token], start: int) -> Number | None:
    read = read_digits(tokens[start].norm)
    if read is None:
        return None
    value, grouped = read
    if value == value.to_integral_value() and grouped is None:
        fraction, last = _fraction(tokens, start + 1)
        if last > start:
            return Number(value + fraction, start, last, spoken=True)
        spaced = _spaced_point(tokens, start) or _spaced_thousands(tokens, start)
        if spaced is not None:
            return spaced
    return Number(value, start, start, grouped)


def _spaced_point(tokens: Sequence[Token], start: int) -> Number | None:
    """Read `9 .8` and `9. 8`, a slip of the thumb: the point touches one of two numbers, then a unit or the end."""
    if start + 1 >= len(tokens):
        return None
    here, following = tokens[start], tokens[start + 1]
    gap = following.start - here.end
    if following.kind == "number" and following.norm[0] in ".," and gap == 1 and len(following.norm) <= 3:
        return Number(Decimal(here.norm + "." + following.norm[1:]), start, start + 1)
    digit = tokens[start + 2] if start + 2 < len(tokens) else None
    if following.norm == "." and gap <= 1 and digit is not None and digit.norm.isdigit() and len(digit.norm) == 1:
        ends = start + 3 >= len(tokens) or tokens[start + 3].kind == "break" or tokens[start + 3].norm in _UNIT_STARTS
        if ends and digit.start - following.end == 1:
            return Number(Decimal(f"{here.norm}.{digit.norm}"), start, start + 2)
    return None


def _spaced_thousands(tokens: Sequence[Token], start: int) -> Number | None:
    """Read `1 200 pg/mL`: one digit, one blank and three digits, before a unit or right behind its name."""
    here, following = tokens[start], tokens[start + 1] if start + 1 < len(tokens) else tokens[start]
    if here.norm[0] == "0" or not _is_triple(following) or following.start - here.end != 1:
        return None
    counted = [token.norm for token in tokens[start + 2 : start + 4]]
    if (
        len(here.norm) <= 2
        and here.norm.isdigit()
        and counted[:1] == ["/"]
        and counted[1:] in (["ul"], ["mm"], ["mcl"], ["cumm"])
    ):
        return Number(Decimal(here.norm + following.norm), start, start + 1)
    if len(here.norm) != 1:
        return None
    after = tokens[start + 2] if start + 2 < len(tokens) else None
    united = after is not None and after.norm in _UNIT_STARTS - {"g", "mmol"}
    ends = after is None or (
        after.kind == "break" or (after.norm in {",", ".", ";"} and not _digit_after(tokens, after))
    )
    if united or (ends and start > 0 and tokens[start - 1].norm in _COUNTED):
        return Number(Decimal(here.norm + following.norm), start, start + 1)
    return None


def _is_triple(token: Token) -> bool:
    return len(token.norm) == 3 and token.norm.isdigit()


def _digit_after(tokens: Sequence[Token], token: Token) -> bool:
    return token.index + 1 < len(tokens) and tokens[token.index + 1].kind == "number"


def _from_words(tokens: Sequence[Token], start: int) -> Number | None:
    total = group = Decimal(0)
    index, seen, hundred = start, False, False
    if tokens[index].norm == "a":
        if not _is(tokens, index + 1, {"hundred", "thousand"}):
            return None
        group, index, seen = Decimal(1), index + 1, True
    while index < len(tokens):
        word = tokens[index].norm
        if word in SMALL_WORDS and (not seen or _continues(group, SMALL_WORDS[word], after_hundred=hundred)):
            spoken_hundreds = 0 < group < 10 and SMALL_WORDS[word] >= 10
            group = group * (100 if spoken_hundreds else 1) + SMALL_WORDS[word]
        elif word == "hundred" and seen and 0 < group < 100:
            group, hundred = group * 100, True
        elif word == "thousand" and seen and group:
            total, group, hundred = total + group * 1000, Decimal(0), True
        elif word == "and" and hundred and _is(tokens, index + 1, SMALL_WORDS):
            pass
        else:
            break
        seen, index = True, index + 1
    if not seen and tokens[start].norm == "half":
        return Number(Decimal("0.5"), start, start, spoken=True) if _is(tokens, start + 1, {"a", "an"}) else None
    fraction, last = _fraction(tokens, index)
    if not seen and last < index:
        return None
    return Number(total + group + fraction, start, max(last, index - 1), spoken=True)


def _continues(group: Decimal, value: int, *, after_hundred: bool) -> bool:
    """Whether `value` can follow within one number: `twenty` + `eight`, `five hundred` + `sixty`."""
    if group % 100 == 0 and after_hundred:
        return True
    if 0 < group < 10 and 10 <= value < 100:  # "eight fifty" is said for 850
        return True
    return value < 10 and value > 0 and group % 100 >= 20 and group % 10 == 0


def _fraction(tokens: Sequence[Token], index: int) -> tuple[Decimal, int]:
    """Read `point four five`, `point 5` or `and a half` at `index`: its value, its last token (else before `index`)."""
    if _is(tokens, index, {"and"}) and _is(tokens, index + 1, {"a"}) and _is(tokens, index + 2, {"half", "quarter"}):
        return Decimal("0.5" if tokens[index + 2].norm == "half" else "0.25"), index + 2
    if not _is(tokens, index, _POINT):
        return Decimal(0), index - 1
    digits, last = _said_digits(tokens, index + 1)
    return (Decimal("0." + digits), last) if digits else (Decimal(0), index - 1)


def _said_digits(tokens: Sequence[Token], index: int) -> tuple[str, int]:
    """Read the digits after `point`: `oh five`, `25`, `twenty five`; at most three words."""
    digits, position = "", index
    while position < min(index + 3, len(tokens)):
        word = tokens[position].norm
        if word.isascii() and word.isdigit() and len(word) <= 3:
            digits += word
        elif (
            word in SMALL_WORDS and SMALL_WORDS[word] < 10 and digits[-1:] == "0" and tokens[position - 1].norm in _TENS
        ):
            digits = digits[:-1] + str(SMALL_WORDS[word])
        elif word in SMALL_WORDS:
            digits += str(SMALL_WORDS[word])
        else:
            break
        position += 1
    return digits, position - 1


def _is(tokens: Sequence[Token], index: int, words: frozenset[str] | set[str] | Mapping[str, int]) -> bool:
    return 0 <= index < len(tokens) and tokens[index].norm in words
