"""What is said by setting two people against each other, said outright: `I'm the diabetic, he isn't`: he has none.

A writer who tells of a relative may name what is their own; a patient may name what is a relative's.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["contrasts_said_outright"]

_KIN: Final = (
    r"(?:husband|hubby|wife|missus|mum|mam|mom|mother|dad|father|son|daughter|brother|bro|sister|sis|partner|gran|nan|"
    r"nana|grandad|grandma|uncle|aunt|auntie|cousin|boyfriend|girlfriend|fella|other half)"
)
#: One is *the* one who has it; of dialysis the same words tell who the patient is, so it is not among these.
_HAS: Final = (
    r"(?:diabetes|the sugar|the diabetes|cancer|lupus|cirrhosis|a bad liver|(?:bad )?liver trouble|hepatitis|"
    r"rheumatoid arthritis)"
)
_TAKES: Final = r"(?:warfarin|coumadin|insulin|steroids|prednisone|prednisolone|blood thinners?)"
_THE_ONE: Final = (
    rf"the (?:only )?(?:(?P<is>diabetic|obese|pregnant)(?: one| person)?|one (?:who is |who's |that is |that's "
    rf")?(?P<is2>"
    rf"diabetic|obese|pregnant)|one (?:with|who has|that has) (?P<has>{_HAS})|one (?:who's |who is )?on "
    rf"(?P<takes>{_TAKES}))"
    r"(?: (?:in|of|around) (?:this|the|our|us|here)(?: (?:house|home|family|two|pair|couple|place|marriage))?(?: "
    r"of us)?"
    r"| here| at home| between us)?"
)
_I_AM: Final = r"(?:i['’]?m|i am|it['’]?s me (?:who['’]?s|who is|that['’]?s|that is)|it is me (?:who|that) is)"
#: `…, he isn't`, `…, not her`
_NOT_THEM: Final = (
    r"[ ,.;–—-]+(?:(?:and|but|while|whereas) )?(?:(?P<who>he|she) (?:is not|isn['’]?t|has not|hasn['’]?t|does not|"
    r"doesn['’]?t)(?: (?:got it|have it|one|diabetic|any|it|on it|on any))?|not (?P<whom>him|her|my [a-z]+)|"
    rf"(?:my |the )?{_KIN} (?:isn['’]?t|is not|hasn['’]?t|doesn['’]?t))(?=\s*(?:$|[.,;!?\n)]|and\b|but\b))"
)
_MINE: Final = re.compile(rf"\b{_I_AM} (?:{_THE_ONE}|(?P<is3>diabetic)(?: myself)?){_NOT_THEM}", re.IGNORECASE)
_THEIRS: Final = re.compile(
    rf"\b(?:(?:my|the|me|our) )?{_KIN}(?: is| was|['’]?s) {_THE_ONE}"
    r"(?=\s*(?:$|[.;!?\n)]|,(?! (?:and )?(?:he|she|who)['’]?s? (?:is |does |has )?(?:on|dialys|ha?emo|hd|pd))))",
    re.IGNORECASE,
)
_TREATED: Final = r"(?:dialysis|ha?emo\w*|hd|hdf|pd|capd|apd|peritoneal)"
#: The other is on dialysis now: one who drives, helps, did it once or has died of it is not the patient.
_OF_ANOTHER: Final = re.compile(
    rf"\b(?:he|she|(?:my|the) {_KIN})(?:['’]s| is| has been)? "
    rf"(?:(?!not\b|never\b|her\b|his\b|has\b)[\w']+,? ){{0,4}}?"
    rf"(?:on|does|do|gets|having|doing) (?:the |home )?{_TREATED}\b"
    r"(?! (?:training|nurs\w+|machines?|unit|ward|for))",
    re.IGNORECASE,
)
#: The writer tells of an illness, a treatment or a body of their own.
_TOLD_OF_SELF: Final = re.compile(
    rf"\b(?:me|myself|mine|my (?!{_KIN}\b)\w+|i['’]ve|i (?!look after\b|care for\b|am asking\b|am writing\b)\w+|"
    r"i['’]?m(?! (?:asking|writing)\b))\b",
    re.IGNORECASE,
)
_OF_SELF: Final = re.compile(
    r"(?:^|[.;\n] ?)me ?[:,-]|\b(?:i['’]?m|i am|i['’]?ve been|i have been|i was put) (?:\w+ ){0,2}?on "
    r"(?:hd|pd|capd|apd|ha?emo\w*|dialysis|peritoneal|the machine)|\bi (?:do|have|get|started|dialyse) (?:\w+ ){0,2}?"
    r"(?:hd|pd|capd|apd|ha?emo\w*|dialysis|peritoneal)\b",
    re.IGNORECASE,
)


def contrasts_said_outright(text: str) -> str:
    """Return `text` with what it says of the patient in such a way said outright; the same text if nothing is."""
    if "the " not in text and " diabetic" not in text:
        return text
    mine = _MINE.search(text)
    if mine is not None and _is_another(text[: mine.start()], text[mine.end() :]):
        return text[: mine.start()] + f"{_pronoun(mine, text)} {_denied(mine)}" + text[mine.end() :]
    theirs = _THEIRS.search(text)
    if theirs is not None and _OF_SELF.search(text):
        if "pregnant" in theirs.group().lower():  # nothing is told of the writer, who may be a man
            return text[: theirs.start()] + text[theirs.end() :]
        return text[: theirs.start()] + f"I {_denied(theirs)}" + text[theirs.end() :]
    return text


def _is_another(before: str, after: str) -> bool:
    """Whether the patient is the one spoken of before, and the writer tells nothing else of themselves."""
    return _OF_ANOTHER.search(before) is not None and not _TOLD_OF_SELF.search(f"{before}\n{after}")


def _pronoun(match: re.Match[str], text: str) -> str:
    said = (match["who"] or match["whom"] or "").lower()
    if said in {"he", "him"}:
        return "he"
    if said in {"she", "her"}:
        return "she"
    male = re.search(r"\b(?:he|his|him|husband|hubby|dad|father|son|brother|grandad)\b", text, re.IGNORECASE)
    return "he" if male else "she"


def _denied(match: re.Match[str]) -> str:
    """`never had diabetes`: words that need no verb of their person."""
    groups = match.groupdict()
    state = groups["is"] or groups["is2"] or groups.get("is3")
    if state is not None:
        return f"was never {state.lower()}" if state.lower() != "diabetic" else "never had diabetes"
    return f"never had {groups['has'].lower()}" if groups["has"] else f"never took {groups['takes'].lower()}"
