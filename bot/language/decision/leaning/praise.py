"""Blessings for an answer, and what somebody makes of it: "God give you health", "that helped", "you are no help"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.model import Decision
from bot.language.dialogue import DialogueContext

__all__ = ["blessed", "praised"]

_ALARMS = frozenset({"emergency", "crisis"})
_GOD = (
    r"(?:(?:the )?(?:good )?(?:god|lord|almighty|allah|jesus(?: christ)?|christ|jah|bhagwan|ishwar|waheguru|dios|dieu|"
    r"heaven|mother mary|our lady|olorun|chukwu|chineke)(?: (?:almighty|himself|above|s\.?w\.?t\.?))?)"
)
_GIVES = (
    r"(?:bless|reward|repay|pay|give|gives|grant|grants|keep|keeps|protect|preserve|guard|guide|be with|"
    r"smile on|watch over|look after|increase|thank)"
)
# What may be wished, and for what; with anything else beside it the message is read like any other.
_WISHED = (
    r"and|your|my|dear|friend|brother|sister|doctor|doc|nurse|sir|ma'?am|madam|"
    r"hands|heart|soul|work|o|oo+|ji|po|all|too|always|richly|abundantly|amen|ameen|inshallah|insha ?allah|"
    r"with|good|great|many|much|more|long|life|health|strength|wisdom|peace|joy|grace|years|blessings?|favour|favor|"
    r"every|day|success|a hundredfold|in|of|for|the|this|that|it|everything|help|helping|telling|teaching|answering|"
    r"explaining|explanation|kindness|kind|answers?|advice|patience|time|words|me|us|so|very|really|truly|thanks?|"
    r"thank you|thank u|questions?|information|info"
)
_BLESSED = re.compile(
    rf"^\W*(?:(?:thanks?(?: you)?|thank u|ok(?:ay)?|amen|well|oh|and|so|good|may|let|(?:i|we) pray(?: that)?|"
    rf"inshallah|insha ?allah|please)\W+)*{_GOD}(?: (?:will|shall|should|go|dey|must))?(?: (?:always|richly|abundantly|"
    rf"truly|continue to|really|himself))* {_GIVES}(?: back)? "
    rf"(?:you|u|ya|your?s?|una|ye|unu|thee|all of you|yourself)\b(?:\W+(?:{_WISHED}))*\W*$",
    re.I,
)
_EVER = r"(?: (?:honestly|really|actually|truly|so|very|much|was|is|are|has|have|just|all|now|did|been|a bit))*"
_PRAISED = (
    r"(?:(?:it|that|this|you|what you said|(?:your|the|this|that) (?:answers?|explanations?|words|advice))"
    rf"(?:(?:'?ve|'?s|'?re)?{_EVER}) (?:helped|helps|helpful|useful|clear|clearer|tried|done well|kind)(?: (?:me|us))?|"
    r"(?:the |your )?(?:best|clearest|kindest|most (?:useful|helpful|honest)) (?:explanation|answer|reply|advice)"
    r"(?: (?:(?:that )?(?:i|we)(?:'ve| have)? (?:had|got|seen|read|heard)|so far|yet|today|all day|all week|ever|"
    r"of all|anywhere|by far))*)"
)
_THANKS = (
    r"ok(?:ay)?|oh|ah|wow|well|thanks?(?: you)?|cheers|yes|yeah|right|good|great|alright|lovely|nice|no wahala|and|so|"
    r"very|much|a lot|a bit|a little|lots|now|really|honestly|dear|my|doctor|doc|nurse|sir|ma'?am|friend|bot|mate|po|o|"
    r"today|at last|finally|then|everything|all"
)
# Nothing but praise, thanks and a word of address: with a fact, a wish or a question beside it, that is what is meant.
_HELPED = re.compile(rf"^\W*(?:(?:{_THANKS})\W+)*{_PRAISED}(?:\W+(?:{_PRAISED}|{_THANKS}))*\W*$", re.I)
_NO_WAHALA = re.compile(r"^\W*no (?:wahala|worries|problem|stress)\b\W*", re.I)
_NO_HELP = re.compile(
    r"\b(?:you(?:'?re| are| r)?|ye(?:'?re| are)?|u r|ur|this (?:bot|thing|site|app|chat|machine)(?:'?s| is)?)"
    r"(?: (?:just|really|honestly|actually|still|absolutely|being))* (?:(?:of )?no|not (?:any|much|of any)|zero) "
    r"(?:(?:bloody|damn|fucking|feckin[g']?|flipping|flaming|frigging|earthly|real|effing|sodding) )?"
    r"(?:help|use|good)(?: (?:at all|to (?:me|us|anyone|anybody|man or beast)|whatsoever|mate|like|lol|either|then|"
    r"so far))*\W*$",
    re.I,
)


def blessed(text: str, context: DialogueContext) -> Decision | None:
    """Thanks in the name of God and nothing beside them; None after an alarm and for all else."""
    if context.label in _ALARMS or context.expects_yes == "crisis" or not _BLESSED.match(text):
        return None
    return Decision("thank", "thank", 0.9, "context")


def praised(turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
    """What is said of the answer before, where nothing is told, asked or wished beside it."""
    text = str(turn.get("text") or "")
    tells = turn.get("labs") or turn.get("history") or turn.get("limit")
    if not (context.topic or context.label) or context.active_form or tells or "?" in text:
        return None
    if _NO_HELP.search(text):
        return Decision("feedback_bad", "feedback_bad", 0.85, "context")
    said = _NO_WAHALA.sub("", text)
    return Decision("feedback_good", "feedback_good", 0.85, "context") if _HELPED.match(said) else None
