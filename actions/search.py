"""Before saying "I do not know": look the question up in the knowledge base."""

from __future__ import annotations

from actions.answering import canned, remembered
from actions.base import CalciAction
from actions.clarify import ask_back, named_study
from actions.points import known_point
from actions.reply import Reply
from actions.resources import knowledge
from actions.turn import Turn
from actions.wording import Citations, buttons, cited, phrase
from bot.language.decision.scope.outside import mentions_our_disease

__all__ = ["SearchKnowledge"]

_ENOUGH = 0.6  # share of the asked-for words that a statement must hold


class SearchKnowledge(CalciAction):
    action = "action_search"

    def answer(self, turn: Turn) -> Reply:
        named = known_point(turn) or named_study(turn)
        if named:
            return named
        hits = knowledge().search(turn.question, turn.audience, 3)
        if not hits or hits[0].score < _ENOUGH:
            readings = [turn.label, *(row["label"] for row in turn.parse.get("alternatives") or [])]
            about_us = [label for label in readings if knowledge().topic(label)]
            if mentions_our_disease(turn.text) and len(about_us) > 1:
                return ask_back(turn, about_us)
            nothing = canned("out_of_scope_other", turn)
            nothing.part["label"] = "out_of_scope_other"
            nothing.buttons = nothing.buttons or buttons(["definition", "symptoms", "treatment_overview", "help"])
            return nothing
        best, citations = hits[0], Citations()
        return Reply(
            texts=[phrase(turn, "search"), cited(best.statement, turn, citations)],
            buttons=buttons([best.topic, *(hit.topic for hit in hits[1:]), "help"]),
            part={"label": best.topic, "sources": citations.entries()},
            slots=remembered(best.topic, best.topic, citations.ids, citations.levels),
            health=True,
        )
