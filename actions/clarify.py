"""Ask back when two or three topics are close, instead of guessing."""

from __future__ import annotations

from collections.abc import Iterable

from actions.answering import points_reply
from actions.base import CalciAction
from actions.nearby import unspoken
from actions.pointed import elsewhere, pointed
from actions.points import known_point
from actions.reply import Button, Reply
from actions.resources import phrases, title
from actions.turn import Turn
from actions.unheard import unheard
from actions.wording import Citations, phrase

__all__ = ["AskBack", "ask_back", "named_study"]

_MOST = 3


class AskBack(CalciAction):
    action = "action_clarify"

    def answer(self, turn: Turn) -> Reply:
        return known_point(turn) or named_study(turn) or ask_back(turn, turn.parse.get("clarify") or [])


def named_study(turn: Turn) -> Reply | None:
    """What a study or an author found, where a health professional names one and nothing else was understood."""
    question = turn.question
    topic = elsewhere(question) if turn.is_clinician else None
    found = pointed(topic, question) if topic else None
    if topic is None or found is None or not found.statements:
        return None
    reply = points_reply(topic, turn, found, Citations())
    reply.part |= {"label": topic.id}
    return reply


def ask_back(turn: Turn, labels: Iterable[str]) -> Reply:
    """One short question with at most three readings, and the page of ours that holds the words, as buttons."""
    offered = list(dict.fromkeys([*list(dict.fromkeys(labels))[:_MOST], *unspoken(turn)]))
    buttons = [Button(title(label, turn.audience), label) for label in offered]
    buttons.append(Button(phrases()["buttons"]["none_of_these"], "help"))
    listed = "\n".join(f"• {title(label, turn.audience)}" for label in offered)
    name = unheard(turn)
    lead = phrase(turn, "nothing_on", what=name) if name else phrase(turn, "clarify")
    return Reply(
        texts=[f"{lead}\n{listed}"],
        buttons=buttons,
        part={"clarify": offered},
        slots={"offered": offered},
    )
