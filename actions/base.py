"""The base of all actions: an answer is never empty, whatever raises or hangs."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.aside import aside
from actions.reply import Button, Reply
from actions.resources import title
from actions.soft_check import asked_if_safe
from actions.turn import Turn
from actions.wording import disclaimer, disclaimer_line

__all__ = ["CalciAction"]

logger = logging.getLogger("calci.action")

_SECONDS = 10.0  # no action of ours computes anything that long; a hanging one must not hold the person
_FAILED = (
    "I am sorry, something went wrong on my side while I was looking for the answer. "
    "Please try again, or ask in other words.",
    "If this is an emergency, call your local emergency number (112, 911 or 999) now.",
)
_Message = dict[str, Any]


class CalciAction(Action):
    """Subclass, set `action`, implement `answer`. Plain functions of the turn: no I/O but the knowledge base."""

    action: ClassVar[str] = ""
    may_be_silent: ClassVar[bool] = False  # only for actions that fill slots, and steps that may have nothing to add

    def name(self) -> str:
        return self.action

    def answer(self, turn: Turn) -> Reply:
        """Return the reply to this turn. May raise: `run` turns that into a safe answer."""
        raise NotImplementedError(f"{type(self).__name__} must implement answer")

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],  # noqa: ARG002 - Rasa's signature
    ) -> list[dict[str, Any]]:
        """Answer within ten seconds; a fault, a hang or an empty answer becomes an apology with emergency advice."""
        try:
            messages, events = await aside(partial(self._answered, tracker), seconds=_SECONDS)
        except Exception as error:
            logger.error("action=%s failed error=%s", self.action, type(error).__name__)
            logger.debug("details", exc_info=error)
            messages, events = [] if self.may_be_silent else [{"text": text} for text in _FAILED], []
        for message in messages:
            dispatcher.utter_message(**message)
        return events

    def _answered(self, tracker: Tracker) -> tuple[list[_Message], list[dict[str, Any]]]:
        turn = Turn(tracker)
        reply = self.answer(turn)
        if not self.may_be_silent and not any(text.strip() for text in reply.texts):
            raise ValueError("no answer")
        reply = asked_if_safe(reply, turn)
        if reply.health:
            _disclaim(reply, turn)
        reply.buttons = [_addressed(button, turn) for button in reply.buttons]
        if reply.texts:
            reply.part.setdefault("audience", turn.audience)
        return _messages(reply), [SlotSet(name, value) for name, value in reply.slots.items()] + reply.events


def _addressed(button: Button, turn: Turn) -> Button:
    """A health professional is not offered "my risk": a button with its common title gets that of the register."""
    common = button.title == title(button.label)
    return replace(button, title=title(button.label, turn.audience)) if common else button


def _disclaim(reply: Reply, turn: Turn) -> None:
    reply.part.setdefault("disclaimer", disclaimer(turn))
    reply.texts = [*reply.texts, disclaimer_line(turn)]
    reply.slots.setdefault("disclaimed", True)


def _messages(reply: Reply) -> list[_Message]:
    """Rasa's messages: one a text, the buttons under the last, then the envelope's part."""
    texts = [text.strip() for text in reply.texts if text.strip()]
    messages: list[_Message] = [{"text": text} for text in texts]
    if messages:
        messages[-1]["buttons"] = [button.as_rasa() for button in reply.buttons]
    return [*messages, {"json_message": {"calci": reply.part}}] if reply.part else messages
