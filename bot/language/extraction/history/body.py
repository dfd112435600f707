"""Body mass index, as stated or from height and weight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from bot.language.extraction.history.statements import Statements

__all__ = ["read_bmi", "weight_fell"]

_FILL: Final = (
    r"(?: ?(?:is|'s|of|was|at|currently|now|about|around|approx|approximately|roughly|:|\||=|~|-|>|≥|"
    r"over|kg|/|m\^?2|\(|a|"
    r"nearly|almost|just|under|(?:they|he|she|(?:the )?doctor) (?:said|says)|the|last|"
    r"today|came|out|up|down|to|like|still|used|be|,)){0,6}"
)
_BMI: Final = re.compile(
    rf"\b(?:bmi|imc|body mass index|b m i)\b{_FILL} ?(?P<bmi>\d{{1,3}}(?:\.\d+)?)\b(?! ?(?:kg(?! ?/)|years|yo))"
    r"(?! ?,? (?:but|and) (?:the )?\w+ (?:said|says) \d)"  # told two numbers, neither is known to be right
    r"|\b(?P<bmi2>\d{2}(?:\.\d+)?) (?:is (?:my|his|her|the) )?(?:bmi|body mass index|kg ?/ ?m)\b"
    r"|\bbmi\b[^.;\d]{0,50}[?.,;] ?(?:mine|his|hers)(?: (?:is|was|'s))?(?: now)? (?P<bmi3>\d{2}(?:\.\d+)?)\b"
    r"(?! ?(?:kg|years|yo))"
)
#: Whose it is, before or behind it.
_OWN: Final = re.compile(r"\b(?:my|his|her|the patient 's)(?: [a-z]+)? ?$")
_NOW: Final = re.compile(
    r"(?:\b(?:now|currently|today|to)\b|->|→|=>|- >) ?(?:its|it 's|it is|is|at|about|around|down to|up to|:)? ?"
    r"(?P<bmi>\d{2}(?:\.\d+)?)\b"
    r"(?! ?(?:kg|lbs?|years?|yo|mg|%|cm))"
)
#: `Used to be BMI 44 before the operation, BMI's 31 now`: the one that is, behind the one that was.
_WAS: Final = re.compile(r"\b(?:was|were|used to|had|last|before|ago|previously|once|peaked|at diagnosis|at start)\b")
_THEN_NOW: Final = re.compile(
    r"(?:[,;.(]|\band|\bbut|\bthen) ?(?:(?:my|his|her|the|a) )?(?:(?:bmi|imc) ?)?(?:its|it 's|it is|it|"
    r"is|'s|of|at|about|"
    r"around|:|down|up|fell|dropped|to| )* ?(?P<bmi>[1-6]\d(?:\.\d+)?) ?\(? ?(?:now|today|at present|"
    r"currently|at the moment|presently|"
    r"these days|this (?:week|month|year))\b"
)
_WEIGHT: Final = re.compile(
    r"\b(?P<stone>\d{1,2}) ?(?:stones?|st)(?:(?: and)? (?P<pounds>\d{1,2})(?: ?(?:lbs?|pounds?))?)?\b"
    r"|\b(?P<weight>\d{2,3}(?:\.\d+)?) ?(?P<unit>kgs?|kilos?|kilograms?|kilogrammes|lbs?|pounds?)\b(?! ?/)"
    r"|\b(?:weight|wt|weigh|weighs|weighing) ?(?:is|:|=|of|about|around|now|,|-)? ?(?P<plain>\d{2,3}(?:\.\d+)?)"
    r"(?= ?(?:$|[,;\n/)]|\. |and\b|height|ht\b|tall|bmi|with\b))"
)
_HEIGHT: Final = re.compile(
    r"\b(?P<cm>1\d\d(?:\.\d)?) ?cms?\b|\b(?P<m>[12]\.\d{1,2}) ?(?:m|metres?|meters?|mtrs?)\b"
    r"|\b(?P<ft>[4-7]) ?(?:ft|feet|foot|') ?(?:(?P<inch>\d{1,2}(?:\.5)?)(?: ?(?:in|inch|inches|\"|''))?)?"
    r"|\b(?P<m2>[12]) ?m ?(?P<cm2>\d\d)\b|\b(?:height|tall|ht) ?(?:is|:|of|=|,|-)? ?(?P<bare>1[3-9]\d|[12]\.\d\d)\b"
)
_LOST: Final = re.compile(
    r"\b(?:lost|lose|losing|dropped|shed|down|gained|gain|loss of|loss|lighter|used to weigh|from|drop of|fluid|remove|"
    r"removed|pull|off) (?:about |around |over |nearly |almost |me |him |her |by )?$"
)
_AFTER_LOST: Final = re.compile(
    r"^ ?(?:weight loss|lighter|lost|loss|down|in \d|over the|less|off|of weight|of fluid|of water|since)"
)


_AT_PRESENT: Final = re.compile(
    r"\b(?:now|today|currently|presently)\b(?: (?:only|just|at|is|im|i|am|about|down|to|its|weigh))* ?$"
)
_KG: Final = r"(?:kgs?|kilos?|kilograms?|lbs?|pounds?)"
_FELL: Final = re.compile(
    rf"\b(?:weight|wt|edw|dry weight|weighed|weighs|weigh|weighing)\b"
    rf"[a-z ,:=]{{0,24}}?(?P<before>\d{{2,3}}(?:\.\d+)?) ?{_KG}?"
    rf"[a-z ,(]{{0,20}}?(?:->|→|=>|- >|to|now|and now)[a-z :]{{0,12}}?"
    rf"(?P<now>\d{{2,3}}(?:\.\d+)?)(?: ?{_KG}| ?[,.;]| in | over |$)"
)
#: The end of a change without a word for weight, told by its unit: `gone from 14 stone to 11.5`, `from 92 to 80 kilos`.
_MASS: Final = r"(?:kgs?|kilos?|kilograms?|lbs?|pounds?|stones?|st)"
_FROM_TO: Final = re.compile(
    rf"\bfrom (?:about |around |over |nearly )?(?P<before>\d{{1,3}}(?:\.\d+)?)(?: ?(?P<unit>{_MASS}))?"
    rf" ?(?:,|right|all the way|straight)? ?(?:down )?to (?:about |around |under |just )*"
    rf"(?P<now>\d{{1,3}}(?:\.\d+)?)(?: ?(?P<unit2>{_MASS}))?(?![./]?\d| ?/)"
)
#: The newer weight first: `weigh 78 now, was 95 in spring`.
_ROSE_BEFORE: Final = re.compile(
    rf"\b(?:weighs?|weight|wt)\b[a-z ,:=]{{0,16}}?(?P<now>\d{{2,3}}(?:\.\d+)?) ?{_KG}?"
    rf"(?: ?(?:now|today|currently|,|;|\(|and|it|i|he|she|but|down))* ?\b(?:was|were|used to "
    rf"(?:be|weigh)|down from|from)\b[a-z :]{{0,10}}?"
    rf"(?P<before>\d{{2,3}}(?:\.\d+)?)(?! ?(?:cm|years|\d))(?! ?{_KG}? ?(?:pre|before|post)\b)"
    rf"(?![^.;]{{0,24}}\b(?:years? ago|(?:19|20)\d\d))"
)
_WAS_NOW: Final = re.compile(
    rf"\b(?:was|were|weighed|used to be) (?P<before>\d{{2,3}}(?:\.\d+)?) ?{_KG}\b(?![^.;]{{0,30}}\b(?:years? ago|"
    rf"(?:19|20)\d\d))"
    rf"[a-z0-9 ,]{{0,24}}?\b(?:now|today|currently) (?:only |just |at |about |"
    rf"down to )*(?P<now>\d{{2,3}}(?:\.\d+)?) ?{_KG}\b"
)
_SEASON: Final = (
    r"(?:spring|summer|autumn|fall|winter|christmas|xmas|easter|ramadan|january|february|march|april|may|june|"
    r"july|august|"
    r"september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|last [a-z]+|the [a-z]+)"
)
#: `Was 105 kg in summer now 81`: the unit is said once.
_WAS_THEN: Final = re.compile(
    rf"\b(?:was|were|weighed|used to be|used to weigh) (?:about |around |nearly |over "
    rf")?(?P<before>\d{{1,3}}(?:\.\d+)?) ?"
    rf"{_MASS} (?:in|at|last|this|before|back in|by|around) (?:the )?{_SEASON} ?(?:,|and|but|-| )*(?:i am |im |he "
    rf"is |she is |"
    r"hes |shes |its )?(?:now|today)\b(?: i am| im| he is| hes| she is| shes| its| only| just| at| about| down to| "
    r"is)* "
    rf"(?P<now>\d{{1,3}}(?:\.\d+)?)(?= ?(?:$|[,.;!)]|{_MASS}\b|and\b|but\b|cant\b|weight\b))(?! ?(?:years|yrs|yo|"
    rf"cm|mg)\b)"
)
#: `Lost like 2 stone since Xmas`, `lost I don't know ten kilos`: an amount not weighed to the pound.
_LOST_SOME: Final = re.compile(
    r"\b(?:lost|dropped|shed|losing) ?,? (?:(?:like|maybe|about|around|nearly|almost|over|roughly|probably|well|i "
    r"think|i guess|"
    r"i dont know|i do not know|dunno|i dunno|god knows|must be|easily|at least|some|a good|what|say|er|um|,) ?)*"
    rf"(?:\d{{1,2}}(?:\.\d+)?|a|half a|a half) ?(?:or (?:so|more|\d{{1,2}}) )?{_MASS}\b"
    r"(?: (?:or so|in weight|of weight|of me|off me|or more|easy|easily))* ?,? (?:since|in|over|within|this|"
    r"without|during)\b"
    r"(?! (?:one|a) (?:session|treatment|dialysis)| (?:19|20)\d\d| (?:dialysis|session|treatment)| (?:my|his|her|the) "
    r"(?:teens|twenties|youth|20s|30s|session|dialysis|treatment))"
)
_SIZE: Final = re.compile(
    r"\b(?:(?:dress|trousers?|jeans|waist|clothes|collar)\b[a-z ]{0,20}?(?:from )?(?:an? )?"
    r"(?:size )?|from (?:an? )?size )"
    r"(?P<before>\d{1,2}) (?:down )?to (?:an? )?(?:size )?(?P<now>\d{1,2})\b(?! ?(?:kg|mg|years|cm|mm|x))"
)
#: A share of the body: `lost nearly a third of my body weight`.
_SHARE: Final = re.compile(
    r"\b(?:lost|lose|losing|dropped|shed|shedding) (?:~ ?)?(?:(?:about|around|nearly|almost|over|roughly|maybe|"
    r"easily|some|"
    r"probably|like|well|more than|at least|close to|up to) )*(?:a |an |one |1 )?"
    r"(?:quarter|third|tenth|fifth|sixth|eighth|half|0\.5|\d{1,2} ?%) ?(?:of )?(?:my|his|her|the|their) "
    r"(?:body ?)?(?:weight|wt|mass|bodyweight|bw)\b"
    r"|\b(?:lost|losing|dropped|shed) (?:~ ?|about |around |nearly |over |roughly |approx |some |almost "
    r")*(?:[5-9]|[1-4]\d) ?% (?:of "
    r")?(?:body ?)?(?:weight|wt|bw)\b"
    r"(?! ?(?:in|at|on|during|with|by|every|each|per) (?:(?:the|a|an|one|each|every|this|that|my|his|her|last) )*"
    r"(?:sessions?|dialysis|treatments?|hd|ha?emo\w*|run|machine)\b)"
    r"|\b(?:weight|wt|bw) (?:is |was )?(?:down|loss|dropped|fell)(?: of| by)? ?(?:~ ?)?(?:about |around "
    r")?(?:[5-9]|[1-4]\d) ?% ?"
    r"(?:in|over|within|since|/)(?! ?(?:(?:the|a|an|one|each|every|this|that|my|his|her|last|today's|todays) )*"
    r"(?:sessions?|dialysis|treatments?|hd|ha?emo\w*|run|machine)\b)"
)
_MONTHS: Final = (
    r"(?:in|over|within|/) ?(?:the (?:last|past) )?\d{1,2} ?(?:/ ?(?:12|52)|months?|mths?|mo|weeks?|wks?|w)\b"
)
#: `-26 kg in 5/12`, and a body mass index that fell by several units within months.
_DROP: Final = re.compile(
    r"(?:^|[,;:.(\n] ?|\b(?:weight|wt|edw|loss|lost|hd|pd|capd|apd|dm|t2dm|t1dm|dialysis|warfarin|male|female|"
    r"diabetic) )"
    rf"- ?(?P<kg>[1-4]?\d(?:\.\d)?) ?kg {_MONTHS}"
)
#: `Weight change 3/12: -11 kg`
_CHANGE: Final = re.compile(
    rf"\b(?:weight|wt) change ?(?:(?:over|in|within|during|/)? ?(?:the (?:last|past) )?\d{{1,2}} ?"
    rf"(?:/ ?(?:12|52)|months?|mths?|mo|weeks?|wks?) ?)?[:|=]? ?(?:[-–−]|minus) ?(?P<kg>[1-4]?\d(?:\.\d)?) ?{_KG}"
)
_BMI_FELL: Final = re.compile(
    rf"\bbmi (?:was |from |of )?(?P<before>\d\d(?:\.\d)?) ?(?:,|->|→|=>|- >|to|now|and| )+"
    rf"(?P<now>\d\d(?:\.\d)?) {_MONTHS}"
)
_LEAST_DROP: Final = 3  # kg, or units of the index
_OF_NOBODY: Final = ("hypothetical", "family", "target")
_NOT_TOLD: Final = ("hypothetical", "family", "target", "general", "negated", "question", "uncertain")


def read_bmi(statements: Statements) -> Decimal | None:
    """Return the body mass index in kg/m² as stated, or computed from height and weight (one decimal, half up)."""
    for match in _BMI.finditer(statements.plain):
        group = next(each for each in ("bmi", "bmi2", "bmi3") if match[each])
        value, place = Decimal(match[group]), statements.place(match.start(group))
        owned = group == "bmi3" or _OWN.search(statements.plain[max(0, match.start() - 16) : match.start()])
        allowed = not statements.covered(place, _OF_NOBODY if owned else (*_OF_NOBODY, "general"))
        if 10 <= value <= 100 and allowed and place not in statements.other:
            return _now(statements.plain, match) or value
    height = next(_heights(statements.plain), None)
    feet = any(match["ft"] for match in _HEIGHT.finditer(statements.plain))
    weight = _newest(list(_weights(statements.plain, metric=not feet)))
    if weight is None or height is None:
        return None
    bmi = (weight / (height * height)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return bmi if 10 <= bmi <= 100 else None


def weight_fell(statements: Statements) -> bool:
    """Whether a weight is told to have gone down: `weight 104 -> 89 kg`, `went from 92 to 80 kilos`, `lost a third`."""
    for match in _SHARE.finditer(statements.plain):
        place = statements.place(match.start())
        if place not in statements.other and not statements.covered(place, _NOT_TOLD):
            return True
    for match in _LOST_SOME.finditer(statements.plain):
        place = statements.place(match.start())
        free = tuple(kind for kind in _NOT_TOLD if kind != "uncertain")  # the doubt is about how much
        if place not in statements.other and not statements.covered(place, free):
            return True
    for match in (
        *_DROP.finditer(statements.plain),
        *_CHANGE.finditer(statements.plain),
        *_BMI_FELL.finditer(statements.plain),
    ):
        fall = Decimal(match["kg"]) if "kg" in match.re.groupindex else Decimal(match["before"]) - Decimal(match["now"])
        if fall >= _LEAST_DROP and statements.place(match.start()) not in statements.other:
            return True
    told = (each for each in _FROM_TO.finditer(statements.plain) if each["unit"] or each["unit2"])
    sizes = _SIZE.finditer(statements.plain)
    for match in (
        *_FELL.finditer(statements.plain),
        *told,
        *_ROSE_BEFORE.finditer(statements.plain),
        *_WAS_NOW.finditer(statements.plain),
        *_WAS_THEN.finditer(statements.plain),
        *sizes,
    ):
        place = statements.place(match.start())
        allowed = not statements.covered(place, ("hypothetical", "family", "target", "general"))
        before, now = Decimal(match["before"]), Decimal(match["now"])
        if (
            allowed
            and place not in statements.other
            and before <= 300
            and Decimal("0.5") * before < now < Decimal("0.97") * before
        ):
            return True
    return False


def _now(plain: str, match: re.Match[str]) -> Decimal | None:
    """Return the newer value in `my BMI was 40, now it's 32`."""
    later = _NOW.search(plain, match.end(), match.end() + 40)
    if later is None and _WAS.search(plain, max(0, match.start() - 24), match.end() + 30):
        later = _THEN_NOW.search(plain, match.end(), match.end() + 70)
    value = Decimal(later["bmi"]) if later else None
    return value if value is not None and 10 <= value <= 100 else None


def _newest(weights: list[tuple[Decimal, bool]]) -> Decimal | None:
    """Return the weight said to be the present one, else the first."""
    now = [weight for weight, present in weights if present]
    return now[0] if now else weights[0][0] if weights else None


def _weights(plain: str, *, metric: bool) -> Iterator[tuple[Decimal, bool]]:
    """Yield body weights in kg and whether `now` stands before, without those that were lost or gained.

    A bare number counts only beside a metric height.
    """
    for match in _WEIGHT.finditer(plain):
        if _LOST.search(plain[max(0, match.start() - 30) : match.start()]) or _AFTER_LOST.search(
            plain[match.end() : match.end() + 20]
        ):
            continue
        present = _AT_PRESENT.search(plain[max(0, match.start() - 24) : match.start()]) is not None
        if match["plain"]:
            if metric and 25 <= Decimal(match["plain"]) <= 300:
                yield Decimal(match["plain"]), present
        elif match["stone"]:
            pounds = Decimal(match["pounds"] or 0) * Decimal("0.45359237")
            yield Decimal(match["stone"]) * Decimal("6.35029318") + pounds, present
        else:
            kilo = Decimal("0.45359237") if match["unit"].startswith(("lb", "pound")) else Decimal(1)
            yield Decimal(match["weight"]) * kilo, present


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
