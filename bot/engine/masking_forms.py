"""Everyday ways of writing identifiers: numbers with a word beside them, dates of birth, addresses, contacts.

A bare number is masked only where its form or its neighbours tell what it is: results must stay.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["FORMS", "folded"]

_EDGE: Final = r"(?<![\w.,\-/])"
_END: Final = r"(?![\w\-/]|[.,]\d)"
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATE: Final = (
    r"(?:\d{1,4}\s?[./\-]\s?\d{1,2}\s?[./\-]\s?\d{2,4}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?[ \-]?{_MONTH}[ \-,]{{0,2}}\d{{2,4}}|\d{{8}}|\d{{6}})(?!\d)"
)
_BIRTH: Final = (
    r"(?:d\.?\s?o\.?\s?b\b\.?|date\s+of\s+birth|birth\s?da(?:y|te)|b-?day|born|geboren|n[ée]e?\s+le|"
    r"nacid[oa]|nat[oa]\s+il)"
)
_HOLDER: Final = (
    r"(?:pt|patient|urn|mrn|record|chart|hosp(?:ital)?|case|file|lab|sample|specimen|accession|policy|member|account|"
    r"acct|licen[cs]e|id)"
)
_TOP: Final = r"(?:com|org|net|edu|gov|info|me|io|uk|de|fr|es|it|nl|ie|ca|au|in|pl|eu)"
_NOT_A_STREET: Final = (
    r"(?:hours?|hrs?|minutes?|mins?|miles?|km|kilometres?|days?|weeks?|months?|years?|is|was|my|the|a)"
)

FORMS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "e-mail",
            rf"[\w.+\-]{{1,64}}\s?(?:@|&#64;)\s?[\w\-]{{1,63}}(?:\s?\.\s?[\w\-]{{1,63}}){{0,3}}\s?\.\s?{_TOP}\b",
        ),
        (
            "web profile",
            r"\b(?:insta(?:gram)?|facebook|fb|twitter|tiktok|snapchat|telegram|skype)\s?[:=]\s?(?P<it>[\w.@]{3,40})",
        ),
        ("network address", r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"),
        ("password", r"\bpassword\b(?:\s+is\b|\s?[:=])\s{0,2}(?P<it>[^\s,;]{4,40})"),
        ("phone", rf"{_EDGE}0\d{{2,4}}[ /\-]\d{{5,8}}{_END}"),
        ("phone", rf"{_EDGE}0\d(?:[ .]\d{{2}}){{4}}{_END}"),
        ("phone", r"(?:^|[\n:;(])\s{0,3}(?P<it>\d{3}[ \-]\d{3}[ \-]\d{4})(?=\s{0,3}(?:$|[\n;)]))"),
        ("date of birth", rf"\b{_BIRTH}[^\d\n]{{0,15}}?(?P<it>{_DATE})"),
        (
            "date of birth",
            rf"(?<![\w.,/\-])(?P<it>{_DATE})[\s(,]{{1,3}}(?:(?:is|was)\s+(?:my|his|her|the)\s+)?{_BIRTH}",
        ),
        ("date of birth", rf"\b(?:pt|patient)\b[:,]?\s(?P<it>{_DATE})(?=,?\s?(?:m|f|male|female)\b)"),
        (
            "number",
            rf"\b{_HOLDER}\b\s?(?:id|no\b\.?|nr\b\.?|number|#)?\s?[:#=.]{{0,2}}\s?"
            rf"(?P<it>[a-z]{{0,3}}[\- ]?\d{{1,3}}[a-z]?[ \-]?\d{{4,12}}){_END}",
        ),
        ("number", r"(?<![\d.])\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)"),
        ("account", r"\bsort\s?code\b\W{0,3}(?P<it>\d{2}[ \-]?\d{2}[ \-]?\d{2})(?!\d)"),
        ("address", r"\baddress\b(?:\s+is\b|\s?[:=])\s{0,2}(?P<it>(?=[^\n.;?]{0,40}\d)[^\n.;?]{6,80})"),
        (
            "address",
            rf"(?<![\w.,/])\d{{1,5}}[a-z]?\s+(?!{_NOT_A_STREET}\b)[a-z'’\-]{{3,30}}(?:\s+[a-z'’\-]{{3,30}})?\s+"
            r"(?:drive|gardens|terrace|mews|grove|crescent)\b",
        ),
        ("address", r"\bp\.?\s?o\.?\s?box\s{0,2}\d{1,7}"),
        ("address", r"\b[^\W\d_]{2,30}(?:straße|strasse|weg|platz|allee|gasse)\s\d{1,4}[a-z]?\b(?:,?\s\d{5}\b)?"),
        ("postcode", r"(?<![\w\-])(?-i:[A-Z]{1,2}\d[A-Z]\d[ABD-HJLNP-UW-Z]{2})(?![\w\-/])"),
        ("postcode", r"(?<=, )(?-i:[A-Z]{2}) \d{5}(?:-\d{4})?(?![\w.,/]*\d)"),
    )
)

_UNSEEN: Final = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_ALIKE: Final = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u3000", " ")
    | {chr(0xFF01 + offset): chr(0x21 + offset) for offset in range(94) if chr(0x21 + offset) != "-"}
)


def folded(text: str) -> tuple[str, list[int] | None]:
    """The text with look-alike signs made alike and unseen ones left out, and where each letter stood (None: there)."""
    if text.isascii():
        return text, None
    places = [place for place, letter in enumerate(text) if letter not in _UNSEEN]
    return "".join(text[place] for place in places).translate(_ALIKE), places
