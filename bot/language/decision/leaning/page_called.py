"""The bare name of another page after an answer: "then the management?", "complications naman po", "prognosis next"."""

from __future__ import annotations

import re

from bot.language.decision.map import TopicMap
from bot.language.decision.model import Decision, Rank, among
from bot.language.dialogue import DialogueContext

__all__ = ["page_called"]

_LEAD = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|right|now|then|next|also|or|well|thanks?|good|great|sige|what about|how about|"
    r"tell me|give me|show me|about|on to|onto|on|for|please|pls|kindly|sir|ma'?am|doc|the|its|his|her|their)\b\W*)+",
    re.I,
)
_TAIL = re.compile(
    r"(?:\W+(?:naman|nman|po|na|nga|daw|din|lang|sha|abi|nko|sef|o|ji|lah|please|pls|plz|too|next|then|now|also|"
    r"as well|thanks?|thank you|sir|ma'?am|doc|of (?:it|this|that)))+\W*$|\W+$",
    re.I,
)
# Pages on the illness as a whole: after one on a single treatment, test or group, "and the pain" is asked of that.
_GENERAL = frozenset({"definition", "symptoms", "mechanism", "how_common", "prognosis", "treatment_overview"})
_LONGEST, _NAME = 8, 3  # words of the message, and of the name in it


def page_called(text: str, context: DialogueContext, rank: Rank | None, topics: TopicMap) -> Decision | None:
    """The page that is called by its name and nothing besides, where a topic was answered before."""
    before = context.topic or ""
    answered = context.label in (before, "out_of_scope_other")
    if rank is None or context.active_form or context.asks_for or not topics.is_topic(before) or not answered:
        return None
    words = _TAIL.sub("", _LEAD.sub("", text, count=1))
    if before not in _GENERAL or words == text or len(text.split()) > _LONGEST or not 0 < len(words.split()) <= _NAME:
        return None
    called = topics.called(words)
    ranking = rank(words) if called and before not in called else []
    if not ranking:
        return None
    best, chance = (among(ranking, called) or [(min(called), 0.5)])[0]
    return Decision(best, best, min(max(chance, 0.7), 0.99), "context", alternatives=ranking[:3])
