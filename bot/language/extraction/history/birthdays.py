"""Ages told in a roundabout way: a date of birth, `will be 70 in January`, `retired at 65, which is 14 years ago`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.language.extraction.history.statements import Statements
from bot.language.extraction.words.dates import month_number

__all__ = ["age_by_birthday"]

_SIGNS: Final = (
    "born",
    "dob",
    "birth",
    "will ",
    "ll be ",
    "ll turn ",
    "turn",
    "next ",
    " ago",
    "last ",
    "yesterday",
    " now",
)
_BORN: Final = (
    r"\b(?:born|dob|d ?\. ?o ?\. ?b|date of birth|birth ?date)\b ?\.? ?:? ?(?:on |the |is )*"
    r"(?:(?P<iso>(?:19|20)\d\d) ?- ?(?P<im>\d{1,2}) ?- ?(?P<id>\d{1,2})"
    r"|(?P<d>\d{1,2})(?: ?(?:st|nd|rd|th))?(?: of)? ?[-./]? ?(?P<m>[a-z]{3,9}) ?[-.,/]? ?(?P<y>(?:19|20)\d\d)"
    r"|(?P<m2>[a-z]{3,9}) (?P<d2>\d{1,2})(?: ?(?:st|nd|rd|th))? ?,? ?(?P<y2>(?:19|20)\d\d)"
    r"|(?P<a>\d{1,2}) ?[-./] ?(?P<b>\d{1,2}) ?[-./] ?(?P<y3>(?:19|20)\d\d))\b"
)
_WHO: Final = r"(?:i|he|she|who|patient|pt|mum|mom|dad|lady|man|woman|gentleman)"
_SOON: Final = (
    r"(?:next (?:week|month|year|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|in (?:jan|feb|mar|apr|may|jun|jul|"
    r"aug|"
    r"sep|oct|nov|dec|a (?:week|month|few)|the (?:new year|spring|summer|autumn|winter)|\d{1,2} (?:days|weeks|months))|"
    r"tomorrow|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|this coming|at christmas|soon|shortly)"
)
_AHEAD: Final = re.compile(
    rf"(?<!\bif )(?<!\bwhen )\b(?:{_WHO} ?,? ?(?:(?:will)(?: be| turn| become| reach| make)?|is turning|turns|"
    rf"is going to be|is about to "
    rf"(?:be|turn))|(?:he|she)ll (?:be|turn)) (?P<age>\d{{2,3}}) {_SOON}"
)
_SO: Final = re.compile(
    r"\b(?:(?:he|she|patient|pt|mum|mom|dad|lady|man|woman|gentleman) ?(?:'s|is)|i am|im|hes|shes) (?:only |just )?"
    rf"(?P<next>\d{{2,3}}) {_SOON} ?,? ?"
    r"(?:so|meaning|hence|that makes (?:him|her|me)) (?:he is |she is |im |hes |shes |still |only |now )*"
    r"(?P<age>\d{2,3})\b"
)
_LATELY: Final = re.compile(
    rf"\b{_WHO} (?:was|has turned|became) (?P<age>\d{{2,3}}) (?:just )?(?:yesterday|last (?:week|month|mon|tues|wednes|"
    r"thurs|fri|satur|sun)|this (?:week|month)|(?:a|two|\d) (?:days?|weeks?) ago)"
)
_SINCE_THEN: Final = re.compile(
    r"\b(?:at|aged?|when (?:i|he|she) was|turned) (?:age )?(?P<then>\d{2}) ?,? ?"
    r"(?:(?:which|that|and that|this) (?:is|was|'s|would be)|thats|,) (?:now )?(?:about )?"
    r"(?P<years>\d{1,2})(?: (?:whole|full|long|good))? (?:years|yrs)(?: now)? (?:ago|back|since)\b"
)
_THEN_NOW: Final = re.compile(
    r"\b(?:i|he|she) was (?P<then>\d{1,2}) when [a-z0-9 ]{3,40}?(?:,|;|\.|and|-)(?: (?:i|he|she) (?:am|is)| im| hes|"
    r" shes| "
    r"and)? ?(?P<age>\d{2})(?: now\b|(?= today\b))"
)
_NOT_HIS: Final = ("family", "general", "question")


def age_by_birthday(statements: Statements, today: date) -> int | None:
    """Return the patient's age where a day of birth, a birthday or a count of years tells it; else None."""
    plain = statements.plain
    if not any(sign in plain for sign in _SIGNS):
        return None
    for start, age in _told(plain, today):
        place = statements.place(start)
        if 0 <= age <= 120 and place not in statements.other and not statements.covered(place, _NOT_HIS):
            return age
    return None


def _told(plain: str, today: date) -> Iterator[tuple[int, int]]:
    for match in re.finditer(_BORN, plain):
        born = _day(match)
        if born is not None:
            yield match.start(), today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    for match in _SO.finditer(plain):  # `80 next month, so 79`
        if int(match["next"]) - int(match["age"]) == 1:
            yield match.start(), int(match["age"])
    for match in _AHEAD.finditer(plain):
        yield match.start(), int(match["age"]) - 1
    for pattern in (_LATELY, _THEN_NOW):
        for match in pattern.finditer(plain):
            yield match.start(), int(match["age"])
    for match in _SINCE_THEN.finditer(plain):
        yield match.start(), int(match["then"]) + int(match["years"])


def _day(match: re.Match[str]) -> date | None:
    """Return the day of birth; None for what is no date, or for `3/4/1950`, which is one of two days."""
    if match["iso"]:
        year, month, day = int(match["iso"]), int(match["im"]), int(match["id"])
    elif match["y3"]:
        year, one, two = int(match["y3"]), int(match["a"]), int(match["b"])
        if one != two and one <= 12 and two <= 12:
            return None
        month, day = (one, two) if two > 12 else (two, one)
    else:
        named = month_number(match["m"] or match["m2"])
        if named is None:
            return None
        year, month, day = int(match["y"] or match["y2"]), named, int(match["d"] or match["d2"])
    try:
        return date(year, month, day)
    except ValueError:
        return None
