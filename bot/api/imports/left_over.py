"""What stands in pasted results and was not read: other tests, results told in a word, numbers beside a value.

The reading of free text is cautious, and what it passes over must not be lost in silence. Only the name of a test and
its number come out of here, never other words of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.api.imports.names import Names
from bot.api.imports.result import NotRecognised, clean
from bot.clinical.analytes import Analyte, Catalogue
from bot.clinical.facts import Fact
from bot.clinical.labs import LabReading

__all__ = ["left_over"]

_ENTRY = re.compile(r"[;|]|,(?!\d)|\.\s|\b(?:and|but|also|plus)\b", re.IGNORECASE)
_DATE = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b\d{1,2}:\d{2}\b|\b\d{1,3}/\d{1,3}\b")
_NUMBER = re.compile(r"(?<![\w.,])(?P<sign>[<>≤≥]=?\s?)?(?P<number>\d+(?:[.,]\d+)?)(?![\w]*\d)")
_UNIT = re.compile(
    r"\s*(?P<unit>[A-Za-zµμ%][\w^*µμ]*\s?/\s?(?:[dmµμu]?[lL]|k?g|m?mol|min)[\w./]*|10[*^]?\d{0,2}\s?/\s?[a-zA-Z]+|"
    r"x\s?10\S{0,3}\s?/\s?[a-zA-Z]+|mmHg|fL|mOsm\S*|%|U/\S+)(?![A-Za-z])"
)
_WORD = (
    r"high|low|raised|elevated|increased|decreased|reduced|normal|abnormal|up|down|positive|negative|pending|critical"
)
_VERDICT = re.compile(rf"(?P<name>.+?)\s*(?::|=|is|was|are|were)?\s*(?:very|too|slightly|mildly|quite|still)?\s*"
                      rf"(?P<word>{_WORD})\W*", re.IGNORECASE)  # fmt: skip
_FILLER = re.compile(
    r"^(?:(?:my|her|his|their|the|a|an|with|last|latest|today'?s?|new|serum|plasma|blood|total|result|results|labs?)\b\s*)+|"
    r"[\s:=–-]*(?:\b(?:level|levels|is|was|of|at|result|value|count)\b[\s:=–-]*)*$",
    re.IGNORECASE,
)
_SHORT_NAME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,14}(?: [A-Za-z][A-Za-z0-9+.-]{0,14})?")
#: What is followed by a number in a letter about results and is no test.
_NO_TEST = frozenset(
    "age aged bed ward room page date dob born time tel phone mobile fax id no nr nhs mrn number stage grade day days "
    "week weeks month months year years on since for from to bmi weight height kg cm ckd room street road of in at "
    "patient ref jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august "
    "september october november december hd pd dialysis dose mg tablet tablets daily times every after before over "
    "about".split()
)
#: What stands between the numbers of one result.
_BESIDE = frozenset("h l hh ll high low prev previous previously was ref range reference normal vs then before".split())
#: Usual tests that are not read here, to be named also when they come without a unit.
_OTHER_TESTS = frozenset(
    "na sodium cl chloride co2 egfr gfr alt ast ggt ldh ck bilirubin protein globulin zinc copper selenium aluminium "
    "iron transferrin tsat tibc b12 folate tsh t3 t4 ft4 cortisol bnp troponin platelets plt mcv mch rbc hct "
    "haematocrit hematocrit neutrophils lymphocytes eosinophils esr fibrinogen aptt ptt pt cholesterol ldl hdl "
    "triglycerides urate amylase lipase homocysteine prealbumin procalcitonin pct psa ana anca".split()
)
_LONGEST, _MOST_DIGITS = 60, 6


@dataclass(frozen=True, slots=True)
class _Entry:
    """A piece of the text that can hold one result, and its place."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class _Named:
    """An entry with its first number and what stands before it: the name of a test, and the analyte if it is ours."""

    entry: _Entry
    first: re.Match[str] | None
    name: str
    analyte: Analyte | None

    @classmethod
    def of(cls, entry: _Entry, names: Names) -> _Named:
        first = _NUMBER.search(entry.text)
        name = _name(entry.text[: first.start()] if first else entry.text)
        return cls(entry, first, name, names.find(name))

    def is_of(self, read: set[str]) -> bool:
        """Whether this is the place of a value that was read."""
        return self.first is not None and self.analyte is not None and self.analyte.id in read


def left_over(
    text: str, labs: Sequence[LabReading], facts: dict[str, Fact], catalogue: Catalogue
) -> tuple[tuple[NotRecognised, ...], tuple[str, ...]]:
    """Return the results that were not read, and a sentence for each value beside which numbers were passed over."""
    names, read = Names(catalogue), {each.analyte for each in labs}
    known = Counter(_told(labs, facts))
    unread: list[tuple[int, NotRecognised]] = []
    notes: list[str] = []
    found: Iterable[NotRecognised]
    entries = [_Named.of(entry, names) for entry in _entries(text)]
    # Those of the values that were read come first: a number counts as read only once.
    for place, each in sorted(enumerate(entries), key=lambda pair: not pair[1].is_of(read)):
        numbers = [number for number in _NUMBER.finditer(each.entry.text) if not _taken(number, known)]
        if each.is_of(read):
            found, beside = _beside(each, numbers)
            notes += beside
        elif numbers and each.analyte is None and (labs or _UNIT.match(each.entry.text, numbers[0].end())):
            found = _other_test(each.entry, each.name, numbers[0])
        else:
            found = () if each.first else _in_a_word(each.entry, names, read)
        unread += [(place, one) for one in found]
    return tuple(one for _, one in sorted(unread, key=lambda pair: pair[0])), tuple(dict.fromkeys(notes))


def _taken(number: re.Match[str], known: Counter[Decimal]) -> bool:
    """Whether the number is one that was read; it is then used up."""
    value = Decimal(number["number"].replace(",", "."))
    taken = known[value] > 0
    known[value] -= taken
    return taken


def _entries(text: str) -> Iterator[_Entry]:
    for number, line in enumerate(text.splitlines(), 1):
        for place, piece in enumerate(filter(str.strip, _ENTRY.split(_DATE.sub(" ", line))), 1):
            yield _Entry(f"line {number}, entry {place}", piece.strip()[:400])


def _told(labs: Sequence[LabReading], facts: dict[str, Fact]) -> Iterator[Decimal]:
    """Yield every number that was read, in any part."""
    for each in labs:
        offered = [choice.value for choice in each.choices]
        bounds = each.reference[:2] if each.reference else ()
        older = [old.value for old in each.earlier] + [b for old in each.earlier for b in (old.reference or ())[:2]]
        yield from (number for number in (each.value, *offered, *bounds, *older) if isinstance(number, Decimal))
    yield from (Decimal(str(each)) for each in facts.values() if isinstance(each, int | float) and each not in (0, 1))


def _name(text: str) -> str:
    bare = " ".join(re.sub(r"[^\w\s.,()/+'-]", " ", text).split())
    return _FILLER.sub("", _FILLER.sub("", bare)).strip(" .,-")


def _nearest(entry: _Entry, number: re.Match[str]) -> str:
    """Return the words between a number and the one before it, without the unit of that one; nothing for a flag."""
    before = entry.text[: number.start()]
    last = max((found.end() for found in _NUMBER.finditer(before)), default=0)
    unit = _UNIT.match(before, last)
    name = _name(before[unit.end() if unit else last :])
    return "" if name.lower() in _BESIDE or _NO_TEST & set(name.lower().split()) else name


def _beside(named: _Named, numbers: Sequence[re.Match[str]]) -> tuple[list[NotRecognised], list[str]]:
    """Return the further tests of an entry, and a sentence on the numbers that belong to its value."""
    further = [number for number in numbers if _SHORT_NAME.fullmatch(_nearest(named.entry, number))]
    tests = [test for number in further for test in _other_test(named.entry, _nearest(named.entry, number), number)]
    rest = [number for number in numbers if number not in further]
    if not rest or named.analyte is None:
        return tests, []
    shown = ", ".join(f"{each['sign'] or ''}{each['number']}".replace(" ", "") for each in rest[:6])
    return tests, [f"{named.analyte.display}: beside the value stands what was not read: {shown}."]


def _other_test(entry: _Entry, name: str, number: re.Match[str]) -> Iterator[NotRecognised]:
    """A number with the unit of a laboratory, or a short name with a number alone, in a text that holds results."""
    if _UNIT.match(entry.text, number.end()):
        yield NotRecognised(entry.where, "", clean(_test_name(name), _LONGEST))
    elif (
        len(number["number"]) <= _MOST_DIGITS
        and _SHORT_NAME.fullmatch(name)
        and not _NO_TEST & set(name.lower().split())
    ):
        rest = entry.text[number.end() :].strip(" .()*")
        if rest.lower() in {"", "h", "l", "hh", "ll", "high", "low"}:
            yield _without_unit(entry, name)


def _without_unit(entry: _Entry, name: str) -> NotRecognised:
    """Name it only when it is surely a test: it could be the name of a person with a room or a bed."""
    if name.lower() in _OTHER_TESTS:
        return NotRecognised(entry.where, "", clean(name, _LONGEST))
    return NotRecognised(entry.where, "", "", "a number without a unit that was not read")


def _test_name(name: str) -> str:
    """Return the last words that can be one name of a test: never a capitalised word before it, perhaps of a person."""
    words = name.split()
    kept = words[-1:]
    for word in reversed(words[:-1]):
        if not (word.islower() or len(kept[0]) <= 2):
            break
        kept.insert(0, word)
    return " ".join(kept[-4:])


def _in_a_word(entry: _Entry, names: Names, read: set[str]) -> Iterator[NotRecognised]:
    verdict = _VERDICT.fullmatch(entry.text)
    analyte = names.find(_name(verdict["name"])) if verdict else None
    if verdict and analyte is not None and analyte.id not in read:
        reason = f"said to be {verdict['word'].lower()}, without a number"
        yield NotRecognised(entry.where, "", analyte.display, reason)
