"""Whether the second reader hears an alarm in a message: in the whole of it, or in a part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.language.decision.alarms.in_part import heard_in_part, with_words
from bot.language.decision.alarms.no_alarm import calmer, cut_who, wound_only
from bot.language.decision.alarms.second_reader import second_reader
from bot.language.decision.elliptic import SHORT, is_elliptic
from bot.language.decision.form.form import passes_over
from bot.language.decision.model import Decision, Rank, Ranking
from bot.language.decision.word_lists import has_word
from bot.language.dialogue import DialogueContext
from bot.language.intents.wording import after
from bot.library.ids import TASK_TITLES

__all__ = ["alarm"]

# "I put my weight where the age goes" after an estimate: half heard alone, and no alarm in it once it is read
# after what was answered. Of 301 short alarms in seven held-out sets one is below both numbers, and a rule hears it.
_HALF, _NOTHING = 0.85, 0.01


def alarm(
    turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext, rank: Rank | None, titles: Mapping[str, str]
) -> Decision | None:
    """What the second reader hears; "I don't have my blood results" in the form is an answer to it, and no despair.

    `titles`: of the topics, by id.
    """
    text = str(turn.get("text") or "")
    if turn.get("figure") or (context.active_form and passes_over(text)):  # the rules know at what number it alarms
        return None
    if wound_only(text):
        return None
    leaning = bool(context.topic) and is_elliptic(text)
    alarmed = context.label in ("emergency", "crisis")
    turn, ranking = calmer(turn, context.topic), cut_who(turn, ranking, rank)
    whole = second_reader(turn, ranking, leaning=leaning, in_form=bool(context.active_form), alarmed=alarmed)
    if whole and not alarmed and rank and _goes_on(whole, text, context, rank, titles):
        return None
    return with_words(whole, text, rank) if whole else heard_in_part(turn, ranking, rank)


def _goes_on(heard: Decision, text: str, context: DialogueContext, rank: Rank, titles: Mapping[str, str]) -> bool:
    """Whether a short message that was half heard, and has no word of an alarm, only goes on with the answer before."""
    before = TASK_TITLES.get(context.label or "") or titles.get(context.topic or "")
    if before is None or heard.confidence >= _HALF or len(text.split()) > SHORT or has_word(text, "despair", "danger"):
        return False
    read = dict(rank(after(before, text)))
    return read.get("crisis", 0.0) + read.get("emergency", 0.0) < _NOTHING
