"""Small remarks where no alarm came before: "I called them already", "just kidding", "that's wrong"."""

from __future__ import annotations

import re

from bot.language.decision.alarms.after_alarm import HELPERS
from bot.language.decision.model import SUMS, Decision
from bot.language.decision.word_lists import has_word
from bot.language.dialogue import DialogueContext

__all__ = ["opens_with_doubt", "remark"]

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
_DOUBTED = re.compile(  # "I don't buy that. Those error bars look wrong."
    r"^\W*(?:(?:no|nope|sorry|but|er+m*|well|actually|hm+|nah)\W+)*(?:(?:i|we)(?:'m| am|'re| are)? )?(?:(?:really|"
    r"still|just|"
    r"honestly|simply) )*(?:(?:don'?t|do not|dont) (?:quite |really )?(?P<how>buy|believe|trust|accept)|(?:not|n't) "
    r"(?P<so>buying|convinced by|persuaded by)) (?:it|that|this|those|these|(?:that|this|those|these|your|the) "
    r"(?:numbers?|figures?|estimates?|scores?|results?|answers?|ranges?|intervals?))(?: (?:at all|one bit|"
    r"for a (?:second|"
    r"minute)|mate|sorry))*\s*(?:[.,;!–-]+(?P<rest>[^?]*))?$",
    re.I,
)
_OF_FIGURES = re.compile(
    r"\b(?:wrong|off|numbers?|figures?|error bars?|maths?|estimates?|intervals?|ranges?|models?|sums?|scores?|"
    r"too (?:high|low|wide|"
    r"good|bad)|answers?|sources?|evidence|data)\b",
    re.I,
)
_ACTS = re.compile(
    r"\b(?:stop\w*|quit\w*|skip\w*|refus\w*|going to|gonna|will|'ll|won'?t|give up|gave up|home|leave)\b", re.I
)
_OF_ONESELF = re.compile(r"\bi(?:['’]?(?:m|d|ve|ll))?\b", re.I)  # "too bad, I'd rather not be here" is no doubt
_OF_FIGURES_BEFORE = (
    frozenset({"assess_risk", "explain_risk", "what_if"}) | SUMS
)  # elsewhere "I don't believe it" is a shock
_GRAVE = ("despair", "danger", "gloom", "acute_signs", "told_signs")  # "numbers" is no numbness
_ALARMS = frozenset({"emergency", "crisis"})


def opens_with_doubt(text: str) -> bool:
    """Whether a message opens with a doubt: its "don't" answers no question."""
    return bool(_DOUBTED.match(text))


def remark(text: str, context: DialogueContext, *, tells: bool = False) -> Decision | None:
    """A kind word back; None after an alarm, where the same words mean much, and for all else.

    `tells`: a value or a fact was read in the message, which is more than a doubt.
    """
    if context.label in _ALARMS or context.expects_yes == "crisis" or "?" in text:
        return None
    if not tells and _doubted(text, context):
        return Decision("feedback_bad", "feedback_bad", 0.8, "context")
    if context.active_form:
        return None
    if _CALLED.match(text):
        return _said("helped_now" if _FOR_HELP.search(text) else "called")
    if _CONTRADICTED.match(text):
        return Decision("feedback_bad", "feedback_bad", 0.8, "context")
    return _said("joking") if _JOKING.match(text) else None


def _doubted(text: str, context: DialogueContext) -> bool:
    """Whether the answer before is doubted, with nothing beside it but what is wrong with its figures."""
    found = _DOUBTED.match(text) if context.label else None
    if found is None or has_word(_OF_FIGURES.sub(" ", text), *_GRAVE):
        return False
    rest = (found["rest"] or "").strip()
    of_figures = bool(_OF_FIGURES.search(rest)) and not _ACTS.search(rest) and not _OF_ONESELF.search(rest)
    told = not rest or of_figures
    return told and (found["how"] in ("buy", None) or context.label in _OF_FIGURES_BEFORE)


def _said(reply: str) -> Decision:
    return Decision("thank", "thank", 0.9, "context", details={"reply": reply})
