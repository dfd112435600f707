"""Before saying "I do not know": look the question up in the knowledge base."""

from __future__ import annotations

from actions.answering import canned
from actions.base import CalciAction
from actions.reply import Reply
from actions.resources import knowledge
from actions.turn import Turn
from actions.wording import Citations, buttons, disclaimer, phrase, with_disclaimer

__all__ = ["SearchKnowledge"]

_ENOUGH = 0.6  # share of the asked-for words that a statement must hold


class SearchKnowledge(CalciAction):
    action = "action_search"

    def answer(self, turn: Turn) -> Reply:
        hits = knowledge().search(str(turn.parse.get("text") or turn.text), turn.audience, 3)
        if not hits or hits[0].score < _ENOUGH:
            return canned("out_of_scope_other", turn)
        best, citations = hits[0], Citations()
        texts = [phrase(turn, "search"), citations.text(best.statement)]
        return Reply(
            texts=with_disclaimer(turn, texts),
            buttons=buttons([best.topic, *(hit.topic for hit in hits[1:]), "help"]),
            part={"label": best.topic, "sources": citations.entries(), "disclaimer": disclaimer(turn)},
            slots={
                "topic": best.topic,
                "label": best.topic,
                "answered": {"topic": best.topic, "sources": citations.ids},
                "disclaimed": True,
            },
        )
