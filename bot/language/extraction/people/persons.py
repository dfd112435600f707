"""Whether a text holds the results of more than one person: `Name: John Smith … Name: Jane Doe …`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["several_cases", "several_people"]

_START: Final = r"(?:^|[\n;|]|\. |/ ?)[ \t]*[-*•>]?[ \t]*"
_NAMED: Final = re.compile(
    rf"{_START}(?:patient(?:'s)?(?: name)?|pt(?: name)?|(?:full |first |last |sur)?name|surname|resident|client)"
    r"[ \t]*[:=-][ \t]*(?P<name>(?:(?:mrs?|ms|miss|dr)\b\.?[ \t]*)?[a-z][a-z'-]+(?:[ \t]*,?[ \t]+[a-z][a-z'.-]*){0,3})"
)
_NUMBERED: Final = re.compile(
    rf"{_START}(?P<kind>patient|pt|person|resident|client|bed|case|mrn|nhs(?: no| number)?|hosp(?:ital)? (?:no|number)|"
    r"patient id|dob|d\.o\.b\.?|date of birth|record(?: no| number)?)"
    r"(?:[ \t]*(?:no\.?|number|#))?[ \t]*[:#=-]?[ \t]*(?P<value>\d[\d/. -]{0,14}\d|\d{1,2}|[a-h])"
    r"[ \t]*(?=[:,;.|)\n(-]|$)"
)
_TITLED: Final = re.compile(rf"{_START}(?P<title>mr|mrs|ms|miss)\.? (?P<name>[a-z][a-z'-]+(?: [a-z'-]+)?)[ \t]*[:,(-]")
#: What stands behind `Patient:` without being a name.
_NO_NAME: Final = frozenset(
    """male female man woman lady diabetic dialysis haemodialysis hemodialysis peritoneal hd pd on with has had a an the
    is was aged age year old elderly obese known same not no new none unknown taking stable well alive also and her his
    portal id""".split()
)
_WORD: Final = re.compile(r"[a-z]+")
_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "dr"})


_ONE: Final = r"(?:[1-9]|one|two|three|four|i{1,3}|iv|[a-d])"
_SHOWN: Final = r"\d{2} ?(?:y|yo|y/o|yrs?|years?)?[ -]?(?:old)? ?(?:m|f|male|female|man|woman|lady|gentleman)\b"
_IS: Final = r"(?:(?:one|is|was|has|a|an|the|:|,|-) ?){0,3}"
_COUNTED: Final = re.compile(
    r"\b(?P<kind>patient|pt|person|case|client|resident)s? ?(?:no\.? ?|number ?|#)?"
    rf"(?P<which>{_ONE})\b(?![./]\d|['’]| ?(?:years?|yrs?|months?|weeks?|wks?|days?|x|mg|%)\b)"
    rf"(?: ?(?:and|&|,|vs|versus|/) ?(?P<next>{_ONE})\b(?! ?(?:years?|yrs?|months?|weeks?|days?|\d)))?"
)
_NTH: Final = re.compile(
    r"\b(?P<which>first|second|third|1st|2nd|3rd)"
    rf" (?:(?:patient|pt|person|case|client|resident)\b(?! of\b)|(?={_IS} ?{_SHOWN}))"
)
_OTHER: Final = re.compile(rf"\b(?P<which>one|another|other)(?: (?:patient|pt|person|case))?,? (?={_IS} ?{_SHOWN})")
#: `A: 58M … B: 44F`, and `1) 58M … 2) 44F`
_LETTERED: Final = re.compile(rf"(?:^|[\n;.,|?!] ?|\s(?=\w{{1,2}}\)))(?P<which>{_ONE}) ?[:.)=-] ?{_IS} ?{_SHOWN}")
_NUMBER_OF: Final = re.compile(r"\b(?:two|2|three|3|both|these) (?:patients|pts|cases|people) ?(?::|-+ )")
_SAME: Final = {
    "one": "1", "i": "1", "a": "1", "first": "1", "1st": "1", "two": "2", "ii": "2", "b": "2", "second": "2",
    "2nd": "2", "another": "other", "three": "3", "iii": "3", "c": "3", "third": "3", "3rd": "3", "four": "4",
    "iv": "4", "d": "4", "pt": "patient",
}  # fmt: skip
_MORE: Final = 2


def several_cases(low: str) -> bool:
    """Whether the folded text sets patients side by side: `patient A … patient B`, `first case … second case`."""
    if _NUMBER_OF.search(low):
        return True
    counted: dict[str, set[str]] = {}
    for found in _COUNTED.finditer(low):
        named = {_same_name(each) for each in (found["which"], found["next"]) if each}
        counted.setdefault(_same_name(found["kind"]), set()).update(named)
    for pattern in (_NTH, _OTHER, _LETTERED):
        counted[pattern.pattern] = {_same_name(found["which"]) for found in pattern.finditer(low)}
    return any(len(named) >= _MORE for named in counted.values())


def _same_name(word: str) -> str:
    return _SAME.get(word, word)


def several_people(low: str, tests: Iterable[str]) -> bool:
    """Whether the folded text names two people. `tests`: names of tests in it; `Name: Calcium` names nobody."""
    if not any(each in low for each in _HINTS):
        return False
    known = {word for test in tests for word in _WORD.findall(test)}
    names = [_words(found["name"]) for found in _NAMED.finditer(low)]
    if any(set(name) & known for name in names):  # a list of tests: `Name: Copper … Name: Calcium`
        names = []
    names = [name for name in names if name and not (set(name) & _NO_NAME)]
    if any(not _same(names[0], other) for other in names[1:]):
        return True
    titled = [_words(found["name"]) for found in _TITLED.finditer(low)]
    if any(not _same(titled[0], other) for other in titled[1:]):
        return True
    numbers: dict[str, set[str]] = {}
    for found in _NUMBERED.finditer(low):
        numbers.setdefault(found["kind"], set()).add(re.sub(r"\W", "", found["value"]))
    return any(len(values) > 1 for values in numbers.values())


_HINTS: Final = (
    "name", "patient", "pt", "resident", "client", "mrn", "nhs", "hosp", "dob", "d.o.b", "birth", "bed", "person",
    "case", "record", "mr", "ms ", "miss ",
)  # fmt: skip


def _words(name: str) -> list[str]:
    return [word for word in _WORD.findall(name) if word not in _TITLES]


def _same(one: list[str], other: list[str]) -> bool:
    """Whether two spellings may name one person: `Smith, John`, `J Smith`, `John Smith`, `Smith`."""
    short, long = sorted((one, other), key=len)
    rest = list(long)
    for word in short:
        fitting = next((each for each in rest if _fits(word, each)), None)
        if fitting is None:
            return False
        rest.remove(fitting)
    return True


def _fits(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
