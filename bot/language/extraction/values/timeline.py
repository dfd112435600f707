"""When each value of a message was measured, as far as words say: `in June`, `on Friday`, `six months ago`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from bot.language.extraction.values.cues import labelled_behind, without_lead
from bot.language.extraction.values.found import Found, Material
from bot.language.extraction.values.headings import newest_ranks

__all__ = ["ranks", "stamps", "tells_time"]

Kind = Literal["age", "month", "weekday", "year", "step", "numbers"]
_UNKNOWN_OLD: Final = 5000.0
_LONG_AGO: Final = 100.0
_OLD: Final = 4000.0
_MONTHS: Final = (
    r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?(?:uary)?\b"
)
_COUNT: Final[Mapping[str, float]] = {
    **{word: float(place) for place, word in enumerate("nil one two three four five six seven eight nine ten".split())},
    "a": 1.0, "an": 1.0, "couple": 2.0, "few": 3.0, "several": 4.0, "half a": 0.5, "twelve": 12.0, "last": 1.0,
}  # fmt: skip
_SPAN: Final[Mapping[str, float]] = {
    "day": 1, "night": 1, "week": 7, "wk": 7, "fortnight": 14, "month": 30, "mo": 30, "mth": 30, "quarter": 91,
    "year": 365, "yr": 365, "session": 2, "visit": 30, "appointment": 30, "clinic": 30, "time": 30, "check": 30,
    "spring": 150, "summer": 150, "autumn": 150, "fall": 150, "winter": 150, "christmas": 150, "easter": 150,
}  # fmt: skip
_NOW: Final = (
    r"now|today|todays|current|currently|latest|newest|most recent|most recently|tonight|"
    r"this (?:morning|afternoon|evening|time)|at present|at the moment|these days|presently|nowadays|new|recheck|"
    r"rechecked|repeat|repeated|hoy|ahora|heute|jetzt|aktuell|aujourdhui|maintenant|oggi|adesso|vandaag|hoje|agora"
)
_HOURS: Final = "one two three four five six seven eight nine ten eleven twelve".split()
_NTH: Final = ("first", "second", "third", "fourth", "fifth", "1st", "2nd", "3rd", "4th", "5th")
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PATTERN: Final = re.compile(
    rf"\b(?:(?P<now>{_NOW})\b"
    r"|(?P<soon>this (?:week|month|year)|recent|recently|lately|since)\b(?! (?:last|\d|january|20))"
    r"|(?P<yesterday>yesterday|last night|ayer|gestern|ieri|gisteren|ontem)\b"
    r"|(?P<count>half a|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,2}|(?:a )?couple(?: of)?|"
    r"(?:a )?few|several) (?P<span>day|night|week|wk|fortnight|month|mo|mth|quarter|year|yr|session|visit)s? "
    r"(?:ago|earlier|before|previously|prior|back)\b"
    r"|(?:(?:the )?(?P<last>last|past|previous|prior|preceding)|(?P<season>in(?: the)?|over|at)) "
    r"(?P<unit>week|month|year|quarter|spring|summer|autumn|fall|winter|christmas|easter|visit|session|time|check|"
    r"clinic|appointment)\b"
    r"|(?P<ordinal>day|week|wk|visit|month|session|draw|sample) ?(?P<step>\d{1,3})\b"
    r"|(?P<old>(?:at|on|from|during) (?:the )?(?:admission|baseline|diagnosis|start|beginning|first)|baseline|"
    r"initially|originally|at first|admission|used to|formerly|previously|prev|previous|prior|old|"
    r"years ago|ages ago|once|"
    r"before (?:the |my |his |her )?(?:surgery|operation|op|cinacalcet|treatment|starting|ptx|parathyroidectomy))\b"
    r"|(?P<pre>pre|before|prior to)(?: (?:the|my|his|her))? (?:hd|dialysis|session|op|surgery|operation|treatment)\b"
    r"|(?P<done>post|after|following)(?: (?:the|my|his|her))? (?:hd|dialysis|session|op|surgery|operation|treatment)\b"
    r"(?! day)"
    r"|(?P<clock>(?P<hour>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?::\d\d)? ?"
    r"(?P<half>am|pm|in the morning|in the afternoon|in the evening|at night)|noon|midday|midnight|bedtime|"
    r"(?P<h24>[01]?\d|2[0-3]):[0-5]\d)\b"
    r"|(?P<earlier>before that|prior to that|the time before|the one before|earlier)\b"
    r"|(?P<later>then|later|afterwards|after that|next|finally|(?:up|down|on) to|(?:[a-z]{3,}ed|[a-z]{3,}en|went|shot|"
    r"crept|come|came|gone|fell|rose|got|back|shrunk|sunk|grew)(?: (?:back|up|down|again|right|all the way)){0,2} to)\b"
    rf"|(?:(?P<day>\d{{1,2}})(?: (?:st|nd|rd|th))?(?: of)? )?(?:{_MONTHS})"
    r"(?: (?:the )?(?P<day2>[1-9]|[12]\d|3[01])(?: (?:st|nd|rd|th))?\b(?! ?[.,:/\d]))?(?: (?P<of>(?:19|20)\d\d)\b)?"
    r"|(?P<first>\d{1,2})/(?P<second>\d{1,2})(?![/\d])"
    r"|(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|rs|ur|nes)?(?:day)?\b"
    r"|(?P<year>(?:199|20[0-4])\d)\b"
    r"|(?P<nth>first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)\b)"
)
_SIGNS: Final = frozenset({"-", "--", "---", "/", "|", ":", "(", "[", ")", "]", "~", "*"})
_WENT: Final = frozenset({"was", "were", "from", "had", "previously", "before", "then"})
_NEAR: Final = frozenset({"(", "[", "in", "on", "-", "the", "this", "early", "late", "mid", "back", "of", "at", "from"})


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time as words tell it: `value` is an age in days, or the number of a month, weekday, year or step."""

    kind: Kind
    value: float
    place: int = 0


def tells_time(words: Sequence[str]) -> bool:
    """Whether a time stands among the words."""
    return _PATTERN.search(" ".join(words)) is not None


def stamps(material: Material, found: Iterable[Found]) -> dict[int, Stamp]:
    """Return the time of each value by the number of its token; values of which nothing is said are left out."""
    ordered = sorted((each for each in found if each.mention.first >= 0), key=lambda each: each.quantity.first)
    told: dict[int, Stamp] = {}
    given: dict[tuple[str, int], int] = {}  # which analytes have used a stamp already
    barrier, carried, sentence = -1, None, -1
    for place, each in enumerate(ordered):
        token = material.tokens[each.quantity.number]
        if token.sentence != sentence:
            carried, sentence = _heading(material, token.line), token.sentence
        end = ordered[place + 1].quantity.first if place + 1 < len(ordered) else len(material.tokens)
        stamp = _before(material, max(barrier + 1, _line_start(material, token.line)), each.quantity.first)
        if stamp is None:
            stamp, reach = _after(material, each.quantity.last + 1, end)
            if stamp is not None and place + 1 < len(ordered) and _leads(material, each, stamp, ordered[place + 1]):
                stamp, reach = None, -1
            barrier = max(each.quantity.last, reach)
        else:
            further = place > 0 and ordered[place - 1].mention is each.mention  # `2.1 (prev 1.7), calcium 2.4`
            carried = carried if further and stamp.place > each.mention.last else stamp
            barrier = each.quantity.last
        if stamp is None and carried is not None and (each.mention.id, carried.place) not in given:
            stamp = carried
        if stamp is not None:
            given[(each.mention.id, stamp.place)] = each.quantity.number
            told[each.quantity.number] = stamp
    return told


def ranks(told: Sequence[Stamp | None], hints: Sequence[int]) -> list[float] | None:
    """Return a number for each value, the newest highest; None where the times do not settle it.

    `hints`: 2 for a value that other words call new, 0 for one called old, 1 for neither.
    """
    if sum(each is not None for each in told) + sum(hint != 1 for hint in hints) == 0:
        return None
    ages: list[float | None] = []
    goes_on = any(each is not None and each.kind == "age" and each.value < 0 for each in told[1:])
    kinds = _kinds(told)
    for place, (stamp, hint) in enumerate(zip(told, hints, strict=True)):
        before = ages[place - 1] if place else None
        if place == 0 and stamp is None and goes_on:  # `6.1, then 7.0, and yesterday 8.3`
            ages.append(_LONG_AGO)
            continue
        ages.append(_age(stamp, hint, before, kinds, place))
    unknown = [place for place, age in enumerate(ages) if age is None]
    known = [age for age in ages if age is not None]
    if len(unknown) > 1 or not known:
        return None
    settled = [(0.0 if min(known) > 0.5 else _UNKNOWN_OLD) if age is None else age for age in ages]
    return [-age for age in settled] if settled.count(min(settled)) == 1 else None


@dataclass(frozen=True, slots=True)
class _Kind:
    """The stamps of one kind: how many stand before each place, whether they run over the end, their ranks."""

    counts: Mapping[int, int]
    runs_on: bool
    ranks: Sequence[float]


def _age(stamp: Stamp | None, hint: int, before: float | None, kinds: Mapping[str, _Kind], place: int) -> float | None:
    if stamp is None:
        return {2: 0.0, 0: _UNKNOWN_OLD}.get(hint)
    if stamp.kind == "step":
        return 3000.0 - stamp.value if stamp.value >= 0 else (before if before is not None else 0.0) + 20.0
    if stamp.kind == "age" and stamp.value < 0:  # `then`, `climbed to`: newer than the value before
        return before - 0.01 if before is not None else (None if place == 0 else 0.0)
    if stamp.kind == "age":
        return stamp.value
    kind = kinds[stamp.kind]
    count = kind.counts[place]
    if stamp.kind == "weekday":
        return 4.0 - 0.1 * (count if kind.runs_on else stamp.value)
    if stamp.kind == "numbers":
        return 400.0 - kind.ranks[count]
    if stamp.kind == "year":
        return 500.0 + (2100 - stamp.value) * 365
    return 400.0 - (count if kind.runs_on else stamp.value) * 30


def _kinds(told: Sequence[Stamp | None]) -> dict[str, _Kind]:
    """Return what the stamps of each kind have in common, read once for all of them."""
    values: dict[str, list[float]] = {}
    counts: dict[str, dict[int, int]] = {}
    for place, each in enumerate(told):
        if each is not None:
            alike = values.setdefault(each.kind, [])
            counts.setdefault(each.kind, {})[place] = len(alike)
            alike.append(each.value)
    return {kind: _Kind(counts[kind], *_order(kind, alike)) for kind, alike in values.items()}


def _order(kind: str, alike: Sequence[float]) -> tuple[bool, Sequence[float]]:
    if kind == "numbers":
        return False, newest_ranks([("numbers", (int(each) // 100, int(each) % 100)) for each in alike])
    return _runs_on(alike, *((7, 6) if kind == "weekday" else (12, 5))), ()


def _runs_on(values: Sequence[float], cycle: int, most: int) -> bool:
    """Whether months or weekdays run over the end of the year or week in the order told: Nov, Dec, Jan."""
    steps = [(later - earlier) % cycle for earlier, later in pairwise(values)]
    wraps = any(later < earlier for earlier, later in pairwise(values))
    return wraps and bool(steps) and min(steps) > 0 and sum(steps) <= most


def _line_start(material: Material, line: int) -> int:
    first = material.lines[line][0].index
    return first if len(material.line_quantities(line)) > 1 or first == 0 else max(0, first - 1)


def _before(material: Material, start: int, end: int) -> Stamp | None:
    words = material.norms(start, end - 1)
    text = " ".join(words)
    best = None
    for match in _PATTERN.finditer(text):
        before = text[: match.start()].split()
        if (match["month"] == "may" and not _is_may(before)) or (match["last"] and _spans(before)):
            continue
        if match["old"] and text[match.end() : match.end() + 2].strip()[:1].isdigit():  # `Na 140 (prev 138), Ca 2.4`
            continue
        best = match
    return None if best is None else _stamp(best, start + text[: best.start()].count(" "))


def _after(material: Material, start: int, end: int) -> tuple[Stamp | None, int]:
    """Return the time right behind a value, and the last token it covers."""
    words: list[str] = []
    for word in material.norms(start, min(end, start + 8) - 1):
        if word in {",", ";", ".", "and", "but", "then", "\n", "->", "→", "=>"}:
            break
        words.append(word)
    lead = 0
    while lead < len(words) and lead < 3 and words[lead] in _NEAR:
        lead += 1
    for skip in range(lead + 1):
        match = _PATTERN.match(" ".join(words[skip:]))
        if match is not None and not match["later"] and not match["soon"]:
            size = match.group().count(" ") + 1
            return _stamp(match, start + skip), start + skip + size - 1
    return None, -1


def _leads(material: Material, each: Found, stamp: Stamp, later: Found) -> bool:
    """Whether the time between two values is said of the second: `5.8 prev 6.4`, `was 4.2 now 6.9`.

    Not if the second has a time of its own (`6.9 now 4.2 before`), or is called the older one (`6.9 today was 4.2`).
    """
    if later.mention is not each.mention:
        return False
    between = material.norms(each.quantity.last + 1, later.quantity.first - 1)
    own, _ = _after(material, later.quantity.last + 1, later.quantity.last + 6)
    if own is not None or labelled_behind(material, later.quantity):
        return False
    told = stamp.place - each.quantity.last - 1
    if len(without_lead(between)) <= told:
        return True
    joined = set(between[:told]) <= _SIGNS and _WENT.isdisjoint(between)
    return joined and stamp.kind == "age" and stamp.value == 0


def _heading(material: Material, line: int) -> Stamp | None:
    """Return the time that a short line above without any value gives to the lines below: `Last month:`."""
    for above in range(line - 1, max(-1, line - 12), -1):
        if material.line_quantities(above) and material.line_mentions(above):
            continue
        tokens = material.lines.get(above, [])
        if not tokens or len(tokens) > 6:
            continue
        match = _PATTERN.search(" ".join(token.norm for token in tokens))
        if match and not material.line_mentions(above):
            return _stamp(match, tokens[0].index)
    return None


def _is_may(before: Sequence[str]) -> bool:
    """Whether `may` is the month: behind a preposition, or first in its clause."""
    return not before or before[-1] in {
        "in",
        "since",
        "of",
        "from",
        "early",
        "late",
        "last",
        ",",
        ";",
        "\n",
        "and",
        "(",
    }


def _spans(before: Sequence[str]) -> bool:
    """Whether `the last year` is a stretch of time (`over the last year`) and not a moment."""
    return bool(before) and before[-1] in {"over", "in", "for", "during", "within", "throughout"}


def _hour(match: re.Match[str]) -> int:
    if match["h24"]:
        return int(match["h24"])
    if not match["hour"]:
        return {"noon": 12, "midday": 12, "midnight": 24}.get(match["clock"], 22)
    hour = int(match["hour"]) if match["hour"].isdigit() else int(_HOURS.index(match["hour"])) + 1
    return hour % 12 + (0 if match["half"] in {"am", "in the morning"} else 12)


def _stamp(match: re.Match[str], place: int) -> Stamp:
    if match["pre"] or match["done"]:
        return Stamp("age", 3500.0 if match["pre"] else 0.2, place)
    if match["clock"]:
        return Stamp("age", 0.45 - _hour(match) / 100, place)
    if match["nth"]:
        return Stamp("step", float(_NTH.index(match["nth"]) % 5), place)
    if match["month"] or match["weekday"] or match["year"] or match["first"]:
        return _named(match, place)
    return _relative(match, place)


def _relative(match: re.Match[str], place: int) -> Stamp:
    if match["now"] or match["soon"] or match["yesterday"]:
        return Stamp("age", 0.0 if match["now"] else (0.5 if match["soon"] else 1.0), place)
    if match["count"]:
        word = match["count"].removeprefix("a ").removesuffix(" of") if match["count"] != "a" else "a"
        number = float(word) if word.isdigit() else _COUNT.get(word, 3.0)
        return Stamp("age", number * _SPAN[match["span"]], place)
    if match["last"] or match["season"]:
        return Stamp("age", _SPAN[match["unit"]], place)
    if match["ordinal"]:
        return Stamp("step", float(match["step"]), place)
    if match["old"]:
        return Stamp("age", _OLD, place)
    if match["earlier"]:
        return Stamp("step", -1.0, place)
    return Stamp("age", -1.0, place)


def _named(match: re.Match[str], place: int) -> Stamp:
    if match["month"]:
        day = int(match["day"] or match["day2"] or 0) / 40
        month = "jan feb mar apr may jun jul aug sep oct nov dec".split().index(match["month"]) + 1
        return (
            Stamp("year", int(match["of"]) + (month + day) / 14, place)
            if match["of"]
            else Stamp("month", month + day, place)
        )
    if match["first"]:
        return Stamp("numbers", float(int(match["first"]) * 100 + int(match["second"])), place)
    if match["weekday"]:
        return Stamp("weekday", _DAYS.index(match["weekday"]), place)
    return Stamp("year", float(match["year"]), place)
