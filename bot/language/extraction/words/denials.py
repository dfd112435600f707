"""Rows under a heading that denies them all: `Neg for: DM, VKA, steroids` is `no DM, no VKA, no steroids`.

A heading that ends its row (`Stopped: calcium acetate, pred`) is written out in the same way, and ends no other row.

The colon and the commas would end a denial elsewhere; what stands under such a heading must never be read as present.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["denials_written_out"]

#: The result of a test denies nothing behind it (`Hep B neg: diabetic`), so such a heading stands alone on its line.
_HEAD: Final = re.compile(
    r"(?:(?:^|\n)[ \t]*(?:[-*•–][ \t]*)?(?P<bare>neg(?:ative)?s?|absent|ruled out)"
    r"|(?:^|[\n.;!?,(])[ \t]*(?:[-*•–][ \t]*)?(?:and )?(?:(?:the )?(?:pt |patient )|he |she |i |my [a-z]+ )?"
    r"(?P<denies>neg(?:ative)?s? (?:for|hx|history|findings?)"
    r"|(?:pertinent|relevant|important|significant) negatives|denie[sd]|denying|deny|none of(?: the following|"
    r" these| those)?|no (?:known |past |personal |prior |previous |significant |relevant )*(?:hx|history|h/o|"
    r"pmhx?|evidence|"
    r"signs?)(?: (?:of|for))?|(?:is |am |are |i'?m |he'?s |she'?s )?not (?:currently |now |presently )?(?:on|"
    r"taking|using|"
    r"known to have|known for)|never (?:been )?(?:on|had|taken|took|used)|(?:does not|doesn'?t|do not|don'?t) "
    r"(?:have|take)|"
    r"free (?:of|from)|(?:no|without) any of(?: the following)?|absence of)"
    r"|(?:^|[\n.;][ \t]*)(?P<ended>(?:(?:meds?|drugs?|medicines) )?(?:stopped|discontinued|ceased)(?: meds?| "
    r"drugs?)?))[ \t]*:",
    re.IGNORECASE,
)
#: An item that is no item of the row any more.
_OTHER: Final = re.compile(
    r"^(?:on|has|have|is|was|takes?|taking|now|but|still|had|pos(?:itive)?|plus|currently|since|hd|pd|capd|apd|"
    r"ha?emo\w*|"
    r"dialysis|male|female|man|woman|he|she|i|i'm|im|pt|patient|what|how|can|should|does|risk|yes|except|apart)\b"
    r"|[:=+?]|(?<!type )(?<![a-z])\d(?!\w*dm)",
    re.IGNORECASE,
)
#: Words of an item that is told after all: `apixaban instead`, `insulin continues`, `cause is warfarin`.
_TOLD: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|takes?|taking|instead|rather|switched|swapped|changed|moved|replaced|continu\w+|"
    r"restarted|started|remains?|stays?|still|now|daily|weekly|nightly|bd|od|tds|once|twice|prescribed|"
    r"regularly|always|"
    r"only|because|cause|caused|due|since|yes|present|positive|confirmed|known)\b",
    re.IGNORECASE,
)
_HABIT: Final = re.compile(r"\b(?:smok|drink|alcohol|work|driv|vap)", re.IGNORECASE)
_BULLET: Final = re.compile(r"[ \t]*\n[ \t]*(?:[-*•–][ \t]*)(?P<item>[^\n:=?]{2,40}?)[ \t]*[,;.]?(?=\n|$)")
_END: Final = re.compile(r"[.;|!?\n]")
_LONGEST: Final = 5  # words of an item
_NO: Final = re.compile(r"^(?:no|nil|not|any|or|nor)\s+", re.IGNORECASE)


def denials_written_out(text: str) -> str:
    """Return `text` with a `no` before each item under such a heading; the same text if there is none."""
    if ":" not in text:
        return text
    written, done = "", 0
    for head in _HEAD.finditer(text):
        if head.start() < done:
            continue
        row, end = _row(text, head.end(), "stopped" if head["ended"] else "no")
        if head["ended"] and _HABIT.search(row):
            continue
        if row:
            written += text[done : max(head.start(name) for name in ("bare", "denies", "ended"))] + row
            done = end
    return written + text[done:]


def _is_told(item: str) -> bool:
    return _OTHER.search(item) is not None or _TOLD.search(item) is not None


def _row(text: str, start: int, word: str) -> tuple[str, int]:
    """Return the items behind the heading written out with `word` before each, and where they end."""
    listed, place = [], start
    while bullet := _BULLET.match(text, place):
        if _is_told(bullet["item"]):
            break
        listed.append(_NO.sub("", bullet["item"]))
        place = bullet.end()
    if listed:
        return ", ".join(f"{word} {item}" for item in listed), place
    close = _END.search(text, start)
    stop = close.start() if close else len(text)
    items = re.split(r",", text[start:stop])
    told: list[str] = []
    for item in items:
        bare = _NO.sub("", item.strip())
        if not bare or _is_told(bare) or len(bare.split()) > _LONGEST:
            break
        told.append(re.sub(r"\s*(?:\band\b|&|/|\+)\s*", " or ", bare))
    if not told:
        return "", start
    ends = start + len(",".join(items[: len(told)]))
    return ", ".join(f"{word} {item}" for item in told), ends
