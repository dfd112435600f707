"""Results of several people in one message, parted by person: `pt A Ca 2.4 …, pt B Ca 2.1 …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

__all__ = ["Part", "compares_people", "people_apart"]


@dataclass(frozen=True, slots=True)
class Part:
    """What a message says of one person. `sure`: the word for the person can mean nothing else (`pt A`)."""

    name: str
    text: str
    sure: bool


_ONE: Final = r"(?:[1-9]\d?|[a-d]|one|two|three|four|i{1,3}|iv)"
_NOT_COUNTED: Final = r"(?![./]\d|['’]| ?(?:years?|yrs?|months?|weeks?|wks?|days?|x|mg|%|yo?|[mf])\b)"
_SOMEBODY: Final = r"(?:patient|pt|person|case|client|resident|man|woman|lady|guy|gentleman)"
_PLACED: Final = r"(?:bed|room|chair)"
_NTH: Final = r"(?:the )?(?:first|second|third|1st|2nd|3rd|other)"
_KIN: Final = (
    r"(?:mum|mom|mother|dad|father|wife|husband|sister|brother|son|daughter|aunt|uncle|gran|grandma|grandad|grandpa|"
    r"nan|friend|partner|neighbou?r)"
)
_SHAPES: Final = (
    ("counted", rf"(?:{_SOMEBODY}|{_PLACED})s? ?(?:no\.? ?|number ?|#)?{_ONE}\b{_NOT_COUNTED}"),
    ("counted", rf"{_NTH} {_SOMEBODY}\b"),
    ("titled", r"(?:mr|mrs|ms|miss)\.? [a-z][a-z'-]+"),
    ("kin", rf"(?:my |his |her )?{_KIN}(?:'s)?\b"),
    ("kin", r"(?:mine|me)\b(?=\W+(?:is|are|was|were|has|have|at|on)?\W*(?:\d|[a-z]+\W+\d))"),
    ("kin", rf"{_NTH}(?: one)\b"),
    ("listed", r"(?:(?<=^)|(?<=[\n;,.|?!])|(?<=\s))\s*[a-d1-4] ?[:.)=](?=\s)"),
)
_MARK: Final = re.compile("|".join(rf"(?P<m{i}>(?<![\w-]){shape})" for i, (_, shape) in enumerate(_SHAPES)), re.I)
_COMPARED: Final = re.compile(
    r"\b(?:who(?:'s|se| is)?|which (?:of them|one|patient|pt)|sicker|worse|compare[ds]?|versus|vs)\b", re.I
)
_TWO: Final = re.compile(rf"\b(?:two|2|three|3|both|these) (?:dialysis )?(?:{_SOMEBODY}s|people|men|women)\b", re.I)
_LONGEST: Final = 1200  # characters


def compares_people(text: str) -> bool:
    """Whether patients are compared without a word whose value is which: `two pts, Ca 2.4 and 2.1, who is worse`."""
    return bool(_TWO.search(text) and _COMPARED.search(text))


def people_apart(text: str) -> tuple[Part, ...]:
    """The message cut at each word for another person; nothing unless it names two of one kind."""
    if len(text) > _LONGEST:
        return ()
    marks = list(_marks(text))
    kinds = {kind: {name for each, name, _ in marks if each == kind} for kind, _, _ in marks}
    kind = next((kind for kind, names in kinds.items() if len(names) > 1), None)
    if kind is None or (kind == "kin" and not _COMPARED.search(text) and not _strangers(kinds["kin"])):
        return ()
    used = [(name, start) for each, name, start in marks if each == kind]
    ends = [start for _, start in used[1:]] + [len(text)]
    parts: dict[str, str] = {}
    for (name, start), end in zip(used, ends, strict=True):
        parts[name] = f"{parts.get(name, '')} {_bare(text[start:end])}".strip()
    shown = {name: f"person {place}" if kind == "titled" else name for place, name in enumerate(parts, 1)}
    return tuple(Part(shown[name], said, kind in ("counted", "titled")) for name, said in parts.items())


_ORDINALS: Final = frozenset(f"{which} one" for which in "first second third 1st 2nd 3rd other".split())
_ONESELF: Final = frozenset({"mine", "me"})


def _strangers(names: set[str]) -> bool:
    """Whether relatives are meant of whom none is the writer: `my sister's is 11, mine is 9.2` is about the writer."""
    return bool(names - _ORDINALS) and not names & _ONESELF


def _marks(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield the kind, the name and the place of each word for a person."""
    for found in _MARK.finditer(text):
        kind = _SHAPES[int(str(found.lastgroup)[1:])][0]
        name = re.sub(r"^(?:my|his|her|the) |'s$|[:.)=]+$", "", found.group().strip(), flags=re.I).strip()
        yield kind, _spelt(name), found.start()


def _spelt(name: str) -> str:
    """One spelling a person: `pt a` and `Patient A` are the same."""
    words = name.lower().replace("#", " ").split()
    words = ["pt" if word == "patient" else word for word in words]
    return " ".join([*words[:-1], words[-1].upper()] if len(words[-1]) == 1 else words)


def _bare(said: str) -> str:
    """What is said of a person without the word for them, which would make them a stranger."""
    return re.sub(rf"^(?:{_MARK.pattern})\W*(?:has|have|had|is|was)?\s*", "", said.strip(), flags=re.I)
