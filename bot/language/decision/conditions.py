"""Conditions put to the answer before: "even if the bone is adynamic?", "also with a valve?" stay on its topic."""

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
    rf"{_LEAD}(?:even|also|still|same|equally|likewise|including|regardless|(?:the )?same)"
    r"(?: (?:ok(?:ay)?|true|valid|fine|so|the case|holds?|applies|thing))?"
    r" (?:if|when|with|without|in|on|while|after|before|during|for|though|of)\b(?=.{3})",
    re.I,
)
_LONGEST = 14  # words; a longer message brings its subject along


def under_a_condition(turn: Mapping[str, Any], context: DialogueContext, topics: TopicMap) -> Decision | None:
    """The topic before, asked about under a condition; None for all else, and in plain words where the condition has
    a page of its own ("also in pregnancy?")."""
    text, topic = str(turn.get("text") or ""), context.topic or ""
    if context.active_form or context.asks_for or turn.get("labs") or not topics.is_topic(topic):
        return None
    if len(text.split()) > _LONGEST or not _CONDITION.match(text):
        return None
    if context.audience != "clinician" and topics.named(text) - {topic}:
        return None
    return Decision(topic, topic, 0.8, "context", details={"asked": "condition"})
