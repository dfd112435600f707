"""Age, sex, height and weight as people and clinicians write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from bot.language.extraction.statements import Statements

__all__ = ["read_age", "read_bmi", "read_sex"]

_N: Final = r"(?P<age>\d{1,3})"
_N2: Final = r"(?P<age>\d{2,3})"
_MALE: Final = r"male|man|gentleman|gent|guy|boy|bloke|chap|mann"
_FEMALE: Final = r"female|woman|lady|girl|femal|frau|women|gal|womam|femle|feamle"
_KIN: Final = r"husband|wife|hubby|partner|mum|mom|mam|dad|father|mother|son|daughter|brother|sister|gran|nan|grandma|grandad|grandmother|grandfather|patient|pt|client|uncle|aunt|friend|spouse|resident"
_END: Final = r"(?=$| ?[,.;!)\n(/-]| (?:and|with|on|but|now|who|living|years?(?! (?:on|of|ago|in|since|now))|yrs?(?! (?:on|of|ago))|yo|y|male|female|man|woman|f|m|from|has|had|have|takes|diabetic|been|this|next|last|in (?:may|june|july|august|march|april)|kidney|dialysis|hd|pd|esrd|he|she|i|weighing|obese|so|old|not)\b)"
_AGES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_N} ?(?:years?|yrs?|y|yr|yers?|jahre) ?(?:[./] ?)?(?:olds?\b|alt\b|o\b|of age\b)",
        rf"\b{_N} ?(?:yo|y/o|yold|yro|yof|yom|yrold|yearold|yearsold)\b",
        rf"(?<!x )\b{_N2} (?:years?|yrs?|y|yr) ?,? (?:{_MALE}|{_FEMALE}|[mf]\b)",
        rf"(?<![\d.] \. )(?<!\d\.)\b{_N2} ?[/,-]? ?(?:(?:white|black|asian|caucasian|hispanic|afro caribbean|african american|diabetic|obese|hispanic|old|elderly|aa|ca|w|b) )?(?:{_MALE}|{_FEMALE}|[mf](?! ?(?:ago|tall|/)))\b",
        rf"(?<!\d )\b(?:{_MALE}|{_FEMALE}|sex : [mf]|[mf]) ?[,/(-]? ?(?:aged?|age :?)? ?{_N2}\b(?! ?(?:kg|cm|mg|g|ml|%|years? (?:on|of|ago)|yrs? on|months?|weeks?|\. ?\d|/ \d|x|mmol|units|pg|ng))",
        rf"\b(?:aged|age(?: is| was)?|ages)(?: about| around| now| currently)? ?(?:is|:|=|of|-|at)? ?{_N}\b(?! ?(?:%|mg|kg))",
        rf"\b(?:{_KIN}|{_MALE}|{_FEMALE}|person) (?:of|aged) {_N}\b",
        rf"\b(?:im|i am|i m|he is|she is|hes|shes|he 's|she 's|(?:{_KIN}) (?:is|'s)|who is|whos|is|am|me|we are|turned|turning|turns|just|being)(?: now| only| about| almost| nearly| just| currently| already| a| still| turning| aged| around| over)* {_N}\b{_END}",
        rf"\b(?:{_KIN}) ?[,(] ?{_N} ?[,).;]",
        rf"\b(?:{_KIN}) ?,? {_N} ?(?:,|$|and\b|on\b|with\b|yrs?\b|years?(?! (?:on|of|ago|now))\b)",
        rf"^{_N2} ?,",
        rf"\b(?:im|i am|name is|this is|he is|she is) [a-z]{{2,14}} ?, {_N2} ?(?:,|$|and\b|\.)",
        rf"\bm(?:r|rs|s) [a-z]{{1,12}} ?,? {_N}\b(?! ?(?:kg|mg|mmol))",
        rf"\bpt:? {_N}\b(?! ?(?:kg|mg))",
        rf"\b(?:patient|pt) (?:aged|age|is|a) {_N}\b",
        rf"(?:^|\n ?){_N} (?:yrs?|years?) ?,",
        rf"\b(?:have|has|got) {_N} (?:years?|yrs?)(?! (?:on|of|in|since|with|now|doing|as|ago|already on|experience|hd|pd|dialysis|left|to))\b",
    )
)
_NOT_AGE: Final = re.compile(
    r"\b(?:at age|at the age of|since age|when (?:i|he|she) (?:was|were)|diagnosed at|from age|until age|at|before age|bmi|weight|weigh|lost|was|stage|type) $"
)
_FEMALE_AGE: Final = re.compile(
    r"(?<![\d.,])\d{2,3} ?(?:years?|yrs?|y|yr)? ?(?:[./] ?)?(?:olds?|o\b)?\.? ?[/,-]? ?(?:f|fem|yof)\b(?! ?/)|\b(?:f|fem) ?[,/(-]? ?\d{2,3}\b|\b(?:sex|gender) ?[:=]? ?(?:is )?f\b|\b\d{2,3} yof\b|\b\d\d ?, ?f\b"
)
_MALE_AGE: Final = re.compile(
    r"(?<![\d.,])\d{2,3} ?(?:years?|yrs?|y|yr)? ?(?:[./] ?)?(?:olds?|o\b)?\.? ?[/,-]? ?(?:m|yom)\b(?! ?(?:/|ago|tall))|\bm ?[,/(-]? ?\d{2,3}\b(?! ?(?:,|/) ?\d)|\b(?:sex|gender) ?[:=]? ?(?:is )?m\b|\b\d{2,3} yom\b"
)
_SEX_WORD: Final = re.compile(rf"\b(?:(?P<female>{_FEMALE})|(?P<male>{_MALE}))\b")
_NOT_SELF: Final = re.compile(
    r"\b(?:the|that|this other|another|any|every|some|most|as many|other|like a|young|which|doctor|nurse|consultant|wound|social|delivery|an old) $"
)
_BMI: Final = re.compile(
    r"\b(?:bmi|body mass index|b m i)\b(?: ?(?:is|of|was|at|currently|now|about|around|approx|approximately|roughly|:|=|~|-|>|≥|over|kg|/|m\^?2|\(|a|around|nearly|almost|just|under|the|last|today|came|out|up|down|to|like|still|,)){0,6} ?(?P<bmi>\d{1,3}(?:\.\d+)?)\b(?! ?(?:kg(?! ?/)|years|yo))|\b(?P<bmi2>\d{2}(?:\.\d+)?) (?:is (?:my|his|her|the) )?(?:bmi|body mass index|kg ?/ ?m)\b"
)
_WEIGHT: Final = re.compile(
    r"\b(?P<stone>\d{1,2}) ?(?:stones?|st)(?:(?: and)? (?P<pounds>\d{1,2})(?: ?(?:lbs?|pounds?))?)?\b|\b(?P<weight>\d{2,3}(?:\.\d+)?) ?(?P<unit>kgs?|kilos?|kilograms?|kilogrammes|lbs?|pounds?)\b(?! ?/)"
)
_HEIGHT: Final = re.compile(
    r"\b(?P<cm>1\d\d(?:\.\d)?) ?cms?\b|\b(?P<m>[12]\.\d{1,2}) ?(?:m|metres?|meters?|mtrs?)\b|\b(?P<ft>[4-7]) ?(?:ft|feet|foot|') ?(?:(?P<inch>\d{1,2}(?:\.5)?)(?: ?(?:in|inch|inches|\"|''))?)?|\b(?P<m2>[12]) ?m ?(?P<cm2>\d\d)\b|\b(?:height|tall|ht) ?(?:is|:|of|=)? ?(?P<bare>1[3-9]\d|[12]\.\d\d)\b"
)
_LOST: Final = re.compile(
    r"\b(?:lost|lose|losing|dropped|shed|down|gained|gain|loss of|loss|lighter|used to weigh|from|drop of|fluid|remove|removed|pull|off) (?:about |around |over |nearly |almost |me |him |her |by )?$"
)
_AFTER_LOST: Final = re.compile(
    r"^ ?(?:weight loss|lighter|lost|loss|down|in \d|over the|less|off|of weight|of fluid|of water|since)"
)


def read_age(statements: Statements) -> int | None:
    """Return the patient's age in whole years (0–120), or None if it is not stated."""
    plain = statements.plain
    for pattern in _AGES:
        for match in pattern.finditer(plain):
            age, place = int(match["age"]), statements.place(match.start("age"))
            before = plain[max(0, match.start("age") - 24) : match.start("age")]
            if (
                age <= 120
                and place not in statements.other
                and not _NOT_AGE.search(before)
                and not _decimal(plain, match.end("age"))
            ) and not statements.covered(place, ("family", "general")):
                return age
    return None


def read_sex(statements: Statements) -> str | None:
    """Return `female` or `male` as stated of the patient, or None."""
    plain = statements.plain
    for match in _SEX_WORD.finditer(plain):
        place = statements.place(match.start())
        if _NOT_SELF.search(plain[max(0, match.start() - 16) : match.start()]) or place in statements.other:
            continue
        if statements.covered(place, ("family", "general", "hypothetical", "question")):
            continue
        return "female" if match["female"] else "male"
    for sex, pattern in (("female", _FEMALE_AGE), ("male", _MALE_AGE)):
        for match in pattern.finditer(plain):
            if statements.place(match.start()) not in statements.other and not statements.covered(
                statements.place(match.start()), ("family",)
            ):
                return sex
    return None


def read_bmi(statements: Statements) -> Decimal | None:
    """Return the body mass index in kg/m² as stated, or computed from height and weight (one decimal, half up)."""
    for match in _BMI.finditer(statements.plain):
        value = Decimal(match["bmi"] or match["bmi2"])
        place = statements.place(match.start())
        allowed = not statements.covered(place, ("hypothetical", "family", "target", "general"))
        if 10 <= value <= 100 and allowed and place not in statements.other:
            return value
    weight = next(_weights(statements.plain), None)
    height = next(_heights(statements.plain), None)
    if weight is None or height is None:
        return None
    bmi = (weight / (height * height)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return bmi if 10 <= bmi <= 100 else None


def _weights(plain: str) -> Iterator[Decimal]:
    """Yield body weights in kg, without those that were lost or gained."""
    for match in _WEIGHT.finditer(plain):
        if _LOST.search(plain[max(0, match.start() - 30) : match.start()]) or _AFTER_LOST.search(
            plain[match.end() : match.end() + 20]
        ):
            continue
        if match["stone"]:
            yield Decimal(match["stone"]) * Decimal("6.35029318") + Decimal(match["pounds"] or 0) * Decimal(
                "0.45359237"
            )
        else:
            pounds = match["unit"].startswith(("lb", "pound"))
            yield Decimal(match["weight"]) * (Decimal("0.45359237") if pounds else 1)


def _heights(plain: str) -> Iterator[Decimal]:
    """Yield body heights in metres."""
    for match in _HEIGHT.finditer(plain):
        if match["cm"]:
            yield Decimal(match["cm"]) / 100
        elif match["m"]:
            yield Decimal(match["m"])
        elif match["m2"]:
            yield Decimal(f"{match['m2']}.{match['cm2']}")
        elif match["bare"]:
            bare = Decimal(match["bare"])
            yield bare / 100 if bare > 3 else bare
        elif match["inch"] or "f" in match.group():
            yield Decimal(match["ft"]) * Decimal("0.3048") + Decimal(match["inch"] or 0) * Decimal("0.0254")


def _decimal(plain: str, end: int) -> bool:
    return plain[end : end + 1] == "." and plain[end + 1 : end + 2].isdigit()
