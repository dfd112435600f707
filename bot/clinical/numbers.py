"""Exact numbers: rationals inside, decimals at the edge, half-up rounding only where a person reads."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

from bot.errors import InputError

__all__ = ["as_decimal", "exact", "rounded", "sane", "typed_number"]

_WIDE = Context(prec=28)
_ROUNDING = Context(prec=400)
_LONGEST = 30
_MOST_DIGITS = 15
_WRITE = "Write it in digits, for example 9.6."


@lru_cache(maxsize=2048)
def exact(text: str | int | Fraction | Decimal) -> Fraction:
    """Return the exact rational of `"2.5"`, `"1/4.0078"`, a whole number or a decimal; `ValueError` otherwise."""
    if isinstance(text, str) and "/" in text:
        above, below = text.split("/", 1)
        return Fraction(above) / Fraction(below)
    return Fraction(text)


def as_decimal(value: Fraction) -> Decimal:
    """Return `value` as a decimal of at most 28 digits, without trailing zeros and never in powers of ten."""
    number = _WIDE.divide(Decimal(value.numerator), Decimal(value.denominator)).normalize(_WIDE)
    return Decimal(f"{number:f}")


def rounded(value: Fraction | Decimal | float, decimals: int) -> str:
    """Return `value` rounded half-up to `decimals` places, for display only."""
    number = as_decimal(value) if isinstance(value, Fraction) else Decimal(str(value))
    result = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_ROUNDING)
    return f"{result if result else abs(result):f}"


def sane(number: Decimal) -> bool:
    """Whether a finite number has a size that arithmetic should be spent on (10⁻¹⁵ to 10¹⁵, or zero)."""
    return not number or -_MOST_DIGITS <= number.adjusted() <= _MOST_DIGITS


def typed_number(value: object, field: str) -> Decimal:
    """Return the finite, non-negative decimal that was sent as a number or as its text.

    Raises `InputError` (IN101 not a number, IN102 not finite, IN103 negative, IN104 too large or too long).
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        raise InputError("This is not a number.", code="IN101", field=field, remedy=_WRITE)
    text = str(value).strip()
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise InputError("This is not a number.", code="IN101", field=field, remedy=_WRITE) from None
    if not number.is_finite():
        raise InputError("This is not a finite number.", code="IN102", field=field, remedy=_WRITE)
    if number < 0:
        message = "A laboratory value or measure cannot be negative."
        raise InputError(message, code="IN103", field=field, remedy="Check the number.")
    if not sane(number) or len(text) > _LONGEST:
        message = "This number is too large, too small or has too many digits."
        raise InputError(message, code="IN104", field=field, remedy="Check the number and its unit.")
    return number
