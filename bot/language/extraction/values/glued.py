"""Results written tightly: without a blank (`Ca=9.3mg/dlP=6.2mg/dl`), or as a row of numbers beside a row of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from bot.clinical.analytes import Catalogue

__all__ = ["Glued"]

_NUMBER: Final = r"(?:[<>≤≥] ?)?\d{1,5}(?:[.,]\d{1,3})?"
_UNIT: Final = r"(?:(?:[munpµμ]?(?:mol|eq|g|iu|u)|k?u)/(?:dl|ml|µl|ul|l)|%)"
_TEST: Final = r"[a-z][a-z]*\d?"
_FIGURE: Final = r"(?:[<>] ?)?\d{1,5}(?:[.,]\d{1,3})?"
#: `10.6/5.9/612 (Ca/P/PTH)`, and the same with strokes of another kind: `Ca-P-PTH: 10.6-5.9-612`.
_ROWS: Final = (
    re.compile(
        rf"(?<![\w.,/])(?P<values>{_FIGURE}(?: ?/ ?{_FIGURE}){{1,7}}) ?(?:[(\[] ?)"
        rf"(?P<names>{_TEST}(?: ?[/,-] ?{_TEST}){{1,7}}) ?[)\]](?!\s*[:=]?\s*\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![\w.,/])(?P<values>{_FIGURE}(?: ?/ ?{_FIGURE}){{1,7}}) "
        rf"(?P<names>{_TEST}(?:/{_TEST}){{1,7}})(?=[ \t]*(?:$|[,;.\n]))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![\w-])(?P<names>{_TEST}(?:-{_TEST}){{1,7}})[ \t]*[:=]?[ \t]*"
        rf"(?P<values>{_FIGURE}(?:-{_FIGURE}){{1,7}})(?![\w.,/-]*\d)",
        re.IGNORECASE,
    ),
)
_WORD: Final = re.compile(r"[a-z]{1,12}[0-9]?")
#: Names that stand with a number for something else where they are glued: `G2P1`, `5d`, `T2DM`.
_NEVER: Final = frozenset({"d", "g", "m", "h", "l", "x", "t", "u"})


class Glued:
    """Knows the names by which run-together results are parted: one word each, of the catalogue and other tests."""

    def __init__(self, catalogue: Catalogue, data: Mapping[str, Any]) -> None:
        raw: list[str] = [*data["short"], *data["letters"], *data["other_tests"], *_salts()]
        for analyte in catalogue.values():
            raw += [*analyte.aliases, *analyte.never, *data["names"].get(analyte.id, ())]
        known = {name.lower() for name in raw if _WORD.fullmatch(name.lower())} - _NEVER
        self._known = frozenset(known)
        names = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
        item = rf"(?:{names})(?:\s?[=:]\s?|\s)?{_NUMBER}(?:\s?{_UNIT})?"
        self._item = re.compile(item, re.IGNORECASE)
        self._run = re.compile(rf"(?<![a-z0-9.,/])(?:{item}){{2,}}(?![a-z]*/)", re.IGNORECASE)

    def parted(self, text: str) -> str:
        """Return `text` with a blank between results that touch, and names before their row of numbers."""
        for row in _ROWS:
            text = row.sub(self._in_order, text)
        return self._run.sub(lambda run: self._item.sub(r"\g<0> ", run[0]).rstrip(), text)

    def _in_order(self, row: re.Match[str]) -> str:
        """Write a row of names before its numbers, with strokes; as it was if they are not as many or no tests."""
        names, values = re.split(r" ?[/,-] ?", row["names"]), re.split(r" ?[/-] ?", row["values"])
        if len(names) != len(values) or not {name.lower() for name in names} <= self._known:
            return row[0]
        return f"{'/'.join(names)} {'/'.join(values)}"


def _salts() -> Iterable[str]:
    return ("na", "cl", "sodium", "chloride")
