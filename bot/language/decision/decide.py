"""Decide what a message is about. Order: button, safety, readability, form, limits, follow-up, scope, classifier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.language.decision.followup import Rank, decide_follow_up
from bot.language.decision.form import decide_in_form
from bot.language.decision.labs import decide_with_values
from bot.language.decision.map import TopicMap
from bot.language.decision.model import Decision, Ranking
from bot.language.decision.rejection import Rejector
from bot.language.decision.second_reader import second_reader
from bot.language.decision.several import second_question
from bot.language.dialogue import DialogueContext

__all__ = ["Decider"]

_SURE = 0.42  # below this, two close candidates are worth a question
_CLOSE = 0.55  # second ÷ first from which two candidates count as close
_ASKED = 0.35  # from which the rest of an urgent message counts as a question of its own
_LOST = 0.12  # below this nothing was understood: the knowledge base is searched instead


@dataclass(frozen=True, slots=True)
class Decider:
    topics: TopicMap
    rejector: Rejector

    def decide(
        self, turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext, rank: Rank | None = None
    ) -> Decision:
        """Return what the turn is about; never raises on what a person can type."""
        return (
            self._certain(turn, rank)
            or second_reader(turn, ranking)
            or (decide_in_form(turn, ranking, context) if context.active_form else None)
            or self._limit(turn, ranking)
            or decide_follow_up(turn, ranking, context, rank, self.topics)
            or self.rejector.decide(turn, ranking)
            or decide_with_values(turn, ranking)
            or self._classified(turn, ranking, rank)
        )

    def _certain(self, turn: Mapping[str, Any], rank: Rank | None) -> Decision | None:
        chosen = turn.get("chosen")
        if chosen:
            details = {k: v for k, v in chosen.items() if k != "label"}
            label = str(chosen["label"])
            return Decision(label, label, 1.0, "button", for_form=bool(details.get("set")), details=details)
        safety = turn.get("safety")
        if safety:
            details = dict(safety) | {"also_topic": self._asked_besides(safety.get("remainder"), rank)}
            return Decision(safety["label"], safety["label"], 1.0, "gate", details=details)
        if turn.get("unreadable"):
            return Decision(turn["unreadable"], "out_of_scope_other", 1.0, "input")
        return None

    def _asked_besides(self, remainder: str | None, rank: Rank | None) -> str | None:
        """The topic that the rest of an urgent message asks about; it is answered after the urgent words."""
        ranking = rank(remainder) if remainder and rank else []
        return ranking[0][0] if ranking and ranking[0][1] >= _ASKED and self.topics.is_topic(ranking[0][0]) else None

    @staticmethod
    def _limit(turn: Mapping[str, Any], ranking: Ranking) -> Decision | None:
        limit = turn.get("limit")
        return Decision(limit, limit, 0.95, "limit", alternatives=ranking[:3]) if limit else None

    def _classified(self, turn: Mapping[str, Any], ranking: Ranking, rank: Rank | None) -> Decision:
        if not ranking:
            return Decision("search_answer", None, 0.0, "classifier")
        (best, chance), *rest = ranking
        if chance < _LOST:
            return Decision("search_answer", best, chance, "classifier", alternatives=rest[:3])
        close = [label for label, p in rest[:2] if p >= _CLOSE * chance]
        if chance < _SURE and close:
            offered = tuple(label for label in (best, *close, *(label for label, _ in rest)) if label != best)[:2]
            return Decision("clarify", None, chance, "classifier", alternatives=ranking[:4], clarify=(best, *offered))
        also = second_question(str(turn.get("text") or ""), best, rank, self.topics)
        return Decision(best, best, chance, "classifier", alternatives=rest[:3], also=also)
