"""Results written without a blank between them: `Ca=9.3mg/dlP=6.2mg/dl`, `K5.2Na138`, `alb29g/Lcrp45`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from bot.clinical.analytes import Catalogue

__all__ = ["Glued"]

_NUMBER: Final = r"(?:[<>≤≥] ?)?\d{1,5}(?:[.,]\d{1,3})?"
_UNIT: Final = r"(?:(?:[munpµμ]?(?:mol|eq|g|iu|u)|k?u)/(?:dl|ml|µl|ul|l)|%)"
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
        names = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
        item = rf"(?:{names})(?:\s?[=:]\s?|\s)?{_NUMBER}(?:\s?{_UNIT})?"
        self._item = re.compile(item, re.IGNORECASE)
        self._run = re.compile(rf"(?<![a-z0-9.,/])(?:{item}){{2,}}(?![a-z]*/)", re.IGNORECASE)

    def parted(self, text: str) -> str:
        """Return `text` with a blank between results that touch; the same text if none do."""
        return self._run.sub(lambda run: self._item.sub(r"\g<0> ", run[0]).rstrip(), text)


def _salts() -> Iterable[str]:
    return ("na", "cl", "sodium", "chloride")
