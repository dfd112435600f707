"""Ages without a word for it in a row of facts: `metal valve, 63 years, haemodialysis 2 years`, `66 last week, PD`."""

from __future__ import annotations

import re
from typing import Final

from bot.language.extraction.history.statements import Statements

__all__ = ["age_alone_in_row", "age_in_row"]

_TELLING: Final = frozenset({"fact", "dialysis", "lesion"})
_YEARS: Final = re.compile(r"(?:^|[,;|] ?)(?P<age>[4-9]\d|10\d) ?(?:years?|yrs?|y)(?= ?[,;|])")
#: A length of time that is told of dialysis itself.
_DIALYSIS: Final = r"(?:(?:ha?emo|peritoneal )?dialysis|ha?emo|hd|hdf|pd|capd|apd|rrt|krt)"
_FOR: Final = re.compile(
    rf"\b{_DIALYSIS} ?(?:for|x|since|:)? ?(?:about |nearly |over )?(?P<n>\d{{1,2}}(?:\.\d)?) ?(?:years?|"
    rf"yrs?|y|months?|mo)\b"
    rf"|\b(?P<n2>\d{{1,2}}(?:\.\d)?) ?(?:years?|yrs?|y|months?|mo) (?:of |on )?{_DIALYSIS}\b"
)
#: Habits and illnesses that may have lasted as long.
_LASTS: Final = re.compile(
    r"\b(?:smok\w+|cigarettes|drink\w*|alcohol|married|widow\w*|diabetes|dm|together|ha?emo|hd|pd|dialysis|"
    r"transplant|graft|ago) ?[,;|]? $"
)
_BIRTHDAY: Final = re.compile(
    r"^(?:just )?(?P<age>1[89]|[2-9]\d) (?:last|this|next) (?:week|month|monday|tuesday|wednesday|"
    r"thursday|friday|saturday|"
    r"sunday|weekend|january|february|march|april|may|june|july|august|september|october|november|december) ?"
    r"(?:[,.;]|and\b|on\b)"
)

#: `Farmer, 69, diabetic, haemo`: behind what somebody does, at the head of a row.
#: Never behind a medicine or a part of the body (`Lisinopril, 20, …`), so what they do is known by its ending.
_NO_WORK: Final = (
    r"(?:shoulder|finger|liver|bladder|ulcer|cancer|fever|tumou?r|number|order|water|lower|upper|under|over|after|other|"
    r"binder|thinner|blocker|inhaler|killer|buffer|filter|monitor|marker|transfer|deliver|elixir|power|paper|letter|"
    r"inhibitor|modulator|activator|factor|donor|minor|major|motor|error|wrist|waist|fist|list|agonist|antagonist|"
    r"mist|median|catheter|diameter|layer|blister|summer|winter|september|october|november|december|mother|father|"
    r"brother|sister|daughter|partner)"
)
_WORK: Final = (
    rf"(?:(?!{_NO_WORK}\b)[a-z]{{2,10}}(?:er|or|ist|ian|man|woman|ess)|nurse|clerk|cook|chef|student|housewife|mechanic|"
    r"secretary|pilot|accountant|guard|priest|judge|coach|vet|cop|police|assistant|architect|retired)"
)
_AT_WORK: Final = re.compile(
    rf"^(?:an? |ex |former |retired )*(?:[a-z]{{3,14}} ){{0,2}}{_WORK} ?, ?(?P<age>1[89]|[2-9]\d) ?,"
)
#: `66. haemo, 3 years`: a telegram of two parts; the number of a list (`20. haemodialysis three times`) is none.
_AHEAD: Final = re.compile(
    rf"^(?P<age>1[89]|[2-9]\d) ?\. ?(?=(?:on )?{_DIALYSIS} ?,? ?(?:for |since |x )?\d{{1,2}}(?:\.\d)? ?"
    r"(?:years?|yrs?|y|months?|mo)\b)"
)

#: A number alone in a telegram: `118 kilos. 49. Female`, `20 weeks pregnant, on PD, 31, lupus`.
_BEFORE_SEX: Final = re.compile(
    r"(?:^|(?<!bed)(?<!ward)(?<!room)(?<!smokes) [.,;] )(?P<age>1[89]|[2-9]\d)"
    r"(?= ?[.,;] ?(?:female|male|woman|man)\b(?! (?:partner|friend|nurse|doctor|carer)))"
)
_BETWEEN: Final = re.compile(r"[,;] ?(?P<age>1[89]|[2-9]\d)(?= ?[,;] ?[a-z])")


def age_alone_in_row(statements: Statements) -> int | None:
    """Return the one number that stands by itself in a row of facts, or before the sex; None where values are told."""
    plain = statements.plain
    if "?" in plain:
        return None
    for pattern in (_BEFORE_SEX, _BETWEEN):
        found = [
            each for each in pattern.finditer(plain) if statements.place(each.start("age")) not in statements.other
        ]
        if len(found) != 1:
            continue
        place = statements.place(found[0].start("age"))
        if pattern is _BEFORE_SEX or _between_facts(statements, place):
            return int(found[0]["age"])
    return None


def _between_facts(statements: Statements, place: int) -> bool:
    """Whether a number stands between two facts with nothing but the commas around it."""
    told = [hit for hit in statements.hits if hit.group in _TELLING]
    return any(hit.last == place - 2 for hit in told) and any(hit.first == place + 2 for hit in told)


def _at_head(statements: Statements) -> int | None:
    """Return the age behind an occupation, or before the kind of dialysis, that begins a row of facts."""
    plain = statements.plain
    worked, ahead = _AT_WORK.match(plain), _AHEAD.match(plain)
    if worked is not None:
        place = statements.place(worked.start("age"))
        told_before = any(hit.first < place for hit in statements.hits if hit.group != "context")
        return None if told_before else int(worked["age"])
    if ahead is not None:
        place = statements.place(ahead.end())
        if any(hit.first == place and hit.group == "dialysis" for hit in statements.hits):
            return int(ahead["age"])
    return None


def age_in_row(statements: Statements) -> int | None:
    """Return such an age. Years alone are one only where another length of time is told of dialysis."""
    plain = statements.plain
    if "?" in plain or not any(hit.group in _TELLING for hit in statements.hits):
        return None
    born = _BIRTHDAY.match(plain)
    if born:
        ahead = " next " in born.group()
        return int(born["age"]) - ahead
    headed = _at_head(statements)
    if headed is not None:
        return headed
    dialysed = _FOR.search(plain)
    if dialysed is None:
        return None
    for match in _YEARS.finditer(plain):
        place = statements.place(match.start("age"))
        apart = match.start("age") not in {dialysed.start("n"), dialysed.start("n2")}
        free = place not in statements.other and not statements.covered(place, ("family", "general"))
        if apart and free and not _LASTS.search(plain[max(0, match.start("age") - 24) : match.start("age")]):
            return int(match["age"])
    return None
