"""What identifies a person in a message: patterns as data, the surest first.

A group called `it` is what is masked; without one, the whole match is. Nothing here backtracks over more than a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["RULES", "Rule", "is_plausible"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a person can be recognised; `kind` is what is shown instead."""

    kind: str
    pattern: re.Pattern[str]


def _rule(kind: str, pattern: str, *, any_case: bool = True) -> Rule:
    return Rule(kind, re.compile(pattern, re.IGNORECASE if any_case else 0))


_WORD = r"[^\W\d_][\w'’\-]{0,30}"
_CAPITAL = r"[^\W\d_a-zà-ÿ][\w'’\-]{0,30}"
_CAPITALS = rf"{_CAPITAL}(?:[ \-](?!DOB\b|MRN\b|PTH\b){_CAPITAL}){{0,3}}"
_NOT_PART = (
    r"(?:and|but|i|i'm|is|am|are|my|a|an|the|on|in|at|of|with|from|who|so|please|can|what|he|she|it|also|age|aged)\b"
)
_NAME = rf"(?:{_CAPITALS}|{_WORD}(?: (?!{_NOT_PART}){_WORD})?)"
_IS = r"(?:\s+(?:is|are|was)\b|'s\b)?\s{0,3}[:#=.]{0,2}\s{0,3}"
_NUMBER = r"\s{0,3}(?:number|no\.?|nr\.?|num|id|code|#)"
_RECORD = (
    rf"(?:(?:mrn|nhi|ssn|medicare|medicaid|passport|social\s+security|national\s+insurance|nhs|chi)(?:{_NUMBER})?|"
    rf"(?:(?:medical\s+)?record|hospital|patient|chart|case|insurance|policy|member(?:ship)?|unit|health\s+card|"
    rf"driving\s+licen[cs]e){_NUMBER})"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_DATE = (
    rf"(?:\d{{1,4}}[./\- ]\d{{1,2}}[./\- ]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}|"
    rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})"
)
_ROAD = r"(?i:street|road|avenue|lane|boulevard|blvd|crescent|straße|strasse)"
_MAYBE_ROAD = r"(?:St|Rd|Ave|Ln|Dr|Drive|Close|Court|Terrace|Square|Parkway|Way|Place|Gardens)"
_RELATIVE = (
    r"\b(?:husband|wife|mother|mum|mom|father|dad|son|daughter|brother|sister|partner|patient|aunt|uncle|friend)"
    r",?\s+(?:(?:is\s+)?(?:called|named)\s+)?"
)
_AT = r"(?:\bat\b|[(\[]\s?at\s?[)\]]|@)"
_DOT = r"(?:\.|\s{0,2}(?:\bdot\b|[(\[]\s?dot\s?[)\]])\s{0,2})"
_TOP_LEVEL = r"(?:com|org|net|edu|gov|info|me|io|uk|de|fr|es|it|nl|ie|ca|au|in|pl|eu)"
_CALL = r"\b(?:phone|telephone|tel|mobile|cell|number|call|text|ring|reach|fax|whatsapp)\b[^\d\n]{0,25}"

RULES: tuple[Rule, ...] = (
    _rule("e-mail", r"[\w.+'\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,5}"),
    _rule(
        "e-mail",
        rf"(?<![\w.])[\w.+\-]{{1,64}}\s{{0,2}}{_AT}\s{{0,2}}(?:[\w\-]{{1,63}}{_DOT}){{1,4}}{_TOP_LEVEL}\b",
    ),
    _rule("web profile", r"(?<![\w.@])@[a-z_][\w.]{2,30}"),
    _rule("number", rf"\b{_RECORD}{_IS}(?P<it>(?=[\w\-/]{{0,30}}\d[\w\-/]{{0,30}}\d)[a-z0-9][\w\-/]{{3,30}})"),
    _rule("number", rf"\b(?:nhs|chi)(?:{_NUMBER})?{_IS}(?P<it>\d{{3}}[ \-]?\d{{3}}[ \-]?\d{{4}})\b"),
    _rule("number", rf"\b(?:ssn|social\s+security)(?:{_NUMBER})?{_IS}(?P<it>\d{{3}}[ \-]\d{{2}}[ \-]\d{{4}})\b"),
    _rule("number", r"(?<![\d.\-/])\d{3}-\d{2}-\d{4}(?![\d.\-/])"),
    _rule("NHS number", r"(?<![\d.,+\-/])\d{3}[ \-]\d{3}[ \-]\d{4}(?![\d.,\-/])"),
    _rule("phone", r"(?<![\w+])\+\d{1,3}(?:[ .\-/()]{0,2}\d){7,12}(?!\d)"),
    _rule("phone", r"(?<![\w.])\(\d{2,5}\)[ .\-]?\d{3,4}[ .\-]?\d{3,4}(?![\d.])"),
    _rule("phone", r"(?<![\w.,\-/])(?:1[ .\-])?\d{3}([.\-])\d{3}\1\d{4}(?![\w\-/]|[.,]\d)"),
    _rule("phone", r"(?<![\w.,\-/])0\d{2,4}(?:[ \-/]\d{2,4}){2,3}(?![\w\-/]|[.,]\d)"),
    _rule("phone", rf"{_CALL}(?P<it>\d(?:[ .\-/()]{{0,2}}\d){{6,13}})(?![\d.]*\d)"),
    _rule("number", r"(?<![\w.,\-/])\d{9,20}(?![\w/]|[.,]\d)"),
    _rule(
        "date of birth", rf"\b(?:d\.?o\.?b\.?|date\s+of\s+birth|birth\s?da(?:y|te)|born)\b\D{{0,15}}?(?P<it>{_DATE})"
    ),
    _rule(
        "name",
        r"\b(?i:(?:my|her|his|their|the\s+patient'?s?|patient)\s+(?:full\s+|first\s+|last\s+|sur)?name|name)"
        rf"(?i:\s+is\b|'s\b|\s{{0,2}}[:=])\s*(?P<it>{_NAME})",
        any_case=False,
    ),
    _rule("name", rf"\b(?i:i\s+am|i'm|she\s+is|he\s+is)\s+(?i:called|named)\s+(?P<it>{_NAME})", any_case=False),
    _rule(
        "name",
        rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Nurse|Sister)\b\.?\s+(?P<it>{_CAPITALS})",
        any_case=False,
    ),
    _rule(
        "name",
        r"\b(?i:this is|i am|i'm|here is|signed,?|regards,?|thanks,?)\s+"
        rf"(?P<it>{_CAPITAL}(?:[ \-]{_CAPITAL}){{1,3}})",
        any_case=False,
    ),
    _rule("name", rf"{_RELATIVE}(?P<it>{_CAPITALS})", any_case=False),
    _rule("address", rf"(?<![\w.,/])\d{{1,5}}[a-z]?\s+(?:{_WORD}\s+){{1,3}}{_ROAD}\b", any_case=False),
    _rule("address", rf"(?<![\w.,/])\d{{1,5}}[a-z]?\s+(?:{_CAPITAL}\s+){{1,3}}{_MAYBE_ROAD}\b\.?", any_case=False),
    _rule("postcode", r"(?<![\w\-])[A-Z]{1,2}\d[A-Z\d]?\s\d[ABD-HJLNP-UW-Z]{2}(?![\w\-])", any_case=False),
    _rule("postcode", rf"\b(?:zip|post|postal)(?:\s?code)?\b{_IS}(?P<it>\d{{4,5}}(?:-\d{{4}})?)(?![\w.,/]*\d)"),
)

_ORDINARY = """
a an the and but or if not no yes i my he she it they we you is are was has had have in on at for with about
also very so just still now here ok okay called unknown none private anonymous patient mother father husband
wife pain calcium phosphate phosphorus albumin pth parathyroid creatinine glucose warfarin sodium
calciphylaxis dialysis haemodialysis hemodialysis peritoneal diabetes insulin vitamin potassium magnesium
ferritin haemoglobin hemoglobin crp inr bmi ckd esrd uti gp er icu hd pd male female lab labs blood kidney
skin wound heart liver sts egfr urea bun said says asked told takes took needs wants feels died lives alive
sick worse better getting going google who when what why how can does did will should would could may her his
their wbc alp hba1c sevelamer cinacalcet coumadin morphine age weight height
"""
_NOT_NAMES = frozenset(_ORDINARY.split())
_MONTHS = re.compile(rf"{_MONTH}$", re.IGNORECASE)


def is_plausible(kind: str, text: str) -> bool:
    """Whether a match can be what its rule takes it for: no clinical word is a name, no date a number."""
    if kind == "name":
        first = re.split(r"[\s\-]", text.casefold())[0].removesuffix("'s").removesuffix("’s")
        return len(first) > 1 and first[:2] not in {"i'", "i’"} and first not in _NOT_NAMES and not _MONTHS.match(first)
    if kind == "NHS number":
        return _nhs_checksum(re.sub(r"\D", "", text))
    if kind in {"phone", "number"}:
        digits = re.sub(r"\D", "", text)
        return not _is_date(text) and digits.rstrip("0")[1:] != "" and not re.fullmatch(r"\d{1,3}0{5,}", text)
    return True


def _nhs_checksum(digits: str) -> bool:
    check = 11 - sum(int(d) * w for d, w in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return int(digits[9]) == (0 if check == 11 else check)


def _is_date(text: str) -> bool:
    return re.fullmatch(r"(?:\d{4}|\d{1,2})[./\- ]\d{1,2}[./\- ](?:\d{4}|\d{2})", text) is not None
