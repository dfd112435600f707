"""Short questions about an estimate that was just given: how many in 1,000, whether to trust it, why it is so wide."""

from __future__ import annotations

import re

from bot.language.decision.model import Decision
from bot.language.dialogue import DialogueContext

__all__ = ["asked_of_estimate", "supposed_too"]

_ASKED = (
    ("nnt", re.compile(r"\bnnt\b|\bnumbers? needed to (?:treat|harm)\b", re.I)),
    (
        "wide",
        re.compile(
            r"\b(?:why|how come|what makes)\b.{0,30}\b(?:interval|range|spread|ci|span)\b.{0,30}\b(?:wide|big|large)|"
            r"\b(?:why|how come)\b.{0,20}\b(?:so|such a) (?:wide|big|large|broad)\b",
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
            r"\b(?:can|should|do|could) (?:i|we|you|one) (?:really )?(?:trust|believe|rely on)\b|"
            r"\bhow (?:reliable|accurate|trustworthy|certain|exact|sure)\b",
            re.I,
        ),
    ),
    (
        "count",
        re.compile(
            r"\bhow many\b(?!.*\b(?:get|have|cases?|patients|worldwide|country)\b).{0,40}"
            r"\b(?:1[, ]?000|1[, ]?00|a (?:thousand|hundred)|thousand|hundred)\b|^\W*(?:so )?(?:how many|what)(?: is)?"
            r"(?: that)? (?:in|of|out of|per) (?:a |one )?(?:1[, ]?000|thousand)\W*$",
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
    """The question as `details.verdict`; None where no estimate was just spoken of."""
    if not context.has_estimate or len(text) > _LETTERS:
        return None
    asked = next((name for name, pattern in _ASKED if pattern.search(text)), None)
    return Decision("explain_risk", "explain_risk", 0.9, "context", details={"verdict": asked}) if asked else None


def supposed_too(text: str, context: DialogueContext, *, names: bool) -> Decision | None:
    """ "And phosphate 4.5 as well", "both together?": after a supposition, added to it and never told."""
    if context.label != "what_if" or not context.has_estimate:
        return None
    together = bool(_TOGETHER.match(text))
    if not together and not (names and _TOO.match(text)):
        return None
    details = {"together": True} if together else {"as_well": True}
    return Decision("what_if", "what_if", 0.9, "context", details=details)
