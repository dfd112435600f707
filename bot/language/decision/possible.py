"""What a message can mean by its words, before anything is decided."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.alarms.few_words import unpraised
from bot.language.decision.clinical import not_for_carers
from bot.language.decision.form.undoing import guessed
from bot.language.decision.model import Ranking, among
from bot.language.decision.scope.outside import mentions_our_disease
from bot.language.decision.values.labs import without_guessed_units
from bot.language.intents.scope import OUTSIDE

__all__ = ["possible"]

_TURNS_AWAY = re.compile(
    r"\b(?:forget|ignore|never mind|enough|instead of|nothing to do with|not about|ruled out|besides|apart from|"
    r"(?:isn'?t|is not|wasn'?t|not got|do(?:es)?n'?t have|do(?:es)? not have|no longer) cal\w+)\b",
    re.I,
)
# … while "known to bring on calciphylaxis", "in calciphylaxis", "different from calciphylaxis" are about ours.
_TO_OURS = re.compile(
    r"\b(?:in|with|for|of|from|into|on|cause[sd]?|causing|trigger\w*|develop\w*|to|and|or|versus|vs\.?|like|get|give\w*)"
    r"(?: (?:me|you|him|her|this|that|having|get|getting|my|his|her|their))? (?:cal[cs]i?[fp]h?[iy]?l\w*|cua\b)|"
    r"& ?cua\b",
    re.I,
)
_ANOTHER = 0.7  # from which a message is about another illness although it names ours: "it is not calciphylaxis but …"


def possible(turn: Mapping[str, Any], ranking: Ranking) -> Ranking:
    """What a message can mean by its words: what names our disease is not outside the subject, and neither other units
    nor forgetting everything told are ever guessed."""
    text = str(turn.get("text") or "")
    ranking = not_for_carers(ranking) if turn.get("clinical") else ranking
    unsaid = unpraised(text)
    ranking = [row for row in ranking if row[0] not in unsaid and not _guessed(turn, *row)]
    ours = mentions_our_disease(text) and not _TURNS_AWAY.search(text)
    likely = sum(chance for label, chance in ranking if label in OUTSIDE) >= _ANOTHER
    skin = (turn.get("history") or {}).get("lesions") in ("plaques", "ulcers")  # "a purple lump on his belly"
    outside = OUTSIDE if skin or (ours and (not likely or _TO_OURS.search(text))) else frozenset()
    return without_guessed_units(turn, among(ranking, {label for label, _ in ranking} - outside))


def _guessed(turn: Mapping[str, Any], label: str, chance: float) -> bool:
    """Whether starting over, or erasing, would be a guess: "scrap that, my calcium is 2.3" puts a value right."""
    values = label == "restart" and bool(turn.get("labs"))
    return values or guessed(str(turn.get("text") or ""), label, chance)
