"""Short questions about an estimate that was just given: how many in 1,000, whether to trust it, why it is so wide."""

from __future__ import annotations

import re

from bot.language.decision.model import Decision
from bot.language.dialogue import DialogueContext

__all__ = ["asked_of_estimate", "supposed_too"]

_IT = (  # what was just given, by any of its names
    r"(?:it|that|this|these|those|(?:(?:the|this|that|my|his|her|your|such an?|an?) )?(?:(?:risk|estimated|whole|"
    r"given|95\W{0,3}"
    r"(?:per ?cent)?) )?(?:interval|range|spread|ci|span|gap|estimate|number|figure|score|result|model|tool|"
    r"calculator|risk|"
    r"percentage|prediction)s?)"
)
_THOUSAND = r"(?:(?:a |one )?(?:thousand|hundred)|1[, ]?0?00)"
_ASKED = (
    ("nnt", re.compile(r"\bnnt\b|\bnumbers? needed to (?:treat|harm)\b", re.I)),
    (
        "wide",
        re.compile(
            rf"\b(?:why|how come|what makes)(?: is| are|'s)? {_IT}(?: is| are|'s)?(?: \w+)? (?:wide|big|large|broad)\b|"
            rf"\b(?:why|how come) (?:so|such an?) (?:wide|big|large|broad)(?: an?)?(?: {_IT})?\W*$",
            re.I,
        ),
    ),
    (
        "interval",
        re.compile(
            r"\b(?:is|are) (?:that|this|it) (?:a |the )?(?:95\W{0,3})?(?:per ?cent)?\W?(?:ci|confidence|credible)\b|"
            r"\b(?:what|which) (?:kind|sort|type) of (?:interval|range)\b|\bconfidence or (?:credible|prediction)\b",
            re.I,
        ),
    ),
    (
        "trust",
        re.compile(
            r"\b(?:validated|validation|calibrat\w+|discriminat\w+|auc|auroc|c-?statistic|c-?index)\b|"
            rf"\b(?:can|should|do|could) (?:i|we|you|one) (?:really )?(?:trust|believe|rely on) {_IT}\b|"
            rf"\bhow (?:reliable|accurate|trustworthy|certain|exact|sure)(?: (?:is|are|can i be of) {_IT}|"
            r" (?:are|is) (?:you|the bot))?\W*$",
            re.I,
        ),
    ),
    (
        "count",
        re.compile(
            rf"^\W*(?:(?:so|and|ok(?:ay)?|but|well)\W+)*(?:how many|what)(?:'?s| is| are| would| does)?"
            rf"(?: (?:that|this|it|be|people|patients|persons|mean|is))* (?:in|of|out of|per|from|among) {_THOUSAND}"
            r"(?: (?:people|patients|persons|of (?:us|them)|like (?:me|that|him|her|us)|is|are|would|be|that|this|"
            r"it|then))*\W*$",
            re.I,
        ),
    ),
    (
        "which",
        re.compile(
            r"\bwhich\b.{0,30}\b(?:factor|one|item|thing|part)s?\b.{0,40}\b(?:matters?|counts?|weighs?|most|"
            r"biggest|strongest|largest|modifiable)\b|\bwhat (?:matters|counts|weighs) (?:the )?most\b",
            re.I,
        ),
    ),
)
# A question on the estimate has no other words: with a topic or a person named in it, it is about these.
_PLAIN = frozenset(
    "a an and are as at be been being but by can come could do does did ever for from had has have here how i if in "
    "is it its just like make makes me mine my now of ok okay on one ones or our out own per really should so still "
    "such that the then there these this those to us was we well were what which who why will with would you your "
    "actually even very much many too quite believe rely trust reliable accurate trustworthy certain exact sure "
    "validated validation calibrated calibration discriminate discrimination discriminative auc auroc statistic "
    "index cstatistic cindex estimate estimates estimated number numbers range interval risk risks figure figures "
    "result results score scores model tool calculator calculation percentage percent prediction wide big large "
    "broad width spread span gap ci confidence credible kind sort type factor factors item items thing things part "
    "parts count counts matter matters weigh weighs most biggest strongest largest main important modifiable "
    "changeable change changed external externally internal internally tested people patients person persons "
    "thousand hundred bot given give whole case cases his her him she he mean c s t".split()
)
_WHAT_IF_TREATED = frozenset(
    "nnt needed treat harm vka warfarin coumadin thinner thinners blood stop stopping stopped stops off switch "
    "switching lowering lower phosphate calcium pth".split()
)
_OUTLOOK = re.compile(  # of those who have the illness, and not of those who may get it
    r"\bhow many\b.{0,60}\b(?:die[sd]?|dying|dead|surviv\w*|(?:still )?(?:live|alive)|make it|pull through)\b", re.I
)
_LETTERS = 90
_TOO = re.compile(
    r"^\W*(?:and|plus|also|with|what (?:if|about)|how about)\b.*\b(?:as well|too|also|on top(?: of (?:that|it))?|"
    r"at the same time|in addition)\W*$|^\W*plus\b",
    re.I,
)
_TOGETHER = re.compile(
    r"^\W*(?:(?:and|so|what about|how about|with|if|now)\W+)*(?:both|all(?: of)?(?: (?:them|it|that|those|three))?|"
    r"the two|them both)(?: (?:changes|of them))?(?: (?:together|combined|at once|at the same time))?"
    r"(?:,? (?:vs\.?|versus|against|compared (?:to|with)) (?:the )?(?:base\w*|original|first))?\W*$|"
    r"^\W*(?:(?:and|so)\W+)*(?:combined|together)\W*$",
    re.I,
)


def asked_of_estimate(text: str, context: DialogueContext) -> Decision | None:
    """The question as `details.verdict`, or how many die as one on the outlook; None without an estimate."""
    if not context.has_estimate or len(text) > _LETTERS:
        return None
    if _OUTLOOK.search(text):
        return Decision("estimate_prognosis", "estimate_prognosis", 0.85, "context")
    asked = next((name for name, pattern in _ASKED if pattern.search(text)), None)
    words = {word for word in re.findall(r"[a-z]+", text.lower()) if len(word) > 1}
    if not asked or words - _PLAIN - (_WHAT_IF_TREATED if asked == "nnt" else frozenset()):
        return None
    return Decision("explain_risk", "explain_risk", 0.9, "context", details={"verdict": asked})


def supposed_too(text: str, context: DialogueContext, *, names: bool) -> Decision | None:
    """ "And phosphate 4.5 as well", "both together?": after a supposition, added to it and never told."""
    if context.label != "what_if" or not context.has_estimate:
        return None
    together = bool(_TOGETHER.match(text))
    if not together and not (names and _TOO.match(text)):
        return None
    details = {"together": True} if together else {"as_well": True}
    return Decision("what_if", "what_if", 0.9, "context", details=details)
