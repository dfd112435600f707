"""Sheets and telegrams written out, before anything is read: a `?` in a form, Y and N under headings, short stops.

`Steroids: ?` says that it is not known and asks nothing. `HD. 8 years. Male. 61.` is one list, as with semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Final

from bot.language.extraction.words.rows import rows_written_out
from bot.language.extraction.words.signs import signs_written_out

__all__ = ["written_out"]

_UNKNOWN: Final = re.compile(r"(?<=[a-z)])[ \t]*[:=|][ \t]*\?+(?=[ \t]*(?:$|[,;.|/\n]))", re.IGNORECASE)
_ANSWERED: Final = re.compile(
    r"[a-z)][ \t]*[:=-]?[ \t]+(?:y|n|yes|no)(?=[ \t]*(?:$|[,;|/\n]|[ \t][a-z]))", re.IGNORECASE
)
_LAST: Final = re.compile(r"(?<=[a-z)])[ \t]+\?+(?=[ \t]*(?:$|[,;|/\n]))", re.IGNORECASE)
_SEVERAL: Final = 2
_CELL: Final = re.compile(r"[ \t]*(?:\||\t|;|,|[ \t]{2,})[ \t]*")
_ANSWERS: Final = {
    "y": "yes", "yes": "yes", "n": "no", "no": "no", "?": "unknown", "unknown": "unknown", "✓": "yes", "✔": "yes",
    "✗": "no", "✘": "no", "+": "yes", "-": "no", "nil": "no", "none": "no", "nk": "unknown",
}  # fmt: skip


def written_out(text: str) -> str:
    """Return `text` as it would be written in full; the same text if it is no sheet and no telegram."""
    return _telegram(_unknown(_columns(rows_written_out(signs_written_out(text)))))


def _unknown(text: str) -> str:
    if "?" not in text:
        return text
    text = _UNKNOWN.sub(": unknown", text)
    return _LAST.sub(": unknown", text) if len(_ANSWERED.findall(text)) >= _SEVERAL else text


# -- headings with a yes or no under each ----------------------------------------------------------------------------


def _columns(text: str) -> str:
    """`Diabetes | Warfarin` above `Y | N` becomes `Diabetes: yes; Warfarin: no`."""
    if "\n" not in text:
        return text
    lines = text.split("\n")
    written: list[str] = []
    place = 0
    while place < len(lines):
        heads = _cells(lines[place])
        values = _cells(lines[place + 1]) if place + 1 < len(lines) else []
        if _answer_row(heads, values):
            told = zip(heads, values, strict=True)
            written.append("; ".join(f"{head}: {_ANSWERS.get(value.lower(), value)}" for head, value in told))
            place += 2
        else:
            written.append(lines[place])
            place += 1
    return "\n".join(written)


def _cells(line: str) -> list[str]:
    return [cell for cell in _CELL.split(line.strip().strip("|").strip()) if cell]


def _answer_row(heads: Sequence[str], values: Sequence[str]) -> bool:
    """Whether every cell of the second line answers the one above it, most of them with yes or no."""
    if len(heads) < _SEVERAL or len(heads) != len(values) or any(re.search(r"[\d:?]", head) for head in heads):
        return False
    if any(head.lower() in _ANSWERS for head in heads):
        return False
    return all(value.lower() in _ANSWERS for value in values)


# -- telegrams -------------------------------------------------------------------------------------------------------

_STOP: Final = re.compile(r"(?<![A-Za-z]\.[A-Za-z])(?<=[A-Za-z0-9)%])\.[ \t]+(?=[A-Z0-9a-z])")
_STOPS: Final = re.compile(r"[ \t]*\bSTOP\b[ \t.]*")
_MOST_WORDS, _FEWEST_PARTS = 4, 3
#: A part with one of these is speech and no item of a list.
_SPEECH: Final = re.compile(
    r"\b(?:what|whats|how|why|when|who|where|which|can|could|should|would|will|shall|tell|explain|help|please|pls|"
    r"thanks|"
    r"thank|hi|hello|hey|dear|sorry|ok|okay|yes|bye|you|your|it|its|that|this|they|i|im|i'm|ive|we|he|she|my|about|"
    r"show|give|more|risk|know|want|need|is|are|do|does|am|sure|fine|good|bad|skip|go|stop|next|see|vs|versus)\b",
    re.IGNORECASE,
)
#: A part with one of these tells of somebody.
_TELLS: Final = re.compile(
    r"\d|\b(?:no|not|never|nil|none|non|stopped|off|on|male|female|man|woman|lady|gentleman|mum|mom|dad|husband|"
    r"wife|hd|"
    r"pd|capd|apd|haemo|hemo|diabetic|obese|transplanted|dialysed|dialyzed|both|left|right|black|taking|takes)\b",
    re.IGNORECASE,
)
_ABBREVIATION: Final = re.compile(
    r"\b(?:dr|mr|mrs|ms|vs|approx|vit|alk|no|st|ca|corr|adj|inj|tab|tabs|cap|e\.g|i\.e)$", re.I
)
_LONGEST_ABBREVIATION: Final = 8
_AGE: Final = re.compile(r"(?:1[89]|[2-9]\d)")
_AGE_YEARS: Final = re.compile(r"(?:1[89]|[2-9]\d) ?(?:y|yrs?|years?)", re.IGNORECASE)
_SEX: Final = re.compile(r"(?:male|female|man|woman|lady|gentleman|m|f)", re.IGNORECASE)
_PLACE: Final = re.compile(
    r"(?:(?:on|both|left|right|upper|lower|inner|outer|the|l|r) )*(?:thighs?|legs?|shins?|calf|calves|ankles?|foot|"
    r"feet|toes?|belly|abdomen|tummy|stomach|breasts?|buttocks?|flanks?|hips?|arms?|hands?|fingers?)\s*(?:\.|$)",
    re.IGNORECASE,
)
_WHO: Final = re.compile(
    r"(?:an? )?(?:male|female|man|woman|lady|gentleman|m|f|gent|husband|wife|mum|mom|dad)"
    r"|(?:on )?(?:hd|pd|capd|apd|ha?emo|ha?emodialysis|dialysis|peritoneal dialysis|esrd|eskd|esrf|ckd ?5?d?)"
    r"(?: (?:for |x )?\d+ ?(?:years?|yrs?|y|months?))?|\d+ (?:years?|yrs?|months?)|diabetic|obese",
    re.IGNORECASE,
)


def _telegram(text: str) -> str:
    """Three or more very short parts between full stops are one list: the stops become semicolons."""
    if text.count("STOP") >= _FEWEST_PARTS:  # as telegrams had it
        text = _STOPS.sub(". ", text)
    if "?" in text or ". " not in text:
        return text
    cuts = [
        match
        for match in _STOP.finditer(text)
        if not _ABBREVIATION.search(text[max(0, match.start() - _LONGEST_ABBREVIATION) : match.start()])
    ]
    if len(cuts) < _FEWEST_PARTS - 1:
        return text
    edges = [0, *(cut.end() for cut in cuts), len(text)]
    parts = [text[start:end] for start, end in pairwise(edges)]
    if not any(_TELLS.search(part) for part in parts):  # `Warfarin. Heparin. Apixaban.` may be words for a search
        return text
    listed = _listed([_is_item(part) for part in parts])
    aged = _age_part(parts, listed)
    written = ["aged " + part.lstrip() if place == aged else part for place, part in enumerate(parts)]
    for place in range(len(parts) - 1):
        if listed[place] and listed[place + 1]:
            # `Black skin. Thigh.`: the place of what stands before it
            joint = ", " if _PLACE.match(parts[place + 1]) else "; "
            written[place] = written[place].rstrip().removesuffix(".") + joint
    return "".join(written)


def _is_item(part: str) -> bool:
    return len(part.split()) <= _MOST_WORDS and "\n" not in part.strip() and not _SPEECH.search(part)


def _listed(short: Sequence[bool]) -> list[bool]:
    """Return for each part whether it stands among enough short ones in a row."""
    found: list[bool] = []
    for is_short, run in groupby(short):
        size = len(list(run))
        found += [is_short and size >= _FEWEST_PARTS] * size
    return found


def _age_part(parts: Sequence[str], listed: Sequence[bool]) -> int | None:
    """Return which part is a bare age: beside one that tells of a person, as in `Male. 61.`"""
    bare = [part.strip().rstrip(".").strip() for part in parts]
    for place, part in enumerate(bare):
        beside = [bare[each] for each in (place - 1, place + 1) if 0 <= each < len(bare)]
        if not listed[place]:
            continue
        if _AGE.fullmatch(part) and any(_WHO.fullmatch(each) for each in beside):
            return place
        if place == 0 and _AGE_YEARS.fullmatch(part) and _SEX.fullmatch(bare[1]):
            return place
    return None
