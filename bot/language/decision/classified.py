"""What the classifier is trusted with: one answer, two, a short question back, or a search."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.beside.several import in_their_order
from bot.language.decision.form.undoing import NEVER_GUESSED
from bot.language.decision.map import TopicMap
from bot.language.decision.model import Decision, Rank, Ranking
from bot.language.decision.scope.outside import cites
from bot.language.decision.word_lists import has_word

__all__ = ["GUESS", "classified"]

# A short question is better than a guess where the second reading is nearly as likely as the first, or the first is
# hardly likelier than not: on held-out questions it then nearly always holds the right answer (docs/quality.md).
_CLOSE = 0.55
GUESS = 0.6
_GRAVELY = 0.45  # is enough for whoever only asks about a sign of danger: a menu would be no answer to it
_GREETED = 0.35  # a greeting returned for nothing costs less than three odd offers
_NAMES = 6  # words; two things by their names
_LOST = 0.12  # below this nothing was understood: the knowledge base is searched instead
_SOCIAL = frozenset({"greet", "goodbye", "thank", "feedback_good"})
_TELLS_APART = re.compile(  # "how do I distinguish it from the arterial ulcer" tells no finding
    r"\b(?:distinguish\w*|differentiat\w*|tell \w+(?: \w+)? (?:apart|from)|differen(?:ce|t) (?:between|from|to))\b",
    re.I,
)
_ALIKE = {"differential", "differential_diagnosis"}
_NEVER_OFFERED = _SOCIAL | NEVER_GUESSED | {"emergency", "crisis", "out_of_scope_medical", "out_of_scope_other"}


def classified(turn: Mapping[str, Any], ranking: Ranking, rank: Rank | None, topics: TopicMap) -> Decision:
    """Return the answer, or what is offered where two readings are close or none is likely."""
    if not ranking:
        return Decision("search_answer", None, 0.0, "classifier")
    ranking = _one_of_alike(turn, ranking)
    (best, chance), *rest = ranking
    cited = chance < GUESS and cites(str(turn.get("text") or ""))
    if chance < _LOST or cited:
        best = next((label for label, _ in ranking if not cited or label not in _NEVER_OFFERED), best)
        return Decision("search_answer", best, chance, "classifier", alternatives=rest[:3])
    offered = tuple(label for label, _ in ranking if label not in _NEVER_OFFERED)[:3]
    close = bool(rest) and rest[0][1] >= _CLOSE * chance and rest[0][0] not in _NEVER_OFFERED
    text = str(turn.get("text") or "")
    asked = in_their_order(text, best, rank, topics)
    # "is it contagious and can it be cured", "pain control and wound care": as they stand, where a story tells of one
    swapped = bool(asked and rest) and asked[0] == rest[0][0] and (close or len(text.split()) <= _NAMES)
    first = asked[0] if swapped else best
    also = tuple(label for label in asked if label != first)
    bar = _GRAVELY if turn.get("if_real") else _GREETED if best in _SOCIAL else GUESS
    doubtful = close or chance < bar
    seen = (turn.get("history") or {}).get("lesions") in ("plaques", "ulcers")
    if doubtful and seen and not also:  # "help me please my husband legs are black": to be seen today, no menu
        return Decision("differential", "differential", max(chance, 0.5), "classifier", alternatives=ranking[:3])
    if doubtful and len(offered) > 1 and not also and not has_word(text, "grave"):
        return Decision("clarify", None, chance, "classifier", alternatives=ranking[:4], clarify=offered)
    return Decision(first, first, chance, "classifier", alternatives=rest[:3], also=also)


def _one_of_alike(turn: Mapping[str, Any], ranking: Ranking) -> Ranking:
    """The list of look-alikes and the page on them are one question: findings told ask for the list."""
    told_apart = ranking[0][0] == "differential_diagnosis" and _TELLS_APART.search(str(turn.get("text") or ""))
    if told_apart or ranking[0][0] not in _ALIKE or not {label for label, _ in ranking[:3]}.issuperset(_ALIKE):
        return ranking
    meant = "differential" if turn.get("findings") else "differential_diagnosis"
    both = sum(chance for label, chance in ranking[:3] if label in _ALIKE)
    return [(meant, min(both, 1.0)), *(row for row in ranking if row[0] not in _ALIKE)]
