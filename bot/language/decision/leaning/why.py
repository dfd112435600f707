""" "Why?" and "why not?" after an answer: the reason of what was said there."""

from __future__ import annotations

import re

from bot.language.decision.map import TopicMap
from bot.language.decision.model import Decision
from bot.language.dialogue import DialogueContext

__all__ = ["asks_why", "why"]

_LEAD = r"^\W*(?:(?:but|and|so|ok(?:ay)?|oh|hm+|yes|yeah|no|right|well|then|sorry|please|pls|thanks?|really|i see)\W+)*"
_IT = r"(?:it|this|that|so|there|they|these|those|one|you|then)"
_WHY = re.compile(
    _LEAD + r"(?:y|"
    rf"why(?: on earth| exactly| though)?(?: (?:is|are|was|were|does|do|did|would|should|has) {_IT})?"
    rf"(?: (?:{_IT}|be|so|the case|like that|happen(?:s|ing)?|come about|say (?:that|this|so)|though|exactly|please))*|"
    rf"how so|how come(?: {_IT})?|for what reason|what(?:'?s| is| are|s) the (?:reasons?|cause|point|logic|explanation)"
    rf"(?: (?:for|behind|of) {_IT})?|explain (?:why|the reasons?)(?: {_IT})?|(?:can|could|will|would) you (?:explain|"
    rf"say|tell me) why(?: {_IT})*(?: is)?|what (?:causes|caused|explains|drives|makes) {_IT}(?: happen)?|"
    rf"(?:do|does) (?:they|we|you|anyone|anybody|doctors|science) (?:actually |even )?know why(?: {_IT}| is)*|"
    rf"(?:is it |any idea |it is )?known why(?: {_IT}| is)*|explain(?: (?:it|that|this))?|"
    r"what (?:drives|makes) (?:it|that)\b.*|"
    rf"why (?:do|does|would|did|are|is) (?:they|doctors?|we|you|people|anyone|anybody|he|she)(?: even| still| then|"
    r" all| being| always)* (?:giv(?:e|es|ing)|us(?:e|es|ing)|d(?:o|oes|oing)|try(?:ing)?|tak(?:e|es|ing)|"
    rf"offer(?:ing)?|prescrib(?:e|es|ing)|recommend(?:ing)?|want(?:ing)?) {_IT}(?: anyway| at all| then|"
    r" to (?:me|us|him|her|people))*|"
    r"(?:i|we) (?:want|would like|need|like) to (?:know|understand) why|tell me why|any (?:idea|reason) why|"
    r"(?:what(?:'?s| is)? )?(?:it|that)(?:'?s| is)? because of what|because(?: of)? what)"
    r"(?:\W+(?:exactly|then|please|pls|though|tho|do you think|thanks?))*\W*$",
    re.I,
)
_WHY_NOT = re.compile(
    _LEAD + r"(?:why not|why (?:can|could|will|would|do|are|can'?t|won'?t|wouldn'?t|don'?t|aren'?t|cannot)"
    r"(?: you| u)(?: not)?(?: (?:just|simply))?(?: (?:tell|say|answer|decide|help|give|allowed)"
    r"(?: (?:me|that|it|this|to|one|so))*)?|what(?:'?s| is) stopping you|(?:is it )?not allowed why)"
    r"(?:\W+(?:exactly|then|please|pls|though|tho|thanks?))*\W*$",
    re.I,
)
_JUST_WHY_NOT = re.compile(
    _LEAD + r"why(?: (?:is|are|does|do|can|will|would|could))?(?: (?:it|that|they|this))? not\W*$", re.I
)
# What is said again, with its reason, where an answer was declined or refused.
_DECLINED = {
    "personal_treatment_decision": "why_no_decision",
    "dosing_request": "why_no_dose",
    "out_of_scope_medical": "why_outside",
    "out_of_scope_other": "why_outside",
}
_RETOLD = frozenset({"show_sources", "simpler", "more_detail", "thank"})


def asks_why(text: str) -> bool:
    """Whether a message asks for the reason of what was said, and nothing else."""
    return bool(_WHY.match(text) or _JUST_WHY_NOT.match(text))


def why(text: str, context: DialogueContext, topics: TopicMap) -> Decision | None:
    """The reason of the answer before; None for anything else, and where the task before has its own reasons."""
    label = context.label or ""
    if context.active_form or context.asks_for:
        return None
    if label in _DECLINED and (_WHY_NOT.match(text) or asks_why(text)):
        return Decision(label, label, 0.9, "context", details={"reply": _DECLINED[label]})
    topic = context.topic or ""
    about = label == topic or topics.is_topic(label) or label in _RETOLD
    if not about or not topics.is_topic(topic) or not asks_why(text):
        return None
    return Decision(topic, topic, 0.9, "context", details={"asked": "why"})
