"""JSON that means one thing only: no duplicate keys, no NaN, no bottomless nesting; numbers exact."""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from bot.api.imports.result import MAX_BYTES, NotParsed, TooLarge, WrongType
from bot.errors import InputError

__all__ = ["MAX_DEPTH", "decode", "loads"]

MAX_DEPTH = 64  # brackets inside brackets; four nested Bundles need fewer than 30
_LONGEST_INTEGER = 30
_LONGEST_FRACTION = 100
# An open string matches up to the end, so that the search stays linear for any input.
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)', re.DOTALL)
_NO_BRACKET = re.compile(r"[^\[\]{}]+")
_PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def decode(body: bytes) -> str:
    """Return the UTF-8 text of a body; `TooLarge`, or `NotParsed` when it is not UTF-8 text."""
    if len(body) > MAX_BYTES:
        raise TooLarge("That is larger than 1 MB.", code="IM101", remedy="Send fewer results at a time.")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotParsed("The text is not UTF-8.", code="IM102", remedy="Save the file as UTF-8.") from None


def loads(body: bytes) -> Any:
    """Return the JSON value of `body`; fractions as `Decimal`.

    Raises `TooLarge`, `WrongType` (XML), `NotParsed` (not JSON, NaN, infinity, half a character), and `InputError`
    (IM106 a key twice, IM107 nested too deeply).
    """
    text = decode(body)
    if text.lstrip()[:1] == "<":
        raise WrongType("This is XML. Only JSON is read.", code="IM103", remedy="Export the data as FHIR JSON.")
    if _HALF.search(_PAIR.sub("", text)):
        raise NotParsed("The text contains half of a character.", code="IM104")
    _check_depth(text)
    try:
        return json.loads(
            text,
            parse_float=_fraction,
            parse_int=_integer,
            parse_constant=_no_constant,
            object_pairs_hook=_no_repeats,
        )
    except (json.JSONDecodeError, RecursionError):
        raise NotParsed("The body is not JSON.", code="IM105", remedy="Check that the whole file was sent.") from None


def _check_depth(text: str) -> None:
    depth = 0
    for bracket in _NO_BRACKET.sub("", _TEXT.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            raise InputError(
                f"The document is nested more than {MAX_DEPTH} levels deep.",
                code="IM107",
                remedy="Send the results without wrapping.",
            )


def _integer(text: str) -> int | Decimal:
    return int(text) if len(text) <= _LONGEST_INTEGER else Decimal(text)


def _fraction(text: str) -> Decimal:
    try:
        if len(text) <= _LONGEST_FRACTION:
            return Decimal(text)
    except InvalidOperation:
        pass  # an exponent that no decimal can hold: refused like a number that is too long
    raise NotParsed("A number has too many digits.", code="IM108", remedy="Send results as they were reported.")


def _no_constant(name: str) -> NoReturn:
    raise NotParsed(f"{name} is not a number that JSON knows.", code="IM105", remedy="Leave the value out.")


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))[:40]  # type: ignore[func-returns-value]
        raise InputError(
            f"The key {twice!r} stands twice in one object, so it is not clear which counts.",
            code="IM106",
            field=twice,
            remedy="Send each key once.",
        )
    return found
