"""Units told after the numbers: "mmol/L, pmol/L for the PTH", "those were all in mg/dL", "units are SI"."""

from __future__ import annotations

import re
from typing import Any

from bot.language.decision.values.removal import analyte_called
from bot.language.dialogue import DialogueContext

__all__ = ["SYSTEM", "UNIT", "puts_units_right", "system_called", "unit_said", "units_told"]

UNIT = r"(?:[mµunp]?(?:mol|g|eq|iu)|iu|u)(?:\s*(?:/|per|\\)\s*[dm]?l)?"
SYSTEM = (
    r"(?:s\.?i\.?|metric|conventional|traditional|us|u\.s\.|american|british|uk|european)"
    r"(?:\s+(?:units?|system|style|way))?"
)
_PUT = rf"(?:{UNIT}|{SYSTEM})"
_TIE = r"(?::|=|\bis\b|\bin\b|\bwas\b|\bare\b|\bwere\b|\bas\b|\bmeant\b)"
_FIRST = re.compile(
    rf"(?P<unit>{_PUT})(?![\w/])(?:\s+(?:for|is|was|on|in case of)\s+(?:the\s+|my\s+)?(?P<name>[a-z0-9 ]{{1,20}}))?",
    re.I,
)
_LAST = re.compile(rf"(?P<name>[a-z0-9 ]{{1,20}}?)(?:'s)?\s*(?:{_TIE}\s*){{0,2}}(?P<unit>{_PUT})(?![\w/])", re.I)
_PARTS = re.compile(
    r"\s*(?:,|;|&|\band\b|\bbut\b|\b(?:for )?the (?:others?|rest)\b(?: (?:is|are|was|were|in))*)"
    r"(?:\s*(?:,|and|but))*\s*",
    re.I,
)
_FILLING = re.compile(
    r"^\W*(?:(?:i'?m|so+r+y|oh|oops|no|actually|wait|correction|my (?:bad|mistake)|apologies|please|pls|btw|by the way|"
    r"i (?:meant|mean|forgot(?: to (?:say|mention))?|should have said)|meant|it'?s|its|it is|that'?s|that was|"
    r"they'?re|they|are|is|were|was|be|should|have|been|in|all|both|everything|every ?thing|each|of|(?:the )?units?|"
    r"(?:the|my|his|her|our|those|these) (?:values?|numbers?|results?|labs?|bloods?|ones?|units?)|"
    r"values?|numbers?|results?|labs?|bloods?|those|these|them|the|uses?|used|reports?|reported|given|"
    r"(?:we|i) (?:use|used|report|typed|wrote))\b\W*)*",
    re.I,
)
_TAIL = re.compile(
    r"(?:\W+(?:sorry|please|pls|thanks?|btw|by the way|i mean|units?|of course|obviously|not that))*\W*$", re.I
)
_SAID = re.compile(
    r"\b(?:so+r+y|oops|actually|meant|were|was|are|is|they'?re|it'?s|its|forgot|use|uses|used|for|both)\b", re.I
)
_WISH = re.compile(r"\?|\b(?:convert\w*|show|give|what|how|can you|could you|change|turn|put|want)\b", re.I)
_PLEASE = re.compile(r"\b(?:please|pls|plz)\b", re.I)
_PLURAL = re.compile(
    r"\b(?:all|both|everything|units|those|these|they(?:'?re)?|values|numbers|results|labs|bloods|we|our)\b", re.I
)

_PER = r"(?:\s*(?:/|per|a)\s*(?:deci|milli)?(?:lit(?:re|er)s?|l))"
_SPELT = rf"(?:(?:milli|micro|nano|pico)(?:mol(?:es?|s)?|gram(?:me)?s?|equivalents?){_PER}?|gram(?:me)?s?{_PER})"
_NOT = r"(?:\b(?:not|isn'?t|wasn'?t|instead of|rather than)\s+(?:in\s+)?)"
_NAMED_UNIT = re.compile(rf"(?P<not>{_NOT})?(?<![\w/])(?P<unit>{_SPELT}|{UNIT})(?![\w/])", re.I)
# All that may stand beside a unit which is only named: nothing that wishes for a number in another one.
_BESIDE = frozenset(
    "it its is was were are that thats those this they the a an one unit units value values number result results "
    "reading sorry oops no nope yes yeah yep aye not wrong right correct actually i think believe guess suppose reckon "
    "probably maybe perhaps sure meant mean should must have be been said says say on in at from paper sheet report "
    "letter print printout lab labs test tests blood bloods hospital form my his her their our so oh ok okay well and "
    "but of course then though written there here typed wrote put i'm im pretty fairly isn isnt isn't wasn't wasnt "
    "it's that's hm hmm er um ah as far know rather instead guessing afraid by way mistake bad".split()
)
_WISHES = re.compile(r"^\W*(?:(?:and|so|ok(?:ay)?|but|now|then)\W+)*(?:in|into|to|as)\b", re.I)
_TAG = re.compile(r",?\s*(?:is it not|isn'?t it|wasn'?t it|right|correct|yes|no|am i right)\s*\?\s*$", re.I)
_FEW_WORDS = 12


def unit_said(text: str) -> str | None:
    """The unit that a message of nothing else names for a value told before: "pg/ml I think", "sorry, millimoles".

    None where another unit is wished for ("in mmol?", "what is that in mg"), or where no unit or several are left.
    """
    plain = _TAG.sub("", text)
    if re.search(r"\d", plain) or "?" in plain or _WISHES.match(plain) or len(plain.split()) > _FEW_WORDS:
        return None
    meant = {re.sub(r"\s+", " ", each["unit"]) for each in _NAMED_UNIT.finditer(plain) if not each["not"]}
    beside = re.findall(r"[a-z']+", _NAMED_UNIT.sub(" ", plain).lower())
    return meant.pop() if len(meant) == 1 and all(word in _BESIDE for word in beside) else None


def units_told(text: str) -> list[dict[str, Any]]:
    """Rows `{unit, analyte}` (the analyte that is named with it, or None) where a message is nothing but such parts.

    `unit` is a unit as typed without spaces, or `si` or `us` for a whole system.
    """
    if re.search(r"(?<![a-z])\d", text, re.I) or _WISH.search(text):
        return []
    parts = [part for part in _PARTS.split(_TAIL.sub("", _FILLING.sub("", text))) if part.strip()]
    rows = [_row(_FILLING.sub("", part)) for part in parts]
    told = [row for row in rows if row is not None]
    return told if len(told) == len(parts) else []


def puts_units_right(rows: list[dict[str, Any]], text: str, context: DialogueContext) -> bool:
    """Whether the units are those of values told before; a unit alone is that, or a wish, by rules of its own."""
    named = {row["analyte"] for row in rows if row["analyte"]}
    if not rows or not (context.values or context.refused or context.asks_for):
        return False
    said, wished = bool(_SAID.search(text)), bool(_PLEASE.search(text))
    if named:
        return said or len(rows) > 1 or (not wished and bool(named & context.guessed))
    guessed = not wished and bool(context.guessed)
    system = all(row["unit"] in ("si", "us") for row in rows)
    return len(rows) > 1 or ((said or guessed) and (system or bool(_PLURAL.search(text))))


def system_called(words: str) -> str | None:
    """`si` or `us` for the name of a system of units, else None."""
    if not re.fullmatch(SYSTEM, words.strip(), re.I):
        return None
    first = words.lower().replace(".", "").split()[0]
    return "us" if first in ("us", "conventional", "traditional", "american") else "si"


def _row(part: str) -> dict[str, Any] | None:
    for shape in (_FIRST, _LAST):
        found = shape.fullmatch(part.strip())
        if found is None:
            continue
        name = analyte_called(found["name"]) if found["name"] else None
        if name or not found["name"]:
            return {"unit": system_called(found["unit"]) or _plain(found["unit"]), "analyte": name}
    return None


def _plain(unit: str) -> str:
    return re.sub(r"\s+", "", unit.lower().replace(" per ", "/").replace("\\", "/"))
