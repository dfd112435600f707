"""The next person: "new patient", "start again with my wife". What was told is of somebody else, and is set aside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.model import Decision
from bot.language.dialogue import DialogueContext

__all__ = ["another_person"]

_FAMILY = (
    r"(?:mum|mom|mother|dad|father|husband|wife|partner|sister|brother|son|daughter|friend|aunt|uncle|gran\w*|"
    r"neighbou?r|cousin|patient|client|resident|relative)"
)
_KIND = r"(?:patients?|persons?|people|clients?|residents?|cases?|lady|gentleman|man|woman|guy|chap|bloke|girl|boy|one)"
_ELSE = (
    rf"(?:(?:some|any)(?:body|one) (?:else|new|different)|(?:an?other|the next|a new|a different|the other) {_KIND}|"
    rf"(?:my|our|his|her) (?:\w+ )?{_FAMILY})"
)
_LEAD = (
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|right|now|then|well|thanks?|thank you|great|good|please|actually|no|sorry|oh|"
    r"let'?s|let us|can we|could we|we can|i'?d like to|i want to|i need to|we'?ll|i'?ll|just|on to|onto|over to|"
    r"this is|that'?s|here'?s|here is|it'?s|with|for|about|a|an|the|my)\W+)*"
)
_TAIL = r"(?:\W+(?:please|now|then|here|thanks?|thank you|this time|instead|today))*\W*$"
_NEW = re.compile(
    rf"{_LEAD}(?:(?:start|begin|go|run)(?:ing)? (?:(?:it |this )?(?:all )?)(?:fresh|afresh|anew|over|again|"
    rf"from scratch|from the (?:top|start|beginning))(?: (?:with|for|on|as) {_ELSE})?|"
    r"(?:brand )?(?:new|next|an?other|different) (?:patient|person|client|resident|case|lady|gentleman)|"
    rf"(?:do|try|take|start|have|estimate|look at|work out|calculate)(?: (?:it|this|one|an estimate|the same))? "
    rf"(?:(?:with|for|on) )?{_ELSE}){_TAIL}",
    re.I,
)
_NEXT = re.compile(rf"{_LEAD}next(?: one)?{_TAIL}", re.I)
_DROP = re.compile(
    rf"{_LEAD}(?:scrap|forget|clear|wipe|bin|drop|ditch|scratch|ignore|disregard|delete|throw (?:out|away))"
    rf"(?: (?:all|everything|what(?:ever)?))?(?: (?:of )?(?:that|this|it|the lot|everything|all|those|i (?:said|"
    rf"told you|typed|gave you)))*(?: (?:about|of) \w+)?{_TAIL}",
    re.I,
)
_PERSON = re.compile(
    rf"{_LEAD}(?:(?:really |actually )?(?:for|about|do|try|take) )?(?:{_ELSE}|{_FAMILY})"
    r"(?: (?:that |who |whom )?(?:i|we) (?:want|need|meant|wanted|mean|would like)(?: (?:to|it|this|for|do|try|ask|"
    rf"look|at|about|estimate|check))*)?{_TAIL}",
    re.I,
)
_DESCRIBED = re.compile(
    r"^\W*(?:an?|the|this|my)? ?(?:(?:\d{2,3}|old|older|young|younger|elderly)\W+(?:(?:years?|yrs?|y/?o|old)\W+)*)?"
    rf"(?:{_KIND}|{_FAMILY}|male|female)\b",
    re.I,
)
_PARTS = re.compile(r"\s*(?:[,.;:!]|\s[-–—]\s|\band\b)\s*", re.I)
_LONGEST = 24  # words; a longer message tells a case, and asks about it


def another_person(turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
    """Start over where the next person begins; `details.anew` is what the message tells of that one, maybe nothing.

    None for a question, which is answered, and for a first patient, of whom a case is told.
    """
    text = str(turn.get("text") or "")
    if "?" in text or len(text.split()) > _LONGEST:
        return None
    told = bool(context.active_form or context.known or context.topic)
    parts = [part for part in _PARTS.split(text) if part.strip()]
    last = max((place for place, _ in enumerate(parts) if _begins(parts, place, told)), default=None)
    if last is None:
        return None
    return Decision("restart", "restart", 0.9, "context", details={"anew": ", ".join(parts[last + 1 :])})


def _begins(parts: list[str], place: int, told: bool) -> bool:
    """Whether another person begins with this part: in so many words, or dropped what was and named somebody."""
    part, after = parts[place], parts[place + 1 :]
    if told and _NEW.match(part):
        return True
    if told and _NEXT.match(part) and after:
        return bool(_DESCRIBED.match(after[0]))
    return bool(_DROP.match(part)) and bool(after) and bool(_PERSON.match(after[0]))
