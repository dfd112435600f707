"""A message in a language that is not spoken here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.leaning.followup import read_after
from bot.language.decision.map import TopicMap
from bot.language.decision.model import LIMITS, Decision, Rank, Ranking
from bot.language.dialogue import DialogueContext

__all__ = ["foreign"]

_FIRM, _LIKELY, _HINTED = 0.85, 0.35, 0.3
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
_ACTS = re.compile(  # whether to stop, take or leave something: refused in words that are understood, never passed over
    r"\b(?:band ?h? (?:kar|kr)\w*|ch?ho?[dr]+\w*|rok\w*|lena|le (?:lu|loon|lun)|lu|loon|lun|khau\w*|khaa\w*|laga\w*|"
    r"karu|karun|karoon|kar (?:du|dun|doon|sakt\w*)|itigil\w*|ihinto|hinto\w*|inumin|iinom\w*|uminom|laktaw\w*|"
    r"dagdag\w*|"
    r"bawas\w*|dose|mg|tablets?|goli\w*|dialysis|warfarin|insulin)\b",
    re.I,
)
_CALLED = (
    (re.compile(r"\b(?:ilaaj|ilaj|upchar|gamot|panggamot|lunas)\b", re.I), "treatment_overview"),
    (re.compile(r"\b(?:dard|masakit|sumasakit|kirot)\b", re.I), "pain"),
)
_LONGEST = 14  # words; a longer message tells more than a wish to hear on


def foreign(
    turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext, rank: Rank | None, topics: TopicMap
) -> Decision | None:
    """What language is spoken here, and the open topic with it; None where what is wanted is plain all the same."""
    language = turn.get("language")
    plain = bool(ranking) and ranking[0][0] in _PLAIN and ranking[0][1] >= _FIRM
    if not language or plain or turn.get("labs"):  # "10.4 mg/dL calcium in SI?"
        return None
    reply = f"other_language_{language}_scope"
    what_is_it = language in _MIXED and context.topic is None and _WHAT_IS_IT.search(str(turn.get("text") or ""))
    if what_is_it and not turn.get("history") and not context.active_form:
        return Decision("definition", "definition", 0.7, "language", details={"first": reply})
    meant = _goes_on(turn, ranking, context, rank, topics) if language in _MIXED else None
    if meant:
        return Decision(meant, meant, 0.6, "language", alternatives=ranking[:3], details={"first": reply})
    details = {"reply": reply, "language": language}
    return Decision("out_of_scope_other", "out_of_scope_other", 1.0, "language", details=details)


def _goes_on(
    turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext, rank: Rank | None, topics: TopicMap
) -> str | None:
    """The page that a few words after an answer go on with; None where they ask to decide, or something is open."""
    topic, text = context.topic or "", str(turn.get("text") or "")
    answered = context.label in {topic, *_RETOLD, "out_of_scope_other"}
    if rank is None or context.active_form or context.asks_for or not topics.is_topic(topic) or not answered:
        return None
    decides = turn.get("limit") or sum(chance for label, chance in ranking if label in LIMITS) >= _LIKELY
    if decides or _ACTS.search(text) or len(text.split()) > _LONGEST:
        return None
    if ranking and ranking[0][0] in _RETOLD and ranking[0][1] >= _FIRM:
        return ranking[0][0]
    called = next((page for words, page in _CALLED if words.search(text)), None)
    if called:
        return called
    own = next(((a, b) for a, b in ranking if topics.is_topic(a)), ("", 0.0))
    if own[1] >= _HINTED:  # "itna dard kyun hota hai": words that are learned with its own page
        return own[0]
    best, chance = next(
        ((a, b) for a, b in read_after(text, ranking, topic, rank, topics) if topics.is_topic(a)), ("", 0.0)
    )
    return best if chance >= _LIKELY else topic
