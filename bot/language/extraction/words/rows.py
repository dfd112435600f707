"""Tables with a row for each person: `age,sex,HD,warfarin` above `57,F,yes,no`.

One row is written out as a list. Of several rows the one that is asked about counts (`query concerns bed 4`);
without that they are nobody's in particular.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

__all__ = ["rows_written_out"]

_SIGNS: Final = ("|", "\t", ";", ",")
_FEWEST, _PAIR, _LONGEST = 3, 2, 24  # columns, or lines; cells of a pair; characters of a heading
_RULE: Final = re.compile(r"[\s|:+-]+")
_TURNS: Final = re.compile(r"date|day|month|visit|week|time|drawn|collected")  # one person's rows, one a day
_WHO: Final = {
    "age": "aged", "sex": "sex:", "gender": "sex:", "m/f": "sex:", "pt": "", "patient": "", "pat": "", "age/sex": "",
    "modality": "", "mod": "", "rrt": "", "krt": "", "technique": "", "dialysis": "dialysis:", "bmi": "bmi",
}  # fmt: skip
_DURATION: Final = re.compile(
    r"(?:(?:dialysis |hd |pd |rrt )?(?:vintage|years?|yrs|duration)|(?:hd|pd|dialysis|rrt|time|vintage) ?\(? ?(?:y|"
    r"yrs?|"
    r"years?)|years? on (?:hd|pd|dialysis|rrt))(?: ?\(? ?(?:y|yrs?|years?))? ?\)?"
)
#: Under these a cell answers with yes or no, also as 1 and 0.
_ANSWERED: Final = re.compile(
    r"(?:t2|type 2 |t1)?(?:dm|diab(?:etes|etic)?)|warf(?:arin)?|coumadin|vka|oac|sintrom|marcumar|acenocoumarol|"
    r"steroids?|pred(?:nisolone|nisone)?|tx|transplant|ptx|parathyroidectomy|obes(?:e|ity)|cancer|malignancy|liver|"
    r"autoimmune|ca(?:lcium)?[ -](?:based )?binders?|binders?|vit(?:amin)? d|insulin|injections?|pregnan(?:t|cy)|"
    r"(?:prior |past |prev(?:ious)? )?cua|calciphylaxis|weight loss|wl|aki|lesions?|ulcers?|hd|pd|capd|apd"
)
_YES_NO: Final = {"1": "yes", "0": "no", "+": "yes", "-": "no", "−": "no", "–": "no", "y": "yes", "n": "no"}
_NUMBERED: Final = re.compile(r"no|nr|#|id|bed|chair|room|case|pt|patient|bay|number|pat")
_ASKED: Final = re.compile(
    r"\b(?P<head>bed|chair|room|case|patient|pt|no|number|row|id|line|bay)\.? ?#?(?P<id>[a-z]?-?\d{1,4})\b",
    re.IGNORECASE,
)


def rows_written_out(text: str) -> str:
    """Return `text` with its tables of persons as lists; the same text if there is none."""
    if "\n" not in text:
        return text
    lines = _pairs(text.split("\n"))
    told: list[str] = []
    place = 0
    while place < len(lines):
        sign, heads = _heads(lines[place])
        rows = list(_rows(lines[place + 1 :], sign, len(heads))) if heads else []
        if not rows or (len(rows) > 1 and any(_TURNS.match(head) for head in heads)):
            told.append(lines[place])
            place += 1
            continue
        end = place + 1 + rows[-1][0]
        cells = [row for _, row in rows]
        rest = "\n".join((*lines[:place], *lines[end:]))
        mine = cells[0] if len(cells) == 1 else _asked_about(heads, cells, rest)
        if mine is not None:
            told.append(_list(heads, mine))
        elif not all(map(_known, heads)):  # with results among them, which have a reader of their own
            told.extend(lines[place:end])
        place = end
    return "\n".join(told)


def _pairs(lines: list[str]) -> list[str]:
    """Return the lines with a heading and a cell, parted by a tab, written out where they tell of a person."""
    pairs = [_cells(line, "\t") for line in lines]
    told = [len(cells) == _PAIR and all(cells) and _known(cells[0].lower().rstrip(".:")) for cells in pairs]
    if sum(told) < _FEWEST:
        return lines
    rows = zip(lines, pairs, told, strict=True)
    return [_part(cells[0].lower().rstrip(".:"), cells[1], 1) if mine else line for line, cells, mine in rows]


def _cells(line: str, sign: str) -> list[str]:
    line = line.strip(" ")
    if sign == "|":
        line = line.removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in line.split(sign)]


def _heads(line: str) -> tuple[str, list[str]]:
    """Return the sign between the headings of persons and the headings; none if the line is no such head."""
    for sign in _SIGNS:
        if line.count(sign) < _FEWEST - 1:
            continue
        heads = [head.lower().rstrip(".:") for head in _cells(line, sign)]
        plain = all(len(head) <= _LONGEST and not re.search(r"\d{2}|[:?]", head) for head in heads)
        persons = sum(head in _WHO or _DURATION.fullmatch(head) is not None for head in heads)
        facts = sum(_ANSWERED.fullmatch(head) is not None for head in heads)
        return (sign, heads) if plain and persons and persons + facts >= _FEWEST else ("", [])
    return "", []


def _known(head: str) -> bool:
    return head in _WHO or any(names.fullmatch(head) for names in (_DURATION, _ANSWERED, _NUMBERED))


def _rows(lines: Sequence[str], sign: str, width: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows under a head with the number of lines down to them."""
    for down, line in enumerate(lines, start=1):
        cells = _cells(line, sign)
        if _RULE.fullmatch(line) and "-" in line:
            continue
        if len(cells) != width:
            return
        yield down, cells


def _asked_about(heads: Sequence[str], rows: Sequence[Sequence[str]], rest: str) -> Sequence[str] | None:
    """Return the row that the rest of the message names by its number; None if it names none, or several."""
    if not _NUMBERED.fullmatch(heads[0]):
        return None
    named = {match["id"].lower() for match in _ASKED.finditer(rest)}
    meant = [row for row in rows if row[0].lower().lstrip("#") in named]
    return meant[0] if len(meant) == 1 else None


def _list(heads: Sequence[str], cells: Sequence[str]) -> str:
    return "; ".join(part for part in map(_part, heads, cells, range(len(heads))) if part) + "."


def _part(head: str, cell: str, column: int) -> str:
    if not cell or (column == 0 and head not in {"age", "sex"} and _NUMBERED.fullmatch(head) and not cell.isalpha()):
        return ""
    if _DURATION.fullmatch(head):
        kind = next((word for word in ("hd", "pd") if head.startswith(word)), "dialysis")
        return f"{kind} for {cell} years" if re.fullmatch(r"\d{1,2}(?:\.\d)?", cell) else f"{kind} for {cell}"
    if head in _WHO:
        return f"{_WHO[head]} {cell}".strip()
    return f"{head}: {_YES_NO.get(cell.lower(), cell)}" if _ANSWERED.fullmatch(head) else f"{head}: {cell}"
