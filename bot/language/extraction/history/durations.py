"""For how long dialysis has gone on: `HD x 5y`, `on it since three years`, `Years: 4` in a form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from bot.language.extraction.history.since import spans_by_date
from bot.language.extraction.history.statements import Statements
from bot.language.extraction.words.phrases import Hit

__all__ = ["KINDS", "years_told"]

KINDS: Final = frozenset({"haemodialysis", "peritoneal"})
_DURATION: Final = re.compile(
    r"(?<!\d)(?P<n>\d{1,4}(?:\.\d{1,3})?) ?\+? ?(?:(?P<half>and (?:a )?half) )?(?:(?<=0\.5) ?an? )?"
    r"(?P<unit>years?|yrs?|yr|y|yers?|months?|mths?|mos?|mo|weeks?|wks?|jahren?|jahr|jaar|"
    r"años|anos|ans|anni|monaten?|mois|mesi|meses|maanden|/ ?12|/ ?52)\b"
    r"(?! ?(?:old|young|/ ?o\b|o\b|yo\b|of age))(?P<half2> and (?:a )?half)?"
    r"(?:(?:(?<=years)|(?<=year)|(?<=yrs)|(?<=yr)|(?<=\d y)|(?<=\dy))(?: and"
    r"| ,)? (?P<more>\d{1,2}) ?(?:months?|mths?|mos?|m)\b(?! (?:ago|back)))?"
    r"|\b(?P<a>a|an|one|the (?:past|last)) (?P<aunit>year|month|yr)\b(?P<half3> and a half)?"
    r"|\b(?P<couple>a couple of|couple of|couple) (?P<cunit>years?|months?|yrs?)\b|\bhalf a (?P<hunit>year)\b"
)
_ON_IT: Final = re.compile(
    r"\b(?:been |am |im |is |was )?(?:on|doing|having|at) (?:it|that|this)(?: now| already)?"
    r"(?: for| since| about| around| some)* "
    rf"(?P<span>{_DURATION.pattern})"
)
#: `I do PD at home, it is four years now`, `haemo, three years already`: the thing named last is meant.
_ENDS: Final = r"(?= ?(?:$|[,.;!)\n]|and\b|but\b))"
_IT_IS: Final = re.compile(
    r"\b(?:it is|its|it 's|it has|itll be|it will be|thats|that is|that 's|makes it)(?: now| about| been|"
    r" nearly| almost| over|"
    rf" already| like)* (?P<span>{_DURATION.pattern})(?: now| already| so far| (?:in|at|come|by|next|"
    rf"this) [a-z]{{3,9}})*{_ENDS}"
)
_OF_IT: Final = re.compile(rf"(?P<span>{_DURATION.pattern})(?: of it| already| so far)(?: now)?{_ENDS}")
_THINGS: Final = frozenset({"fact", "dialysis", "lesion", "finding", "condition"})
#: What else may have lasted as long.
_ELSE: Final = re.compile(
    r"\b(?:married|widow\w*|divorced|retired|moved|live|lives|lived|living|died|dead|work|works|worked|job|pain|sore|"
    r"itch\w*|sick|ill|waiting|list|smok\w+|drink\w*|sober|son|daughter|baby|pth|calcium|phosphate|thyroid)\b"
)
_FAR: Final = 14  # tokens from the dialysis to the length of time that is told of `it`
#: The whole time, told behind the kinds: `…, eight years all told`.
_IN_ALL: Final = re.compile(
    rf"(?P<span>{_DURATION.pattern})(?: now)? ?,? ?(?:(?:all|altogether|in) (?:told|all|total)|altogether|overall|"
    r"all together|all up|total|combined|between (?:them|the two))\b"
)
_TOTAL: Final = re.compile(
    rf"\b(?:total|in total|altogether|in all|overall)(?: time)?(?: of| about| nearly| over|:)* "
    rf"(?P<span>{_DURATION.pattern})"
    r" (?:of |on |in |doing )?(?:dialysis|rrt|krt|renal replacement)\b"
)
_SUMS: Final = ("total", "altogether", "in all", "overall")
#: `For three no sorry four years`: the first number is taken back.
_TAKEN_BACK: Final = re.compile(
    r"\b\d{1,2}(?:\.\d{1,2})? ?(?:(?:years?|yrs?|months?) ?)?[,-]? ?(?:(?:no|nope|oh|or) ?,? ?)*"
    r"(?:sorry|wait|i mean|i meant|actually|make that|rather|correction|(?:i )?tell a lie|typo)(?: ?(?:,|-|no|its|"
    r"it 's|make that|i mean))* "
    r"(?=\d{1,2}(?:\.\d{1,2})? ?(?:years?|yrs?|months?)\b(?! (?:old|young|of age|diabetic|ago)))"
)
#: `Four years, no I tell a lie, five`: the unit is said once.
_PUT_RIGHT: Final = re.compile(
    r"(?: (?:at|in|come|this|last|next|since|about|i think|already|now)(?: [a-z]{3,9})?)?"
    r" ?[,.-]* ?(?:(?:no|nope|oh|or|sorry|wait) ?,? ?)*(?:sorry|wait|i mean|i meant|actually|make that|correction|"
    r"(?:i )?tell a lie|typo) ?[,:-]? ?(?:its |it is |make that )?(?P<n>\d{1,2}(?:\.\d)?)(?= ?(?:$|[,.;!)\n]))"
)
_BRIEF: Final = re.compile(r"\b(?:temporary|temporarily|temp|short term|briefly|bridging|just for a)\b")
#: Months are kept to four places of a year, mere weeks to two.
_SHORT, _EXACT, _COARSE = Decimal("0.25"), Decimal("0.0001"), Decimal("0.01")
#: The rows of a form: `Dialysis: HD`, `Years: 4`.
_FORM_YEARS: Final = re.compile(
    r"\b(?:dialysis|rrt|krt|modality|hd|pd|ha?emodialysis|capd|apd)\b[^.\n]{0,24}(?:\n|[,;|]) ?(?:[|*-] ?)?"
    r"(?:years?|yrs|años|anos|anni|jahre|jaren|ans|duration|vintage|how long|time)(?: (?:on|of) (?:it"
    r"|dialysis|hd|pd))?(?: \( ?(?:years|yrs|y) ?\))? ?"
    r"[:=|] ?(?P<n>\d{1,2}(?:\.\d+)?) ?(?:years?|yrs?|y)? ?(?:\n|[|,;]|$)"
)
_TIMES: Final = re.compile(r"\b(?:once|twice|thrice|times|days|sessions|x) $")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_PER_YEAR: Final = {
    "y": Decimal(1),
    "j": Decimal(1),
    "a": Decimal(1),
    "m": Decimal(12),
    "w": Decimal(52),
    "/12": Decimal(12),
    "/52": Decimal(52),
}


def years_told(statements: Statements, hits: Sequence[Hit], kind: str | None, today: date) -> int | float | None:
    """Return for how many years the dialysis among `hits` of `kind` (any, if None) has gone on; None if not told.

    `today` ends what began at a date.
    """
    plain = statements.plain
    wanted = [
        hit
        for hit in hits
        if hit.key in {"generic", *KINDS}
        and statements.standing(hit) in {"stated", "bare"}
        and (hit.key in {kind, "generic"} or kind is None)
    ]
    if _BRIEF.search(plain):
        wanted = [hit for hit in wanted if not _brief(statements, hit)]
    best = _whole_time(plain) if wanted else None
    if best is None:
        best = _nearest(statements, wanted)
    if best is None:
        best = _bare_years(statements, wanted) or _since(statements, wanted, today)
    if best is None or not Decimal("0.01") <= best[1] <= 70:
        return None
    years = best[1].quantize(_EXACT if best[1] >= _SHORT else _COARSE).normalize()
    return int(years) if years == years.to_integral_value() else float(years)


def _whole_time(plain: str) -> tuple[int, Decimal] | None:
    """Read the sum where it is called one: `HD for 8 months after PD, total 6 years of dialysis`."""
    told = _TOTAL.search(plain) if any(word in plain for word in _SUMS) else None
    return (0, _length(_duration(told["span"]))) if told else None


def _since(statements: Statements, wanted: Sequence[Hit], today: date) -> tuple[int, Decimal] | None:
    """Read the dates since when dialysis goes on; the earliest counts, for the years before a change of kind too."""
    spans = [
        years
        for first, last, years in spans_by_date(statements, today)
        if first not in statements.other
        and not statements.covered(first, ("hypothetical", "family", "general"))
        and any(_distance(statements, hit, first, last) is not None for hit in wanted)
    ]
    return (0, max(spans)) if spans else None


def _nearest(statements: Statements, wanted: Sequence[Hit]) -> tuple[int, Decimal] | None:
    """Return the length of time that stands nearest to a word for dialysis, with its distance."""
    plain, best = statements.plain, None
    put_right = {each.end(): each.start() for each in _TAKEN_BACK.finditer(plain)}
    for match in _DURATION.finditer(plain):
        if match.start() in put_right.values() or _how_often(plain, match):
            continue
        first, last = statements.place(match.start()), statements.place(match.end() - 1)
        if first and statements.tokens[first - 1].norm == "first":  # `now PD, the first two years haemo`
            continue
        if first in statements.other or statements.covered(first, ("hypothetical", "family", "general")):
            continue
        if match.start() in put_right:
            first = statements.place(put_right[match.start()])
        for hit in wanted:
            distance = _distance(statements, hit, first, last)
            if distance is not None and (best is None or distance < best[0]):
                best = (distance, _settled(plain, match))
    return best


def _how_often(plain: str, match: re.Match[str]) -> bool:
    """`Twice one week` tells how often, and not for how long."""
    return match["n"] in {None, "1"} and _TIMES.search(plain, max(0, match.start() - 12), match.start()) is not None


def _settled(plain: str, match: re.Match[str]) -> Decimal:
    """Return the length of time, or the one that takes its place."""
    later = _PUT_RIGHT.match(plain, match.end()) if match["unit"] else None
    return _length(match) if later is None else _length(_duration(f"{later['n']} {match['unit']}"))


def _brief(statements: Statements, hit: Hit) -> bool:
    """`Temporary HD for 2 weeks` is no time on dialysis."""
    near = (token.norm for token in statements.tokens[max(0, hit.first - 3) : hit.last + 3])
    return _BRIEF.search(" ".join(near)) is not None


def _bare_years(statements: Statements, wanted: Sequence[Hit]) -> tuple[int, Decimal] | None:
    """Read `diabetic for 20 years, on haemodialysis for 3`: the unit was said before."""
    form = _FORM_YEARS.search(statements.plain) if wanted else None
    if form:
        return 0, Decimal(form["n"])
    told_of_it = _of_it(statements, wanted) if wanted else None
    if told_of_it is not None:
        return 0, told_of_it
    unit = re.search(r"\d (years?|yrs?|y)\b", statements.plain)
    for pattern in (_ON_IT, _IN_ALL):
        told = pattern.search(statements.plain) if wanted else None
        if told:
            first = statements.place(told.start())
            things = [hit for hit in statements.hits if hit.group in {"fact", "dialysis"} and hit.last < first]
            nearest = max((hit.last for hit in things), default=-1)
            if any(hit.last == nearest for hit in wanted):
                return 0, _length(_duration(told["span"]))
    for match in re.finditer(r"\bfor (\d{1,2}(?:\.\d)?)(?= ?(?:$|[,.;\n]|and\b|but\b))", statements.plain):
        place = statements.place(match.start())
        if unit and any(0 < place - hit.last <= 2 for hit in wanted):
            return 0, Decimal(match[1])
    return None


def _of_it(statements: Statements, wanted: Sequence[Hit]) -> Decimal | None:
    """Read `I do PD at home, it is four years now` where dialysis is the thing named last."""
    for pattern in (_IT_IS, _OF_IT):
        for match in pattern.finditer(statements.plain):
            first = statements.place(match.start("span"))
            things = [hit for hit in statements.hits if hit.group in _THINGS and hit.last < first]
            nearest = max((hit.last for hit in things), default=-1)
            if not any(hit.last == nearest for hit in wanted) or first - nearest > _FAR or first in statements.other:
                continue
            between = " ".join(token.norm for token in statements.tokens[nearest + 1 : first])
            if not _ELSE.search(between) and not statements.covered(first, ("hypothetical", "question", "general")):
                return _settled(statements.plain, _duration_at(statements.plain, match.start("span")))
    return None


def _distance(statements: Statements, hit: Hit, first: int, last: int) -> int | None:
    """Return how far a duration stands from a word for dialysis, None if it is about something else."""
    tokens = statements.tokens
    ago = any(token.norm in {"ago", "back"} for token in tokens[last + 1 : last + 2])
    if first > hit.last:
        between = [token.norm for token in tokens[hit.last + 1 : first] if not _YEAR.fullmatch(token.norm)]
        if ago and not statements.grammar.duration_starts & {t.norm for t in tokens[max(0, hit.first - 5) : first]}:
            return None
    elif last < hit.first:
        between = [token.norm for token in tokens[last + 1 : hit.first]]
        if ago and not statements.grammar.duration_starts & {
            t.norm for t in tokens[last + 1 : hit.first]
        } | statements.grammar.duration_starts & {t.norm for t in tokens[max(0, first - 4) : first]}:
            return None
        between = [
            word
            for word in between
            if word
            not in {"ago", "i", "he", "she", "they", "we", "me", "him", "her", "back"}
            | statements.grammar.duration_starts
        ]
        if any(word in {",", ".", "and", ";"} for word in between) and not ago:
            return None
        return len(between) * 2 if len(between) <= 5 and set(between) <= statements.grammar.duration_fill else None
    else:
        return None
    between = [word for word in between if word not in statements.grammar.duration_starts and word != "\n"]
    return (
        len(between)
        if len(between) <= 12 and all(word in statements.grammar.duration_fill for word in between)
        else None
    )


def _duration(text: str) -> re.Match[str]:
    match = _DURATION.search(text)
    assert match is not None  # the text was matched by a pattern that ends with this one
    return match


def _duration_at(plain: str, start: int) -> re.Match[str]:
    match = _DURATION.search(plain, start)
    assert match is not None  # a pattern that holds this one matched there
    return match


def _length(match: re.Match[str]) -> Decimal:
    """Return a matched duration in years."""
    if match["hunit"]:
        return Decimal("0.5")
    if match["couple"]:
        return Decimal(2) / _PER_YEAR[match["cunit"][0]]
    if match["a"]:
        whole = Decimal(1) + (Decimal("0.5") if match["half3"] else 0)
        return whole / _PER_YEAR[match["aunit"][0]]
    unit = match["unit"].replace(" ", "")
    number = Decimal(match["n"]) + (Decimal("0.5") if match["half"] or match["half2"] else 0)
    number += Decimal(match["more"]) / 12 if match["more"] else 0
    return number / _PER_YEAR[unit if unit.startswith("/") else unit[0]]
