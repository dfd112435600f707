"""Small remarks where no alarm came before: "I called them already", "just kidding", "that's wrong"."""

from __future__ import annotations

import re

from bot.language.decision.alarms.after_alarm import HELPERS
from bot.language.decision.model import Decision
from bot.language.dialogue import DialogueContext

__all__ = ["remark"]

_LEAD = (
    r"^\W*(?:(?:ok(?:ay)?|k|yes|yeah|yep|oh|well|so|and|but|thanks?|thank you|right|no|nah|sorry|hey|lol|"
    r"ha+|haha\w*)\W+)*"
)
_TAIL = (
    r"(?:\W+(?:already|now|just now|today|earlier|yesterday|thanks?|thank you|ok(?:ay)?|sorry|lol|ha+|haha\w*|"
    r"though|tho))*\W*$"
)
_CALLED = re.compile(
    _LEAD + r"(?:i|we|he|she|they|mum|mom|dad|(?:my|our|his|her) \w+)(?:'?ve|'?s| have| has| did| had)?"
    r"(?: just| already| now)* (?:call(?:ed)?|rang|rung|ring|phoned?|dialled|telephoned|contacted|spoke (?:to|with))"
    rf"(?: (?:{HELPERS}|him|her|up|back|in|there))*" + _TAIL,
    re.I,
)
_FOR_HELP = re.compile(r"\b(?:999|911|112|ambulance|for help|crisis line|samaritans|988)\b", re.I)
_JOKING = re.compile(
    _LEAD + r"(?:(?:i(?:'?m| am| was)|it(?:'?s| is| was)|that(?:'?s| is| was)|only|just|all|totally)\W+)*"
    r"(?:kidding|kiddin|j/?k|joking|a joke|jokes|messing(?: about| around| with you)?|teasing|pulling your leg)"
    + _TAIL,
    re.I,
)
_CONTRADICTED = re.compile(  # "No, that's incorrect. Sevelamer doesn't contain calcium."
    r"^\W*(?:(?:no|nope|sorry|but|er+m*|well|actually|hang on|wait)\W+)*"
    r"(?:(?:that|this|it|what you (?:said|wrote|say)|your answer)(?: there)?(?:'?s| is| was) (?:just |plain |simply |"
    r"totally |completely |factually |quite )*(?:wrong|incorrect|false|untrue|inaccurate|out of date|outdated|"
    r"not (?:right|true|correct|accurate)|nonsense|rubbish|a mistake)|(?:you(?:'re| are|'ve got (?:that|it))|"
    r"you got (?:that|it)) (?:wrong|mistaken|incorrect))\b(?!.*\d)",
    re.I,
)
_ALARMS = frozenset({"emergency", "crisis"})


def remark(text: str, context: DialogueContext) -> Decision | None:
    """A kind word back; None after an alarm, where the same words mean much, and for all else."""
    if context.label in _ALARMS or context.expects_yes == "crisis" or context.active_form or "?" in text:
        return None
    if _CALLED.match(text):
        return _said("helped_now" if _FOR_HELP.search(text) else "called")
    if _CONTRADICTED.match(text):
        return Decision("feedback_bad", "feedback_bad", 0.8, "context")
    return _said("joking") if _JOKING.match(text) else None


def _said(reply: str) -> Decision:
    return Decision("thank", "thank", 0.9, "context", details={"reply": reply})
