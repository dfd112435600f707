"""What is told by a count and not by a name: glands taken out (`3.5 of my parathyroids`), pregnancies (`G2P1`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.language.extraction.history.statements import Statements

__all__ = ["counted_events", "listed_denials"]

_NOT_SO: Final = ("hypothetical", "family", "question", "general", "uncertain", "negated")
_GESTATION: Final = re.compile(
    r"\b(?:g ?\d{1,2} ?,? ?p ?\d{1,2}(?: ?\+ ?\d)?|primip|primigravida|multigravida|primiparous|"
    r"gravida \d) ?(?:,|@|at|:|-|\()? ?(?:now |currently |approx |about )?"
    r"\d{1,2} ?(?:\+ ?\d ?)?(?:/ ?40\b|(?:weeks?|wks?|wk|w)\b(?! ?(?:post|after|ago|pp|since)))"
)
#: `Prev ca 2015`: behind the word for the past a year is no result.
_CANCER: Final = re.compile(
    r"\b(?:prev|previous|prior|past|old|h ?/ ?o|hx(?: of)?|history of|pmhx?(?: of)?) :? ?ca \(? ?(?:in |of "
    r")?(?:19[5-9]|20[0-3])\d\b"
    r"(?! ?(?:mg|mmol|[./]))"
)
_OWN: Final = r"(?:of |out of )?(?:my |his |her |the |their )?(?:four |4 |enlarged |overactive |bad )?"
_COUNT: Final = r"(?:(?:\d(?:\.\d)?|\d 1 / 2|a|one|half a|all|most|some|several|both) )"
_GLANDS: Final = re.compile(
    rf"\b(?:took|taken|take|taking|cut|whipped|lifted)(?: me)? out {_COUNT}{_OWN}(?:para ?thyroids?)\b"
    rf"|\b(?:took|taken|take|taking|cut|had|have|has) {_COUNT}{_OWN}(?:para ?thyroids?)(?: glands?)? "
    r"(?:out|off|removed|excised|cut out|taken out)\b"
    rf"|\b(?:removed|removing|remove|excised|resected|took|taken) {_COUNT}{_OWN}"
    r"(?:para ?thyroids\b|para ?thyroid glands?\b)"
    rf"|\b(?:removed|removing|remove|excised|resected) {_COUNT}{_OWN}para ?thyroid\b"
    rf"|\b{_COUNT}{_OWN}para ?thyroids?(?: glands?)? (?:(?:has|have|had|was|were|are|is|got|been|all|both|already|"
    r"since|then) )+(?:cut|taken|taking|whipped|lifted|chopped|took|removed|excised|resected)\b"
    r"|\b(?:left|leaving)(?: me| him| her)?(?: with)?(?: just| only)? (?:half|0\.5)(?: of)?"
    r"(?: a| 1| one| the last| my| his| her)*"
    r" para ?thyroids?\b|\b(?:just|only) (?:half|0\.5)(?: of)? (?:a|1|one) para ?thyroid(?: gland)?(?: is)? left\b"
)


#: `Nil DM, nil Tx`: the short word is a transplant only in a row of things that are not there; alone it is a treatment.
_NO_GRAFT: Final = re.compile(r"(?:^|[,;.:\n] ?)(?:nil|no|neg|non) (?:renal |kidney )?tx(?= ?(?:$|[,;.\n]))")
_NIL: Final = re.compile(r"(?:^|[,;.:\n] ?)(?:nil|no|neg|non) [a-z]")
_ROW: Final = 2


def listed_denials(statements: Statements) -> Iterator[tuple[str, bool]]:
    """Yield that there is no transplant where it stands among other things denied."""
    plain = statements.plain
    told = _NO_GRAFT.search(plain) if " tx" in plain and "?" not in plain else None
    if told and len(_NIL.findall(plain)) >= _ROW and statements.place(told.start()) not in statements.other:
        yield "transplant", False


def counted_events(statements: Statements) -> Iterator[tuple[str, bool]]:
    """Yield the id of each history item told in such a way and that it is so."""
    plain = statements.plain
    patterns = (("parathyroidectomy", "thyroid", _GLANDS), ("pregnancy", "g", _GESTATION), ("cancer", "ca ", _CANCER))
    for key, sign, pattern in patterns:
        match = pattern.search(plain) if sign in plain else None
        if match is None:
            continue
        first, last = statements.place(match.start()), statements.place(match.end() - 1)
        if first not in statements.other and not any(statements.covered(place, _NOT_SO) for place in (first, last)):
            yield key, True
