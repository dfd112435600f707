"""Results written as one text, as forms, commands and interfaces send them: `"<5 pg/mL"`, `"10,6 mg/dL"`, `9`."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from bot.clinical.numbers import typed_number
from bot.errors import InputError

__all__ = ["parse_result"]

_RESULT = re.compile(
    r"(?P<sign><=|>=|<|>|≤|≥)?\s*(?P<number>-?[\d.,]*\d(?:e[+-]?\d{1,4})?)\s*(?P<unit>\D.{0,40})?",
    re.IGNORECASE | re.DOTALL,
)
_SIGNS = {"≤": "<=", "≥": ">="}
_THOUSANDS = re.compile(r"\d{1,3},\d{3}")
_LONGEST = 80


def parse_result(value: object, field: str) -> tuple[str | None, Decimal, str | None]:
    """Return (comparator, number, unit as typed) of one result.

    A decimal comma is read as a point; a comma before exactly three digits could mean either and is refused.
    Raises `InputError` (IN101–IN104 as `typed_number`, IN107 for an unclear comma).
    """
    if not isinstance(value, str):
        return None, typed_number(value, field), None
    text = unicodedata.normalize("NFKC", value[: _LONGEST + 1]).strip()
    match = _RESULT.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None, typed_number(text, field), None
    number = match["number"]
    if _THOUSANDS.fullmatch(number):
        message = "The comma could mark thousands or decimals."
        raise InputError(message, code="IN107", field=field, remedy="Write the number with a point.")
    sign = match["sign"]
    plain = number.replace(",", ".") if number.count(",") == 1 and "." not in number else number
    return _SIGNS.get(sign, sign), typed_number(plain, field), (match["unit"] or "").strip() or None
