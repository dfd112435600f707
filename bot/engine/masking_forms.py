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
_TEST: Final = (
    r"(?:wbc|rbc|plt|pth|alp|alk|crp|hb|hgb|k|na|ca|cl|mg|po|p|inr|pt|ck|ldh|bnp|ggt|alt|ast|esr|tg|bun|cr|bp|hr)"
)
_NOT_A_STREET: Final = (
    r"(?:hours?|hrs?|minutes?|mins?|miles?|km|kilometres?|days?|weeks?|months?|years?|is|was|my|the|a|could|can|may|"
    r"might|will|would|does|do|to|not|never|also|really|that|which|sessions?|times|tablets?|pills|units?)"
)
#: Behind "drive" these say that somebody is driven; behind "crescent" that something has its shape.
_NO_STREET_BEHIND: Final = (
    r"(?!\s+(?:me|you|him|her|us|them|it|the|an?|my|your|his|their|this|that|these|to|on|up|down|home|calcif\w*|"
    r"skin|bone|shaped?|sores?|wounds?|ulcers?|lesions?)\b)"
)
_STATES: Final = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
)
_SITE: Final = r"\b(?:insta(?:gram)?|facebook|fb|twitter|tiktok|snapchat|telegram|skype)"
_ROAD_WORD: Final = r"(?:rue|avenue|boulevard|chemin|place|all[ée]e|impasse|quai|route)"

FORMS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "e-mail",
            # a full stop with a space behind it alone ends a sentence: "2.1 @ clinic. It was"
            rf"[\w.+\-]{{1,64}}\s?(?:@|&#64;)\s?[\w\-]{{1,63}}(?:(?:\.|\s\.\s)[\w\-]{{1,63}}){{0,3}}"
            rf"(?:\.|\s\.\s(?!(?:in|it|me|is)\b)){_TOP}\b",
        ),
        (
            "web profile",
            rf"{_SITE}\s?[:=]\s?(?P<it>(?!\d+(?:\.\d+)?(?:\s?m?l)?\b|(?:positive|negative|neutral|even)\b)[\w.@]{{3,40}})",
        ),
        (
            "web profile",
            rf"{_SITE}(?:\s(?:name|handle|account))?\s(?:is\s)?(?P<it>\w{{2,30}}[._]\w{{1,30}}|\w{{3,30}}\d)\b",
        ),
        ("network address", r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"),
        (
            "password",
            r"\b(?:pass(?:word|wd|code)|passwort|kennwort|pwd|mot de passe|contraseña|senha|wachtwoord|hasło|parola)\b"
            r"(?:\s+(?:is|ist|est|es)\b|\s?[:=])\s{0,2}(?P<it>[^\s,;]{4,40})",
        ),
        (
            "number plate",
            r"\b(?:reg(?:istration)?|number\s?plate|licen[cs]e plate)\b(?:\s(?:no\.?|number|is))?\s?[:=]?\s?"
            r"(?P<it>(?-i:[A-Z]{1,3}\d{1,3}\s?[A-Z]{3}|[A-Z]{1,3}-[A-Z]{1,2}\s?\d{1,4}|\d[A-Z]{3}\d{3}))(?![\w])",
        ),
        ("phone", rf"{_EDGE}0\d{{2,4}}[ /\-]\d{{5,8}}{_END}"),
        ("phone", rf"{_EDGE}0\d(?:[ .]\d{{2}}){{4}}{_END}"),
        ("phone", rf"{_EDGE}00[1-9]\d{{0,2}}(?:[ ./\-()]{{0,2}}\d){{7,12}}{_END}"),
        (
            "phone",
            # not "05 2026 4500": a month before a result
            rf"{_EDGE}(?=0(?:[ /\-]?\d){{8,11}}{_END})(?!(?:0\d|1[0-2])[ /\-](?:19|20)\d\d[ /\-])"
            rf"0\d{{1,4}}[ /\-]\d{{3,5}}[ /\-]\d{{3,6}}{_END}",
        ),
        (
            "phone",
            r"(?:^|[\n(]|\b(?:contact|home|work|mob|ph)\s?:)\s{0,3}(?P<it>\d{3} \d{3} \d{4})(?=\s{0,3}(?:$|[\n;)]))",
        ),
        ("phone", r"(?:^|[\n:;(])\s{0,3}(?P<it>\d{3}-\d{3}-\d{4})(?=\s{0,3}(?:$|[\n;)]))"),
        ("date of birth", rf"\b{_BIRTH}[^\d\n]{{0,15}}?(?P<it>{_DATE})"),
        (
            "date of birth",
            rf"(?<![\w.,/\-])(?P<it>{_DATE})[\s(,]{{1,3}}(?:(?:is|was)\s+(?:my|his|her|the)\s+)?{_BIRTH}"
            # a birth word with a date or a year of its own speaks of that one: "PTH 450 on 2026-03-01, born 1950"
            rf"(?!\W{{0,3}}(?:(?:in|on|the|about|around)\s+)?(?:{_MONTH}\W{{1,2}})?\d)",
        ),
        ("date of birth", rf"\b{_BIRTH}\W{{0,3}}(?:in\s+)?(?P<it>{_MONTH}\W{{1,2}}\d{{4}})(?!\d)"),
        ("date of birth", rf"\b(?:pt|patient)\b[:,]?\s(?P<it>{_DATE})(?=,?\s?(?:m|f|male|female)\b)"),
        (
            "number",
            rf"\b{_HOLDER}\b\s?(?:id|no\b\.?|nr\b\.?|number|#)?\s?[:#=.]{{0,2}}\s?"
            rf"(?P<it>(?:[a-z]{{0,3}}-?|(?!{_TEST}\b)[a-z]{{1,3}} )\d{{1,3}}[a-z]?[ \-]?\d{{4,12}}){_END}",
        ),
        ("number", r"(?<![\d.])\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)"),
        ("account", r"\bsort\s?code\b\W{0,3}(?P<it>\d{2}[ \-]?\d{2}[ \-]?\d{2})(?!\d)"),
        (
            "address",
            r"(?<!to )(?<!we )(?<!must )(?<!should )(?<!please )(?<!not )"
            r"\baddress\b(?:\s+is\b|\s?[:=])\s{0,2}(?P<it>(?=[^\n.;?]{0,40}\d)[^\n.;?]{6,80})",
        ),
        (
            "address",
            rf"(?<![\w.,/])\d{{1,5}}[a-z]?\s+(?!{_NOT_A_STREET}\b)[a-z'’\-]{{3,30}}(?:\s+[a-z'’\-]{{3,30}})?\s+"
            rf"(?:drive|gardens|terrace|mews|grove|crescent)\b{_NO_STREET_BEHIND}",
        ),
        ("address", r"\bp\.?\s?o\.?\s?box\s{0,2}\d{1,7}"),
        (
            "address",
            r"\b[^\W\d_]{2,30}(?:straße|strasse|str\.|weg|platz|allee|gasse)\s?\d{1,4}[a-z]?\b(?:,?\s\d{5}\b)?",
        ),
        (
            "address",
            rf"\b\d{{1,4}}(?:\s?(?:bis|ter))?,?\s{_ROAD_WORD}\s(?:(?:de|du|des|la|le|les)\s|[ld]['’]){{0,3}}(?-i:[A-ZÀ-Ý])"
            r"[\w'’\-]{1,30}(?:\s(?-i:[A-ZÀ-Ý])[\w\-]{1,30}){0,2}(?:,?\s\d{5}\b)?",
        ),
        (
            "address",
            r"\b(?-i:Calle|Carrer|Avda\.?|Plaza|Via|Viale|Piazza|Corso|Rua)\s(?:(?:de|del|la|di|da)\s){0,2}"
            r"(?-i:[A-ZÀ-Ý][a-zß-ÿ]{2,30})(?:\s(?-i:[A-ZÀ-Ý][a-zß-ÿ]{2,30})){0,2},?\s\d{1,4}\b(?:,?\s\d{5}\b)?",
        ),
        ("postcode", r"(?<![\w\-])(?-i:[A-Z]{1,2}\d[A-Z]\d[ABD-HJLNP-UW-Z]{2})(?![\w\-/])"),
        ("postcode", rf"(?<=, )(?-i:{_STATES}) \d{{5}}(?:-\d{{4}})?(?![\w.,/]*\d)"),
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
