"""Blessings for an answer, and what somebody makes of it: "God give you health", "that helped", "you are no help"."""

from __future__ import annotations

import re

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
_BLESSED = re.compile(
    rf"^\W*(?:(?:thanks?(?: you)?|thank u|ok(?:ay)?|amen|well|oh|and|so|good|may|let|(?:i|we) pray(?: that)?|"
    rf"inshallah|insha ?allah|please)\W+)*{_GOD}(?: (?:will|shall|should|go|dey|must))?(?: (?:always|richly|abundantly|"
    rf"truly|continue to|really|himself))* {_GIVES}(?: back)? "
    r"(?:you|u|ya|your?s?|una|ye|unu|thee|all of you|yourself)\b(?P<rest>[^?]{0,80})$",
    re.I,
)
# With a word of oneself, of an end or of leaving it may be a farewell: then it is read like anything else.
_FAREWELL = re.compile(
    r"\b(?:i|i'?m|i'?ll|im|ill|me|mine|my(?! (?:dear|friend|sister|brother))|children|kids|forgive|if|"
    r"we|us(?! all)|take|takes|end|ends|die|dies|dead|death|dying|kill\w*|suicid\w*|"
    r"without|bye|goodbye|farewell|last|leave|leaving|gone|go|going|tired|alone|soon|over|anymore|any more|no more|"
    r"pain|help|blood|bleed\w*|breath\w*|chest)\b",
    re.I,
)
_FOR_IT = re.compile(
    r"\b(?:for|in) (?:helping|telling|answering|explaining|teaching)(?: (?:me|us|my questions?))?\b", re.I
)
_CLAUSE = r"(?!.*\b(?:but|what|how|why|when|where|which|who|can|does|should|not|no|never|nothing|n'?t)\b)"
_EVER = r"(?: (?:honestly|really|actually|truly|so|very|much|was|is|has|have|'s|just|all|now|did|been))*"
_HELPED = re.compile(
    rf"^{_CLAUSE}(?!.*n['’]t\b)\W*(?:(?:ok(?:ay)?|oh|ah|wow|well|thanks?(?: you)?|yes|yeah|right|no wahala|good|great|"
    rf"alright|lovely)\W+)*(?:(?:that|this|it|you|your answers?|what you said){_EVER} "
    r"(?:helped|helps|helpful|useful|clear|tried|done well|clearer)\b|"
    r"(?:the )?(?:best|clearest|kindest|most (?:useful|helpful|honest)) (?:explanation|answer|thing|reply|advice)\b)"
    r"[^?]{0,70}$",
    re.I,
)
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
    """Thanks in the name of God, which name neither an end nor oneself; None after an alarm and for all else."""
    found = None if context.label in _ALARMS or context.expects_yes == "crisis" else _BLESSED.match(text)
    if found is None or _FAREWELL.search(_FOR_IT.sub(" ", found["rest"])):
        return None
    return Decision("thank", "thank", 0.9, "context")


def praised(text: str, context: DialogueContext) -> Decision | None:
    """What is said of the answer before, where nothing is asked."""
    if not (context.topic or context.label) or context.active_form or "?" in text:
        return None
    if _NO_HELP.search(text):
        return Decision("feedback_bad", "feedback_bad", 0.85, "context")
    said = _NO_WAHALA.sub("", text)
    return Decision("feedback_good", "feedback_good", 0.85, "context") if _HELPED.match(said) else None
