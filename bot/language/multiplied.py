"""Calcium and phosphate named apart from their numbers in a sum: `multiply 9.4 by 5.1, calcium and phosphate`."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["multiplied_in_order", "without_products"]

_FIGURE: Final = r"\d{1,3}(?:[.,]\d{1,3})?"
_WITH_UNIT: Final = rf"{_FIGURE}(?: ?(?:mmol|mg)(?: ?/ ?d?l)?)?"
_NAME: Final = (
    r"(?:(?:the|my|his|her|serum|total) )*"
    r"(?:(?P<{one}>cal[cs]ium|calc|ca)|(?P<{other}>phosph(?:ate|orus)|phospate|phos|po4|p))(?![\w+])"
)
_JOIN: Final = r" ?(?:[,/&+*x×]|and|by|times|with|multiplied (?:by|with)) ?(?:the |my |his |her )?"
#: `calcium and phos`, `P x Ca`
_NAMES: Final = re.compile(
    rf"\b{_NAME.format(one='ca', other='p')}{_JOIN}{_NAME.format(one='ca2', other='p2')}", re.IGNORECASE
)
#: `9.4 by 5.1`
_NUMBERS: Final = re.compile(rf"(?<![\w.,])(?P<a>{_WITH_UNIT}){_JOIN}(?P<b>{_WITH_UNIT})(?![\w]|[.,]\d)", re.IGNORECASE)
_ANY_NUMBER: Final = re.compile(rf"(?<![\w.,]){_FIGURE}")
_ASKED: Final = re.compile(
    r"\b(?:multipl\w*|times|product|prod)\b|\d ?(?:mmol|mg)?(?: ?/ ?d?l)? ?[x×*] ?\d|\b(?:ca\w*|p\w*) ?[x×*] ?(?:ca|p)",
    re.IGNORECASE,
)

_SQUARED: Final = r"(?:2|²|\^2| squared)(?![\d.,]*\d)"
_PRODUCT: Final = re.compile(
    rf"{_FIGURE} ?(?:mg|mmol)(?:{_SQUARED}|(?= ?(?:/|per) ?d?l{_SQUARED}))(?: ?(?:/|per) ?d?l(?:{_SQUARED})?)?(?!\w)",
    re.IGNORECASE,
)


def multiplied_in_order(text: str) -> str:
    """Return `text` with each number behind its name; the same text unless a product of two numbers is asked for.

    Which number is whose is told by their order alone, so there must be two of each, side by side, and nothing else.
    """
    if len(_ANY_NUMBER.findall(text)) != 2 or not _ASKED.search(text):
        return text
    names, numbers = list(_NAMES.finditer(text)), _NUMBERS.search(text)
    if len(names) != 1 or numbers is None or _between(names[0], numbers):
        return text
    first, second = ("calcium", "phosphate") if names[0]["ca"] else ("phosphate", "calcium")
    if bool(names[0]["ca"]) == bool(names[0]["ca2"]):  # twice the same
        return text
    told = f"{first} {numbers['a']}, {second} {numbers['b']}"
    spans = sorted([(names[0].span(), told), (numbers.span(), "product")])
    (one, instead), (other, instead_too) = spans
    return text[: one[0]] + instead + text[one[1] : other[0]] + instead_too + text[other[1] :]


def without_products(text: str) -> str:
    """Return `text` without figures in squared units: `50 mg2/dL2` is a product, and no magnesium of 50."""
    return _PRODUCT.sub("product", text)


def _between(names: re.Match[str], numbers: re.Match[str]) -> bool:
    """Whether names and numbers lie in each other."""
    return names.start() < numbers.end() and numbers.start() < names.end()
