"""Asking for one item of the form: what was noted, what else was asked, how far we are, the question, its choices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from actions.answering import with_also
from actions.base import CalciAction
from actions.finding_words import urgent
from actions.form_items import FORM_ITEMS, form_part, item_name, progress
from actions.form_words import question, unusable
from actions.lab_table import finding
from actions.news import noted, remembered
from actions.reply import Button, Reply
from actions.resources import phrases
from actions.told import NEEDED
from actions.turn import FORM_STEPS, Turn
from actions.wording import disclaimer, disclaimer_line, form_phrase, phrase
from bot.language.decision.form.form import DIALYSED
from bot.language.dialogue import WAITING

__all__ = ["AskItem"]


# After these a question about a blood result is out of place: the person is told that it can wait, or be dropped.
_NOT_THE_TIME = frozenset(
    {"emotional_support", "thank", "goodbye", "palliative_care", "human_handoff", "support_organisations"}
)


class AskItem(CalciAction):
    """One subclass an item: Rasa looks for one asking action a slot."""

    item: ClassVar[str] = ""

    def answer(self, turn: Turn) -> Reply:
        if turn.label == "emergency" or turn.details.get("reply") == "helped_now":
            return _paused(turn)
        urgent_values = _urgent_values(turn)
        if urgent_values:
            return _paused(turn, urgent_values)
        if turn.label in _NOT_THE_TIME:
            return _waiting(turn, "gently")
        if turn.label not in FORM_STEPS and turn.digressions > 1:
            return _waiting(turn)
        reply = _said_before(turn) if turn.label in FORM_STEPS else Reply(texts=[form_phrase(turn, "back")])
        if self.item == "dialysis" and turn.requested is None and DIALYSED.search(turn.text):
            reply.texts = [*reply.texts, phrase(turn, "questions", "dialysis", "help")]
        text, buttons = question(turn, self.item)
        reply.texts = [*reply.texts, text]
        reply.buttons = buttons
        reply.part |= form_part(turn)
        if turn.label in FORM_STEPS:
            reply.part["label"] = "assess_risk"
            reply.slots |= {"label": "assess_risk", "introduced": True}
        return reply


def _paused(turn: Turn, urgent_values: Sequence[str] = ()) -> Reply:
    """After urgent words nothing is asked: the answers are kept until the person comes back to them."""
    reply = Reply(texts=[form_phrase(turn, "paused")], buttons=[_resume()])
    if urgent_values:
        reply.texts = [*urgent_values, *noted(turn), *reply.texts]
        reply.part = {"label": "assess_risk", "emergency": True, "disclaimer": disclaimer(turn)}
    return reply


def _waiting(turn: Turn, words: str = "waiting") -> Reply:
    """Asked something else again: one line says that the questions wait, and the person may take them up or not."""
    done, total = progress(turn)
    return Reply(
        texts=[form_phrase(turn, words, done=done, total=total)],
        buttons=[_resume(), *([_stop()] if words == "gently" else [])],
        part=form_part(turn),
        slots={"expects_yes": WAITING},
    )


def _resume() -> Button:
    return Button(phrases()["buttons"]["resume"], "fill_form", {"resume": True})


def _stop() -> Button:
    return Button(phrases()["buttons"]["stop"], "cancel")


def _urgent_values(turn: Turn) -> list[str]:
    """Urgent words for values that only this conversation makes out: corrected ones, and units picked by button.

    A value that a message states in full has been seen by the safety gate before.
    """
    found = [finding(reading, turn) for reading in turn.stated if reading.status == "ok" and reading not in turn.read]
    return [urgent(each, turn) for each in found if each.critical and each.critical.urgency == "emergency"]


def _said_before(turn: Turn) -> Reply:
    """The introduction once, what this message told, and the answer to a question that came with it."""
    texts = []
    if turn.requested is None and not turn.slot("introduced"):
        texts.append(form_phrase(turn, "intro", total=progress(turn)[1]))
    if turn.requested is None:
        texts += remembered(turn)
    if turn.details.get("rest"):
        still = [item_name(item, turn.audience) for item in NEEDED if turn.slot(item) is None]
        texts.append(form_phrase(turn, "only_needed", items=", ".join(still)))
    reply = with_also(Reply(texts=[*texts, *noted(turn), *unusable(turn)]), turn)
    if reply.health:  # the disclaimer belongs to that answer, and the question must stand last
        reply.texts = [*reply.texts, disclaimer_line(turn), form_phrase(turn, "back")]
        reply.part["disclaimer"] = disclaimer(turn)
        reply.slots["disclaimed"] = True
        reply.health = False
    return reply


for _item in FORM_ITEMS:
    _name = f"Ask{_item.capitalize()}"
    globals()[_name] = type(
        _name, (AskItem,), {"action": f"action_ask_risk_form_{_item}", "item": _item, "__module__": __name__}
    )
