"""Whether the second reader hears an alarm in a message: in the whole of it, or in a part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.language.decision.followup import Rank, is_elliptic
from bot.language.decision.form import passes_over
from bot.language.decision.in_part import heard_in_part, with_words
from bot.language.decision.model import Decision, Ranking
from bot.language.decision.no_alarm import calmer, cut_who, wound_only
from bot.language.decision.second_reader import second_reader
from bot.language.dialogue import DialogueContext

__all__ = ["alarm"]


def alarm(turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext, rank: Rank | None) -> Decision | None:
    """What the second reader hears; "I don't have my blood results" in the form is an answer to it, and no despair."""
    text = str(turn.get("text") or "")
    if turn.get("figure") or (context.active_form and passes_over(text)):  # the rules know at what number it alarms
        return None
    if wound_only(text):
        return None
    leaning = bool(context.topic) and is_elliptic(text)
    alarmed = context.label in ("emergency", "crisis")
    turn, ranking = calmer(turn, context.topic), cut_who(turn, ranking, rank)
    whole = second_reader(turn, ranking, leaning=leaning, in_form=bool(context.active_form), alarmed=alarmed)
    return with_words(whole, text, rank) if whole else heard_in_part(turn, ranking, rank)
