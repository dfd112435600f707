"""What is said straight after an alarm: help has come, or somebody in a crisis will not let it come."""

from __future__ import annotations

import re

from bot.language.decision.model import Decision
from bot.language.dialogue import DialogueContext

__all__ = ["after_alarm"]

_LEAD = r"^\W*(?:(?:ok(?:ay)?|yes|yeah|oh|well|and|so|thanks?|thank you|thank god|good|right|now|update)\W+)*"
_WHO = r"(?:i|we|he|she|they|it|mum|mom|dad|nan|gran|(?:my|our|the|his|her) \w+)"
_IS = r"(?:'?m|'?re|'?s| am| are| is| was| were|'?ve been| has been| have been)?(?: now| already| just| finally)*"
_HELPED = re.compile(
    _LEAD + r"(?:"
    rf"{_WHO}{_IS} (?:(?:being )?(?:taken|brought|rushed|on (?:my|our|his|her|their|the) way|going|gone|back) )?"
    r"(?:in|at|to|with)(?: the| a)? (?:hospital|a ?& ?e|a and e|e\.?r\.?|emergency(?: room| department)?|casualty|icu|"
    r"itu|ward|doctors?|paramedics?|nurses?|ambulance)|"
    r"(?:the |an |some )?(?:ambulance|paramedics?|doctors?|nurse|help|medics?|neighbou?r|police)"
    r"(?:'?s| is| are| has| have)?(?: now| already| just| finally)* "
    r"(?:here|come|came|coming|arrived|with (?:me|us|him|her)|"
    r"on (?:its|the|their) way|been called)|"
    r"(?:i|we|he|she|they)(?:'?ve| have)?(?: just| already| now)* "
    r"(?:called|rang|rung|phoned|dialled|telephoned)\b.{0,40}|"
    rf"{_WHO}{_IS} (?:awake|conscious|responding|ok(?:ay)?|fine|safe|better|stable)(?: again| now| though)*|"
    r"(?:the )?(?:bleeding|pain|shaking|it|fit|seizure)(?:'?s| has)?(?: now| just| all)* "
    r"(?:stopped|gone|over|settled|eased)"
    r")(?: now| already| thanks?| thank you| again| at last)*\W*$",
    re.I,
)
_UNDONE = re.compile(r"\b(?:not|n't|but|no|still|never|can'?t|won'?t)\b|\?", re.I)
_REFUSES = re.compile(
    r"\b(?:i )?(?:won'?t|will not|don'?t want to|do not want to|not going to|refuse to|can'?t|cannot) "
    r"(?:call|ring|phone|tell|talk|speak|go|get help)\b|"
    r"\b(?:nobody|no one|noone|nothing|you) (?:can|could|will|would|cares?|can'?t) ?(?:help|care|stop|understand)?\b|"
    r"\bwhy should i\b|\bwhat(?:'?s| is) the (?:point|use)\b|\bleave me alone\b|\bdon'?t care\b|\btoo late\b|"
    r"\bi (?:have|'ve got|got|am holding|hold) (?:the|my|all|enough|a) (?:pills?|tablets?|rope|knife|gun|insulin|meds|"
    r"medicines?|razor|blades?)\b|\b(?:pills?|tablets?|knife|rope|gun)\b.{0,20}\b(?:here|ready|in front|next to me)\b",
    re.I,
)
_LONGEST = 14  # words; a longer message is read for what it says


def after_alarm(text: str, context: DialogueContext) -> Decision | None:
    """Warm words where help has come; the crisis again where it is turned away; None for anything else."""
    if context.label not in ("emergency", "crisis") or len(text.split()) > _LONGEST:
        return None
    if _HELPED.match(text) and not _UNDONE.search(text):
        return Decision("thank", "thank", 0.9, "context", details={"reply": "helped_now"})
    if context.label == "crisis" and _REFUSES.search(text):
        details = {"label": "crisis", "rule": "second_reader", "reply": "crisis"}
        return Decision("crisis", "crisis", 0.9, "second_reader", details=details)
    return None
