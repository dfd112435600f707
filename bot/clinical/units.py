"""Spellings of units: from what people type to one comparable form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["unit_key"]

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_PREFIXED = {
    "gram": "g",
    "gramme": "g",
    "gm": "g",
    "milligram": "mg",
    "milligramme": "mg",
    "mgm": "mg",
    "microgram": "ug",
    "microgramme": "ug",
    "mcg": "ug",
    "nanogram": "ng",
    "picogram": "pg",
    "mole": "mol",
    "millimole": "mmol",
    "millimol": "mmol",
    "mmole": "mmol",
    "micromole": "umol",
    "micromol": "umol",
    "mcmol": "umol",
    "umole": "umol",
    "nanomole": "nmol",
    "picomole": "pmol",
    "milliequivalent": "meq",
    "mval": "meq",
    "unit": "u",
    "international unit": "iu",
    "litre": "l",
    "liter": "l",
    "lt": "l",
    "decilitre": "dl",
    "deciliter": "dl",
    "100ml": "dl",
    "100 ml": "dl",
    "millilitre": "ml",
    "milliliter": "ml",
    "microlitre": "ul",
    "microliter": "ul",
    "mcl": "ul",
    "cmm": "ul",
    "cumm": "ul",
    "cu mm": "ul",
    "mm3": "ul",
    "mm^3": "ul",
    "microkatal": "ukat",
    "microkat": "ukat",
}
_COUNTS = {
    "k": "10*3",
    "thou": "10*3",
    "thousand": "10*3",
    "thousands": "10*3",
    "giga": "10*9",
    "e9": "10*9",
    "e3": "10*3",
}
_POWER = re.compile(r"^x?10(?:\*|\^|\*\*|e|\()?\+?0?([39])\)?$")
_PER = re.compile(r"\s*(?:\bper\b|∕|⁄|÷)\s*")
_INVERSE = re.compile(r"[\s.·]*\b(d?l|ml|ul)\s*-1$")


@lru_cache(maxsize=4096)
def unit_key(text: str) -> str:
    """Return the comparable form of a unit as typed: `"milligrams per decilitre"`, `"MG / DL"` → `"mg/dl"`.

    Micro signs become `u`, powers of ten `10*3`; case is folded except for `G/L` (giga per litre), which stays apart
    from `g/L` (grams).
    """
    plain = text.translate(_SUPERSCRIPT)
    plain = unicodedata.normalize("NFKC", plain).replace("µ", "u").replace("μ", "u").strip()
    if re.fullmatch(r"G\s*/\s*[lL]", plain):
        return "10*9/l"
    plain = _PER.sub("/", plain.lower().strip(" .,;:()"))
    plain = plain.replace("[iu]", "iu").replace("[", "").replace("]", "")
    plain = _INVERSE.sub(r"/\1", plain)
    above, slash, below = plain.partition("/")
    return _part(above) + slash + _part(below)


def _part(text: str) -> str:
    word = re.sub(r"\s+", " ", text.strip(" ."))
    word = _PREFIXED.get(word) or _PREFIXED.get(word.removesuffix("s")) or word
    word = re.sub(r"\s+", "", word)
    word = re.sub(r"(?<=[a-z])s$", "", word) if word not in {"s", "cells", "secs", "pascals"} else word
    power = _POWER.match(word)
    return f"10*{power.group(1)}" if power else _COUNTS.get(word, word)
