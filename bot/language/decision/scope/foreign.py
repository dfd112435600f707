"""A message in a language that is not spoken here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.map import TopicMap
from bot.language.decision.model import LIMITS, Decision, Ranking
from bot.language.dialogue import DialogueContext

__all__ = ["foreign"]

_FIRM = 0.85
_PLAIN = frozenset({"human_handoff", "out_of_scope_medical", "greet", "thank", "goodbye"})
_RETOLD = frozenset({"more_detail", "simpler", "show_sources"})
# Written in Latin letters between English words: after an answer of ours they go on with it.
_MIXED = frozenset({"hi-Latn", "tl"})
_NAME = r"cal[cs]i?[fp]h?[iy]?l\w*"
_WHAT_IS_IT = re.compile(
    rf"\b{_NAME} (?:ye|yeh|yah|asal mein)? ?k[iy]+a (?:bimari |cheez |chiz |rog |hota |hoti )?h(?:ai|ota|oti|e)\b|"
    rf"\bk[iy]+a (?:hai|hota hai|hoti hai|he) (?:ye |yeh )?{_NAME}|\bano (?:po |ba |nga )*(?:ang|yung|itong) {_NAME}",
    re.I,
)
_ACTS = re.compile(  # what to take, stop or have done: refused in words that are understood, never passed over
    r"\b(?:band ?h? (?:kar|kr)\w*|ch?ho?[dr]+\w*|rok\w*|lena|le (?:lu|loon|lun)|lu|loon|lun|khau\w*|khaa\w*|laga\w*|"
    r"kar(?:u|un|oon|na|ni|ne|w\w+)|kar (?:du|dun|doon|sakt\w*)|de|den\w*|du|doon|dun|chahi?ye|kitn[aei]|"
    r"itigil\w*|ihinto|hinto\w*|inumin|iinom\w*|uminom|laktaw\w*|dagdag\w*|bawas\w*|ilan\w*|gaano|"
    r"dose|mg|tablets?|goli\w*|dawa\w*|gamot|morphine|dialysis|transplant|operation|opera\w*|warfarin|insulin)\b",
    re.I,
)
_WAYS = r"mein|me|se|na|ji|po|nga|naman|please|pls|aur|thoda|thodi|zara|pa|ito|iyan|yan|yun|iska|uska|iske|ye|yeh"
#: Wishes to hear on, and nothing beside them: "thoda detail mein batao na", "iska matlab kya hai".
_MORE = re.compile(
    rf"^\W*(?:(?:{_WAYS}|detail|details|simple|aasan|asaan|samjha\w*|samajh|samjh|nahi|nahin|aaya|batao|bataiye|bolo|"
    r"matlab|kya|hai|ano|ang|ibig|sabihin|ipaliwanag|paliwanag|mas|simpleng|words?|shabdon|paki\w*)\W*)+$",
    re.I,
)
_TELLS = re.compile(
    r"\b(?:detail|simple|aasan|asaan|samjha\w*|samajh|samjh|batao|bataiye|matlab|sabihin|\w*paliwanag|mas simpleng)\b",
    re.I,
)
#: Why it hurts, in general.
_WHY_PAIN = re.compile(
    rf"^(?=.*\b(?:dard|masakit|kirot)\b)(?=.*\b(?:k[yi]+u?[no]+|kyu|bakit)\b)\W*(?:(?:{_WAYS}|itna|dard|masakit|kirot|"
    r"sobrang|kyun|kyu|kyon|bakit|hota|hoti|hai|usko|unko|isme|ba|ang|ito)\W*)+$",
    re.I,
)
_OF_PAIN = frozenset({"pain", "pain_management"})
_RISKY = 0.1  # the share of an alarm, a decision or a dose from which nothing but the notice is said
_GRAVE = LIMITS | {"emergency", "crisis"}
_LONGEST = 9  # words; a longer message tells more than a wish to hear on


def foreign(turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext, topics: TopicMap) -> Decision | None:
    """What language is spoken here, and the open topic with it; None where what is wanted is plain all the same."""
    language = turn.get("language")
    plain = bool(ranking) and ranking[0][0] in _PLAIN and ranking[0][1] >= _FIRM
    if not language or plain or turn.get("labs"):  # "10.4 mg/dL calcium in SI?"
        return None
    reply = f"other_language_{language}_scope"
    if language in _MIXED and not _risky(turn, ranking):
        what_is_it = context.topic is None and _WHAT_IS_IT.search(str(turn.get("text") or ""))
        if what_is_it and not turn.get("history") and not context.active_form:
            return Decision("definition", "definition", 0.7, "language", details={"first": reply})
        meant = _goes_on(turn, ranking, context, topics)
        if meant:
            return Decision(meant, meant, 0.6, "language", alternatives=ranking[:3], details={"first": reply})
    details = {"reply": reply, "language": language}
    return Decision("out_of_scope_other", "out_of_scope_other", 1.0, "language", details=details)


def _risky(turn: Mapping[str, Any], ranking: Ranking) -> bool:
    """Whether a message may ask to decide or for a dose, may alarm, or is too long to be read by a few words."""
    text = str(turn.get("text") or "")
    grave = any(chance > _RISKY for label, chance in ranking if label in _GRAVE)
    return bool(turn.get("limit") or grave or _ACTS.search(text) or len(text.split()) > _LONGEST)


def _goes_on(turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext, topics: TopicMap) -> str | None:
    """The page that a plain wish to hear on, after an answer, goes on with; None for all that is less plain."""
    topic, text = context.topic or "", str(turn.get("text") or "")
    answered = context.label in {topic, *_RETOLD, "out_of_scope_other"}
    if context.active_form or context.asks_for or not topics.is_topic(topic) or not answered:
        return None
    if ranking and ranking[0][0] in _RETOLD and ranking[0][1] >= _FIRM:
        return ranking[0][0]
    more = _MORE.match(text) and _TELLS.search(text)
    return topic if more or (topic in _OF_PAIN and _WHY_PAIN.match(text)) else None
