"""Something new, or put right, about a person whose values were used before: it is taken over, not supposed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.form.form import amended_number, bare_correction
from bot.language.decision.leaning.bare import ESTIMATE
from bot.language.decision.leaning.supposing import plainly_supposed, redone
from bot.language.decision.model import SUMS
from bot.language.dialogue import DialogueContext

__all__ = ["goes_on", "told_anew"]

_SUPPOSES = re.compile(
    r"\b(?:what if|if|suppos\w+|imagin\w+|assum\w+|would|could|might|what about|how about|try)\b|^\W*say\b|"
    r"(?<!results )(?<!values )(?<!levels )(?<!labs )(?<!bloods )(?<!tests )\bwere\b",
    re.I,
)
_ORDER = re.compile(r"\b(?:change|set|correct|update|replace|put)\b.{0,40}\b(?:to|as|with)\b", re.I)
_NEW = re.compile(
    r"\b(?:actually|(?:is|are|was|it'?s) now|now\s+(?:is\s+|at\s+)?[<>]?\d|today|yesterday|new|newest|latest|"
    r"just (?:got|had|came)|came back|come back|in fact|update|correction|mistyped|typo|(?:i|we|he|she) mean|meant|"
    r"no longer|not any ?more)\b|\bnot\s+\d|\bshould (?:be|read|have (?:been|read))\b|\bnow\s*[:=]?\s*[<>]?\d",
    re.I,
)
_PUTS_RIGHT = re.compile(
    r"^\W*(?:(?:oh|ah)\W+)?(?:no|sorry|actually|(?:wh)?oops|wait|hang on|hold on|"
    r"(?:scratch|scrap|strike|forget) (?:that|it|this))\b",
    re.I,
)
_LEANS = re.compile(r"^\W*(?:and|or|but|with|without|off|on)\b", re.I)  # "and off the warfarin": still supposing
_TELLS = re.compile(
    r"^\W*(?:(?:sorry|oh|no|and|but|also|by the way|oops|well|so|now|ok(?:ay)?)\W+)*"
    r"(?:i|i'?m|i'?ve|we|he|she|they|my|his|her|their|the patient|there (?:is|are)|mum|mom|dad)\b",
    re.I,
)


def told_anew(turn: Mapping[str, Any], text: str, context: DialogueContext) -> str | None:
    """Return the task to do again with what the message tells; None when it tells nothing, supposes or asks.

    After an estimate "phosphate now 5.5" and "I stopped warfarin" give the estimate again, with the change named.
    "phosphate 5.5?" and "and off the warfarin" stay suppositions, and so does a bare value after another supposition.
    """
    labs, facts = turn.get("labs") or [], turn.get("history") or {}
    known = context.last is not None or context.refused is not None
    amended = known and not context.active_form and amended_number(text) is not None
    bare = bare_correction(text)
    corrects = bare is not None or amended
    if _SUPPOSES.search(text) or plainly_supposed(text) or not (labs or facts or corrects):
        return None
    ordered = bool(_ORDER.search(text))
    if "?" in text and not ordered:
        return None
    after_estimate = context.label in ESTIMATE
    if context.has_estimate and (ordered or (after_estimate and corrects)):
        return "assess_risk"
    if context.label in SUMS and (corrects or (labs and _PUTS_RIGHT.match(text))):
        return context.label
    if amended or (bare is not None and bare.old in context.values):  # whatever was said in between
        return "interpret_labs"
    if not context.has_estimate or (labs and not after_estimate):
        return None
    plainly = after_estimate and context.label != "what_if" and not goes_on(text)
    return "assess_risk" if plainly or _says_so(text) else None


def goes_on(text: str) -> bool:
    """Whether a message starts as the continuation of a supposition, or asks for the estimate once more with it."""
    return bool(_LEANS.match(text)) or redone(text)


def _says_so(text: str) -> bool:
    return bool(_NEW.search(text) or _TELLS.match(text))
