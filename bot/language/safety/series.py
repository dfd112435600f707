"""Several numbers behind one name: `was 4.2 now 6.9`, `4.2 5.1 6.9`, `6.8 last week, 4.2 today`.

Each of them counts unless it is plainly the older one: a number that is told as past while another stands for now.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Series", "beside_older", "is_told_around", "series_from", "tells_older"]

_MOST_WORDS: Final = 9
#: Words that may stand between two results of one test.
_BETWEEN: Final = frozenset(
    """, and then now today currently current is its it was were are to from up down at but > = : ( ) this last
    past week weeks month months year years morning evening afternoon night noon lunch breakfast dinner tonight
    yesterday day days hour hours minutes ago before after previous previously prev prior earlier later latest
    newest new old repeat repeated recheck rechecked again they say says said told tell me my the a an one two
    three four few couple on in of or maybe perhaps h l hh ll high low mmol mmoll mmol_l mg dl mgdl mg_dl mgs
    meq meq_l went gone rose risen rising jumped climbed climbing fell fallen falling dropped shot crept come
    came has have had been be still just only doctor nurse unit lab clinic hospital monday tuesday wednesday
    thursday friday saturday sunday mon tue tues wed thu thur fri sat sun january february march april may june
    july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec pre post hd
    dialysis session admission back out around about over overnight reads reading shows result results level
    value since used first second third next finally baseline sample fresh rpt redo redone retest retested
    haemolysed hemolysed haemolyzed hemolyzed haemolysis hemolysis spurious lysed treated treatment dialysed
    dialyzed hd insulin dextrose lokelma resonium veltassa kayexalate gluconate gave given me him her us""".split()
)
_NOW: Final = frozenset(
    "now today currently current to then tonight latest newest is its new later finally back".split()
)
_WAS: Final = frozenset(
    "was were from previously previous prev prior old had been initially baseline used used_to".split()
)
_PAST: Final = frozenset("yesterday ago before previously earlier prior last".split())
_AGAIN: Final = frozenset("repeat repeated recheck rechecked rpt redo redone retest retested".split())
_TREATED: Final = frozenset(
    """treated treatment dialysed dialyzed dialysis hd insulin dextrose lokelma resonium veltassa kayexalate
    gluconate haemolysed hemolysed haemolyzed hemolyzed haemolysis hemolysis spurious lysed""".split()
)
_DAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur fri sat sun".split()
)
_LATER: Final = _NOW | frozenset("tonight this morning after post since".split())
_BOUNDS: Final = frozenset("target targets goal aim range ranges normal reference ref limit limits between".split())
_LEAD: Final = 3
_ANY_NUMBER: Final = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])")
#: Behind a number: an older one, with its date before or behind it.
_OLDER_BEHIND: Final = re.compile(
    r" (?:[a-z/_%]+ ){0,3}[,;(] (?:it |and |but )?(?:"
    r"(?:last (?:year|yr|month|week|time|winter|summer)|(?:\d+|an?|one|two|three|four|five|six|few|several|some) "
    r"(?:days?|weeks?|months?|years?) (?:ago|back|before|earlier)|previously|before) (?:it )?(?:was |: )?\d"
    r"|was \d[\d.]* (?:last|a|an|one|two|three|\d+) )"
)


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers behind one name, in order, as (start, end, value); and where the name stands."""

    name: tuple[int, int]
    numbers: tuple[tuple[int, int, float], ...]

    def before(self, text: str, start: int) -> list[str]:
        """The words between the number at `start` and the one before it, or the name."""
        place = self._place(start)
        return text[self.numbers[place - 1][1] if place else self.name[1] : start].split()

    def holds(self, start: int) -> bool:
        """Whether the number at `start` is one of them."""
        return any(number[0] == start for number in self.numbers)

    def is_past(self, text: str, start: int) -> bool:
        """Whether the number is told as past while the one behind it, or before it, stands for now."""
        place = self._place(start)
        led = not _WAS.isdisjoint(self.before(text, start)[-_LEAD:])
        following = self.numbers[place + 1] if place + 1 < len(self.numbers) else None
        behind = text[self.numbers[place][1] : following[0] if following else len(text)].split()
        if following is None:
            told = _NOW.isdisjoint(_own(behind))  # "after dialysis it was 4.8 today" is the newest
            return place > 0 and told and (led or not _PAST.isdisjoint(_own(behind)))
        if self.is_past(text, following[0]):
            return False
        if _repeated(behind):
            return True
        now = not _NOW.isdisjoint(behind) or self._told_later(text, place + 1)
        treated = not _TREATED.isdisjoint(behind) and "pre" not in behind  # before and after a session both count
        dated = not (_PAST | _DAYS).isdisjoint(_own(behind)) or treated
        return now and (led or dated or "then" in behind)

    def _told_later(self, text: str, place: int) -> bool:
        """Whether the words behind a number say that it is the present one: "4.4 this morning"."""
        following = self.numbers[place + 1] if place + 1 < len(self.numbers) else None
        behind = text[self.numbers[place][1] : following[0] if following else len(text)].split()
        return not _LATER.isdisjoint(_own(behind))

    def _place(self, start: int) -> int:
        return next(place for place, number in enumerate(self.numbers) if number[0] == start)


def beside_older(text: str, end: int) -> bool:
    """Whether the number that ends there stands before an older one with its date: "7.4, three months ago 5.0"."""
    return _OLDER_BEHIND.match(text, end) is not None


def tells_older(text: str) -> bool:
    """Whether any number of the text does."""
    return any(beside_older(text, number.end()) for number in _ANY_NUMBER.finditer(text))


def series_from(
    text: str, name: tuple[int, int], numbers: Sequence[tuple[int, int, float]], words: int
) -> Series | None:
    """Return the numbers behind `name`, the first at most `words` words behind it; None for fewer than two."""
    behind = [number for number in numbers if number[0] >= name[1]]
    if len(behind) < 2 or not _BOUNDS.isdisjoint(text[name[1] : behind[0][0]].split()):
        return None
    if not _joined(text[name[1] : behind[0][0]], words, first=True):
        return None
    told, own = [behind[0]], frozenset(text[name[0] : name[1]].split())
    for number in behind[1:]:
        if not _joined(text[told[-1][1] : number[0]], _MOST_WORDS, first=False, own=own):
            break
        told.append(number)
    return Series(name, tuple(told)) if len(told) > 1 else None


def is_told_around(word: str) -> bool:
    """Whether a word only leads from one result to the next: "repeat", "now", "Friday", "dialysed"."""
    return word in _BETWEEN or word in {".", "?", "!"}


def _joined(between: str, most: int, *, first: bool, own: frozenset[str] = frozenset()) -> bool:
    gap = between.split()
    if not _AGAIN.isdisjoint(gap):  # "K 6.8, repeat K 4.9"; a name said twice else begins another value
        gap = [word for word in gap if word not in own]
    if first:
        return len(gap) <= most and "." not in gap and not ("," in gap and len(gap) > _LEAD)
    if gap[:1] == ["."] and (len(gap) == 1 or not _NOW.isdisjoint(gap[1:])):  # `4.2 ... 6.9`, `4.2. Now 6.9`
        gap = gap[1:]
    return len(gap) <= most and _BETWEEN.issuperset(gap)


def _own(behind: Sequence[str]) -> Sequence[str]:
    """The words behind a number up to the first comma or joining word."""
    ends = [place for place, word in enumerate(behind) if word in {",", "and", "but", ".", "?", "!"}]
    return behind[: ends[0]][:4] if ends else behind[:4]


def _repeated(behind: Sequence[str]) -> bool:
    """Whether the words between two numbers call the second one the repeat of the first, and not the first itself."""
    again = [place for place, word in enumerate(behind) if word in _AGAIN]
    if not again or len(behind) - again[-1] > _LEAD + 1 or behind[max(again[-1] - 1, 0)] == "on":
        return False
    return "," not in behind[again[-1] :]
