"""Shorthand of clinical notes written out before anything is read: `ø DM`, `(d/c'd 2022)`, a request behind the values.

An empty form (`Diabetes: Y/N`) is taken out: it tells of nobody.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["notes_written_out"]

_THING: Final = (
    r"(?:t?[12]?dm[12]?|diabetes|warfarin|vkas?|oac|doac|steroids?|lesions?|ulcers?|ulceration|plaques?|nodules?|"
    r"livedo|"
    r"necrosis|wounds?|sores?|rash|fever|complications?|skin|cancer|transplant|ptx|pvd|pad|af)\b"
)
#: The crossed nought, and the `s` of *sine*: without. The `s` may be one lost from a name, so not behind a word.
_WITHOUT: Final = re.compile(
    r"(?<![^\s,;(/])[øØ∅⌀][ \t]*(?=[A-Za-z])"
    rf"|(?:(?<=^)|(?<=[,;(/\n])|(?<=[,;] )|(?<=\bHD )|(?<=\bPD ))s(?:\u0304)? +(?=(?i:{_THING}))"
)
_ENDED: Final = re.compile(
    r"\bd ?/ ?c(?:'d|ed|'ed|d)\b(?! (?:home|to|from|on|today|yesterday))|\bdc'd\b(?! (?:home|to|from))|\bd/c'd\b"
    r"|(?<=\()d/c(?= ?(?:in |on )?(?:19|20)\d\d| ?\))",
    re.IGNORECASE,
)

_KNOWN: Final = re.compile(r"\bk/c/o\b", re.IGNORECASE)
#: `I ain't never had cancer`: said twice, meant once.
_TWICE: Final = re.compile(
    r"\b(?:ain['’]?t|didn['’]?t|don['’]?t|haven['’]?t|hasn['’]?t|hadn['’]?t|wasn['’]?t|doesn['’]?t|isn['’]?t) never\b",
    re.IGNORECASE,
)
#: `My phosphate na 7.4`: in pidgin the word for *is*; a sodium is never so low nor so high.
_NA: Final = re.compile(
    r"\b(?P<name>phosphate|phos|phosphorus|calcium|potassium|pth|albumin|creatinine|urea|alp|ferritin|crp|"
    r"ha?emoglobin|hb|sugar|glucose|weight|bmi|age) na (?=(?:\d{1,2}(?:\.\d+)?|[2-9]\d\d|\d{4})(?![\d./]))"
)
#: `Lupus: don't remember`: not known, where nothing follows but the next row; `don't know the dose` doubts no medicine.
_UNKNOWN: Final = re.compile(
    r"(?P<mark>[a-z)] ?[:=]|[a-z)] -|\?) ?(?:i )?(?:(?:don['’]?t|do not|can['’]?t|cannot) "
    r"(?:know|remember|recall|say|tell)|no (?:idea|clue)|dunno|idk|uncertain|unclear|pending)"
    r"(?=[ \t]*(?:$|[.;\n)](?!\d)|,(?![ \t]*(?:but|though|although|only|just|still|i|i['’]m|"
    r"he|she|it|type|the|my)\b)))",
    re.IGNORECASE,
)
#: `Got my dads kidney`: written without the sign.
_OWNED: Final = re.compile(
    r"\b((?:dad|mum|mom|wife|husband|brother|sister|son|daughter|mother|father|friend|uncle|aunt|cousin|partner|bro)s)"
    r"(?= (?:new |old )?kidney\b)",
    re.IGNORECASE,
)
#: `For 'on warfarin' please read 'not on warfarin'.`
_READ: Final = re.compile(
    r"\bfor ['\"][^'\"\n]{1,40}['\"],? (?:please )?read ['\"]([^'\"\n]{1,40})['\"]", re.IGNORECASE
)
#: `? DM, HD`: the mark is for the word behind it.
_QUERIED: Final = re.compile(r"(?:(?<=^)|(?<=[,;(\n])|(?<=[,;(] ))\?[ \t]+(?=[A-Za-z]{2,})")

#: Segments of a laboratory message that hold no result; `P|2.5` is its version.
_HL7_HEAD: Final = re.compile(r"^(?:MSH|EVN|PID|PV1|ORC|NK1|SPM|MSA)\|[^\n]*\n?", re.MULTILINE)

# -- empty forms -----------------------------------------------------------------------------------------------------

_LABEL: Final = r"[A-Za-z]{2,16}(?: [a-z]{1,14}){0,2}"
_CHOICE: Final = r"(?i:\(? ?(?:Y ?/ ?N|yes ?/ ?no|N ?/ ?Y|no ?/ ?yes)(?: ?/ ?(?:unk|unknown|nk|\?|na))? ?\)?)"
_BLANK: Final = r"(?:(?:_{2,}|\.{4,})(?! ?[A-Za-z0-9_.])|\[? ?\.\.\. ?\])"
#: Answered behind the choice: `Warfarin (Y/N): N`.
_FILLED: Final = re.compile(
    rf"\b({_LABEL}) ?[:=]? ?{_CHOICE}[ \t]*[:=>-]*[ \t]*((?i:y|n|yes|no|unknown))\b(?! ?/| of\b)(?=[ \t]*(?:$|"
    rf"[^A-Za-z \t]|[A-Z]))"
)
_EMPTY: Final = re.compile(rf"\b{_LABEL} ?[:=]? ?(?:{_CHOICE}|{_BLANK})(?![ \t]*(?:->|=|:))")
#: Beside such lines a choice of two words is one too: `Dialysis: HD/PD`.
_EITHER: Final = re.compile(
    rf"\b{_LABEL} ?: ?[A-Za-z]{{1,12}}(?: ?/ ?[A-Za-z]{{1,12}}){{1,3}}(?=[ \t]*(?:$|[,;'\"\n]|  |\b[A-Z]))"
)
_SEVERAL: Final = 2

# -- what is asked for behind the values -----------------------------------------------------------------------------

_RISK: Final = r"(?:(?:the|a|his|her|my|their|pt'?s?) )?(?:calciphylaxis |cua )?risk(?: score| estimate| est)?"
_REQUEST: Final = re.compile(
    r"(?P<before>[\w)%?.]+)(?:[ ,]+|[ ]*[-–][ ]*)(?P<asked>(?:please |pls )?(?:(?:can|could|would) you )?"
    rf"(?:(?:estimate|est|calculate|calc|compute|assess|give|show|run|tell me|work out)(?: me)? {_RISK}"
    rf"|what'?s {_RISK}|what is {_RISK}|how (?:big|high) is {_RISK}|{_RISK})(?: please| pls)? ?[?.!]*)\s*$",
    re.IGNORECASE,
)
_LAST_PART: Final = re.compile(r"[,;:.?!\n]+|\s[-–]\s")
_OPENS: Final = re.compile(
    r"\s*(?:(?:and|so|but|also) )?(?:is|isn'?t|are|aren'?t|does|do|did|can|could|would|will|was|were|should|might|"
    r"how|what|"
    r"which|why|whether)\b(?! (?:the|his|her|my|their|a)? ?risk)",
    re.IGNORECASE,
)
_BARE: Final = re.compile(rf"(?:please |pls )?{_RISK}(?: please| pls)? ?[?.!]*", re.IGNORECASE)
_SOMEBODY: Final = re.compile(
    r"\b\d{2} ?(?:yo?|yrs?|y/o|years? old)?[ -/]?(?:m|f|male|female|man|woman)\b|\bpt\b"
    r"|\b(?:age|aged|bmi) ?:? ?\d\d\b|\b(?:ca|calcium|po4|p|phos|phosphate|phosphorus|pth|alb|albumin|alp) ?:?=? ?\d",
    re.IGNORECASE,
)
#: What can end a list of facts; behind other words the risk may be theirs (`raises the risk`).
_LIST_END: Final = re.compile(
    r"(?:[\d.]+(?:%|y|yrs?)?|hd|pd|hhd|capd|apd|dialysis|esrd|eskd|dm2?|t[12]dm|diabetic|obese|warfarin|apixaban|m|"
    r"f|male|"
    r"female|no|nil|none|neg|negative|yes|clear|intact|nad|years?|yrs?|months?|mg/dl|dl|l|h|kg|lesions?|ulcers?|"
    r"plaques?|"
    r"thighs?|normal|x)[).?]*",
    re.IGNORECASE,
)


def notes_written_out(text: str) -> str:
    """Return `text` with the shorthand of notes in words; the same text if there is none."""
    text = _HL7_HEAD.sub("", text) if "|" in text else text
    if "k/c/o" in text.lower():
        text = _KNOWN.sub("known", text)
    text = _NA.sub(r"\g<name> is ", text) if " na " in text else text
    text = _UNKNOWN.sub(r"\g<mark> unknown", text)
    text = _OWNED.sub(lambda match: f"{match[1][:-1]}'s", text) if "kidney" in text.lower() else text
    text = _TWICE.sub("never", text) if " never" in text else text
    if " read " in text:
        text = _READ.sub(r"\1", text)
    text = _ENDED.sub("stopped", _WITHOUT.sub("no ", text))
    text = _QUERIED.sub("?", text) if "? " in text else text
    return _request_apart(_without_blanks(text))


def _without_blanks(text: str) -> str:
    if "/" not in text and "__" not in text and "..." not in text:
        return text
    text = _FILLED.sub(r"\1: \2", text)
    if len(_EMPTY.findall(text)) < _SEVERAL:
        return text
    return _EITHER.sub(" ", _EMPTY.sub(" ", text))


def _request_apart(text: str) -> str:
    """`49F HD, Ca 9.2 P 5.7 risk?`: the last words ask, and are no part of the list before them."""
    asked = _REQUEST.search(text) if "risk" in text[-48:].lower() else None
    if asked is None or _SOMEBODY.search(text[: asked.start("asked")]) is None:
        return text
    if _OPENS.match(_LAST_PART.split(text[: asked.start("asked")])[-1]):  # `is warfarin a risk?` is one question
        return text
    if _BARE.fullmatch(asked["asked"]) and not _LIST_END.fullmatch(asked["before"]):
        return text
    return text[: asked.end("before")].rstrip(" .?") + ". " + asked["asked"]
