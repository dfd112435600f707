"""Conditions put to the answer before stay on its topic: "even if the bone is adynamic?", "in Norway I mean"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.map import TopicMap
from bot.language.decision.model import Decision
from bot.language.dialogue import DialogueContext

__all__ = ["under_a_condition"]

_LEAD = (
    r"^\W*(?:(?:k|ok(?:ay)?|and|but|so|hm+|right|yes|thanks?|really|is that|does (?:that|it) (?:hold|apply)|true)\W+)*"
)
_CONDITION = re.compile(
    rf"{_LEAD}(?:even|also|still|same|equally|likewise|including|regardless|(?:the )?same(?: question)?)"
    r"(?: (?:ok(?:ay)?|true|valid|fine|so|the case|holds?|applies|thing))?"
    r"(?: but(?: still)?)?"
    r" (?:if|when|with|without|in|on|while|after|before|during|for|though|of)\b(?=.{3})(?! (?:mg|mmols?|si|us)\b)"
    r"(?! (?:arabic|urdu|hindi|punjabi|bengali|spanish|portuguese|french|german|polish|turkish|somali|chinese|filipino|"
    r"tagalog|my (?:own )?language|other languages|another language)\b)",
    re.I,
)
# "In Norway, I mean", "for women I meant", "like how long are we talking": what was asked, made narrower
_NARROWED = re.compile(
    rf"{_LEAD}(?:(?:here|over here|only|just|specifically|like|say|sorry)\W+)*"
    r"(?:in|for|among|at|with|on|over|after)\b.{2,40}\bi (?:mean|meant)\W*$|"
    rf"{_LEAD}(?:(?:like|so|roughly|about)\W+)*"
    r"how (?:often|long|many|much|big|bad|soon|far|high|low|quick|quickly|old|common)\b"
    r".{0,12}\b(?:are we|we'?re|you'?re|are you) (?:talking|speaking|saying|on about)\W*$",
    re.I,
)
_LONGEST = 14  # words; a longer message brings its subject along


def under_a_condition(turn: Mapping[str, Any], context: DialogueContext, topics: TopicMap) -> Decision | None:
    """The topic before, asked about under a condition; None for all else, and in plain words where the condition has
    a page of its own ("also in pregnancy?")."""
    text, topic = str(turn.get("text") or ""), context.topic or ""
    if context.active_form or context.asks_for or turn.get("labs") or not topics.is_topic(topic):
        return None
    if len(text.split()) > _LONGEST or not (_CONDITION.match(text) or _NARROWED.match(text)):
        return None
    if context.audience != "clinician" and topics.named(text) - {topic}:
        return None
    return Decision(topic, topic, 0.8, "context", details={"asked": "condition"})
