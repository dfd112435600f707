"""Whether the second reader hears an alarm in a message: in the whole of it, or in a part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.alarms.in_part import heard_in_part, with_words
from bot.language.decision.alarms.no_alarm import calmer, cut_who, wound_only
from bot.language.decision.alarms.second_reader import second_reader
from bot.language.decision.elliptic import SHORT, is_elliptic
from bot.language.decision.form.form import passes_over
from bot.language.decision.leaning.findings_added import findings_added
from bot.language.decision.model import Decision, Rank, Ranking
from bot.language.decision.word_lists import has_word
from bot.language.dialogue import DialogueContext
from bot.language.intents.wording import after
from bot.library.ids import TASK_TITLES

__all__ = ["alarm"]

# "I put my weight where the age goes" after an estimate: half heard alone, and no alarm in it once it is read
# after what was answered. Of 301 short alarms in seven held-out sets one is below both numbers, and a rule hears it.
_HALF, _NOTHING = 0.85, 0.01
# Words of the history, of which none is a sign of the day: with any other word the second reader is heard.
_FACT_ONLY = re.compile(
    r"^\W*(?:(?:forgot|s|m|re|ve|d|to|say|said|mention|add|tell|you|sorry|oh|also|and|but|by|the|way|btw|i|we|should|have|she|"
    r"he|they|it|"
    r"patient|pt|mum|mom|dad|is|was|has|had|been|be|dey|on|with|a|an|for|of|since|from|last|this|about|around|some|"
    r"now|still|"
    r"ago|yrs?|years?|months?|mths?|weeks?|long|term|time|type|started|taking|takes?|tablets?|her|his|my|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|"
    r"winter|"
    r"christmas|warfarin|warfrin|coumadin|sintrom|acitrom|marcumar|vka|blood|thinners?|anticoagulants?|dvt|pe|af|afib|"
    r"fibrillation|atrial|valve|mechanical|mitral|aortic|clots?|heart|leg|lung|diabet\w+|dm|t2dm|t1dm|insulin|"
    r"\d{1,4})\b\W*)+$",
    re.I,
)


def alarm(
    turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext, rank: Rank | None, titles: Mapping[str, str]
) -> Decision | None:
    """What the second reader hears; "I don't have my blood results" in the form is an answer to it, and no despair.

    `titles`: of the topics, by id.
    """
    text = str(turn.get("text") or "")
    if turn.get("figure") or (context.active_form and passes_over(text)):  # the rules know at what number it alarms
        return None
    if wound_only(text) or _adds_a_fact(turn, text, context):
        return None
    leaning = bool(context.topic) and is_elliptic(text)
    alarmed = context.label in ("emergency", "crisis")
    turn, ranking = calmer(turn, context.topic), cut_who(turn, ranking, rank)
    whole = second_reader(turn, ranking, leaning=leaning, in_form=bool(context.active_form), alarmed=alarmed)
    if whole and not alarmed and rank and _goes_on(whole, text, context, rank, titles):
        return None
    return with_words(whole, text, rank) if whole else heard_in_part(turn, ranking, rank)


def _adds_a_fact(turn: Mapping[str, Any], text: str, context: DialogueContext) -> bool:
    """ "Forgot, he has been on warfarin since March" to a list of look-alikes, and no word besides."""
    told = bool(turn.get("history")) and findings_added(turn, context) is not None
    return told and len(text.split()) <= SHORT and bool(_FACT_ONLY.match(text))


def _goes_on(heard: Decision, text: str, context: DialogueContext, rank: Rank, titles: Mapping[str, str]) -> bool:
    """Whether a short message that was half heard, and has no word of an alarm, only goes on with the answer before."""
    before = TASK_TITLES.get(context.label or "") or titles.get(context.topic or "")
    if before is None or heard.confidence >= _HALF or len(text.split()) > SHORT or has_word(text, "despair", "danger"):
        return False
    read = dict(rank(after(before, text)))
    return read.get("crisis", 0.0) + read.get("emergency", 0.0) < _NOTHING
