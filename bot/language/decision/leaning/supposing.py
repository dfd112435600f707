"""Whether a message supposes something of the estimate instead of telling it: "and off the VKA?", "redo it with …"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.form.form_aside import asks_source
from bot.language.decision.leaning.of_estimate import supposed_too
from bot.language.decision.leaning.swapped import exchange_told, swapped
from bot.language.decision.model import Decision, Ranking
from bot.language.dialogue import DialogueContext

__all__ = ["TAKES_BACK", "of_a_group", "plainly_supposed", "redone", "supposed_of_estimate", "supposes"]

TAKES_BACK = re.compile(
    r"\b(?:(?:i|we|he|she) mean|meant|mistyped|typo|correction|should (?:be|read|have (?:been|read))|wrong|mistake)\b",
    re.I,
)
_IF = re.compile(r"^\W*(?:and|but|now|what if|what about|how about|if|or|had|suppose|say|off|without)\b", re.I)
_SUPPOSED = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?)\W+)*(?:what )?if\b(?!.*\b(?:don'?t|not)\b)|\binstead\W*$", re.I
)
_REDONE = re.compile(  # "redo it with a BMI of 26", "same again without the warfarin"
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|now|then|please|can you|could you)\W+)*"
    r"(?:re-?(?:do|run|calc\w*|compute|work|figure)|(?:do|run|try|work|same)\b(?=.{0,24}\b(?:again|over)\b))\b"
    r".{0,30}\b(?:with|without|w/o|for|at|using|on|off|minus|plus)\b",
    re.I,
)
_PUTS_RIGHT = re.compile(
    rf"^\W*(?:sorry|oops|actually|no|not|wait|correction)\b|\b(?:is|was|are|were|has|have|now)\b|"
    rf"{TAKES_BACK.pattern}",
    re.I,
)
_SURELY = 0.6
_ESTIMATE = frozenset({"assess_risk", "explain_risk", "what_if"})
_SAME_BUT = re.compile(  # "the same man, but without the diabetes"
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|now|then|what about|how about)\W+)*(?:the |this |that )?(?:very )?same"
    r"(?: (?:man|woman|lady|chap|person|patient|pt|bloke|case|figures?|numbers?|values?|thing))?"
    r"\W+(?:but|only|except|just)\b.{0,12}\b(?:with|without|w/o|on|off|no|not|minus|plus|had|has|had he|if)\b",
    re.I,
)
_WHO = (
    r"(?:i|we|you|he|she|they|it|there|(?:my|his|her|the|our|their) \w+|mum|mom|dad|no|"
    r"[a-z]+ (?:was|were|is|went|came|fell))"
)
_PLAINLY = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|now|then|well|hm+|right|also|let'?s|let me|just|i|we|could|can|may)\W+)*(?:"
    rf"(?<!i )(?<!we )suppos(?:e|ing)\b|(?:say|imagine|imagining|assum(?:e|ing)|pretend(?:ing)?)(?: that)? {_WHO}\b|"
    rf"(?:what|even|only)? ?if {_WHO}(?:'?d| \w+)?? (?:had|has|have|were|was|weren'?t|wasn'?t|hadn'?t|didn'?t|did not|"
    r"is|are|isn'?t|aren'?t|don'?t|doesn'?t|got|gets?|came|come|stop\w*|quit|lost|loses?|drop\w*|fell|falls?|went|"
    r"goes|took|"
    r"takes?|gave up|could|rose|rises?|switch\w*|chang\w*|start\w*|brought|put)\b|"
    r"had (?:i|he|she|they|we) )",
    re.I,
)
_OF_NOTHING = re.compile(
    r"\bif (?:i|we|it|you|he|she|they|that)(?:'?m| am|'?s| is| are)? (?:honest|remember\w*|recall|helps?|matters?|"
    r"counts?|(?:don'?t|do not) (?:know|remember)|not sure|skip|pass|must|have to|need\w*|want\w*|mean|may|can|know)\b",
    re.I,
)
_ASKS_ELSE = re.compile(r"\b(?:how long|live|die|surviv\w*|happens?|should|feel|safe|hurts?|do i do|who|where)\b", re.I)
_ITEM = re.compile(
    r"\b(?:bmi|weigh\w*|kilos?|kg|warfarin|coumadin|vka|blood thinners?|diabet\w*|sugar|calcium|ca|phosph\w*|phos|po4|"
    r"albumin|alb|pth|parathyroid|dialysis|hd|pd|transplant\w*|kidney|age|old|older|younger|man|woman|male|female)\b",
    re.I,
)

_OF_A_GROUP = re.compile(
    r"^(?!.*\b(?:i|my|mine|me|his|her|he|she|it|they|their|our|mum|dad)\b)\W*(?:(?:and|what about|how about)\W+)*"
    r"(?:with|without|after|on|for|in)\b(?:\W+\w+){1,5}\W*$",
    re.I,
)


def supposes(turn: Mapping[str, Any], text: str, ranking: Ranking, context: DialogueContext) -> bool:
    """ "And off the VKA?" supposes a change; it does not answer the open question (unless it names that item)."""
    if exchange_told(text) or asks_source(text):
        return False
    going_on = context.label == "what_if" and context.has_estimate
    surely = bool(ranking) and ranking[0][0] == "what_if" and ranking[0][1] >= _SURELY
    named = {*(turn.get("history") or {}), *(lab["contract"]["analyte"] for lab in turn.get("labs") or [])}
    if surely and context.can_estimate and (redone(text) or (_SUPPOSED.search(text) and re.search(r"\d", text))):
        return True
    if not named or context.asks_for in named:
        return False
    another = named <= context.known and not _PUTS_RIGHT.search(text)  # "alb 3.8?" after an albumin of 3.1
    return bool((going_on or surely) and _IF.match(text)) or (another and (going_on or text.rstrip().endswith("?")))


def plainly_supposed(text: str) -> bool:
    """Whether a message opens as a supposition: "say he came off warfarin"; not "if I remember right", nor "say 61"."""
    return bool(_PLAINLY.match(text)) and not _OF_NOTHING.search(text)


def supposed_of_estimate(turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
    """Another value or fact supposed while the estimate is being made, or after it: compared, never taken over."""
    text = str(turn.get("text") or "")
    statement = swapped(text, context)
    if statement:
        details = {"as_if": statement, **({"as_well": True} if text.lstrip().startswith("+") else {})}
        return Decision("what_if", "what_if", 0.9, "form" if context.active_form else "context", details=details)
    going_on = context.active_form or (context.label in _ESTIMATE and context.has_estimate)
    if not going_on or turn.get("limit") or _ASKS_ELSE.search(text):
        return None
    if _SAME_BUT.match(text) and _ITEM.search(text):
        return Decision("what_if", "what_if", 0.9, "form" if context.active_form else "context")
    added = supposed_too(text, context, names=bool(_ITEM.search(text))) if not context.active_form else None
    if added:
        return added
    if not (plainly_supposed(text) and _ITEM.search(text)):
        return None
    return Decision("what_if", "what_if", 0.9, "form" if context.active_form else "context")


def redone(text: str) -> bool:
    """Whether the estimate is to be made again with something else: "redo it with a BMI of 26"."""
    return bool(_REDONE.match(text))


def of_a_group(text: str) -> bool:
    """ "After a transplant", "and without kidney failure": goes on asking about the outlook, and is about nobody."""
    return bool(_OF_A_GROUP.match(text))
