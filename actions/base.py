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
from actions.asked_too import with_asked_too
from actions.register import with_register
from actions.reply import Button, Reply
from actions.resources import title
from actions.short import with_kind_word
from actions.soft_check import asked_if_safe
from actions.triage import with_first_words
from actions.turn import Turn
from actions.without_dialysis import without_dialysis
from actions.wording import disclaimer, disclaimer_line
from bot import incidents, last_resort

__all__ = ["CalciAction"]

logger = logging.getLogger("calci.action")

_SECONDS = 10.0  # no action of ours computes anything that long; a hanging one must not hold the person
_URGENT_SECONDS = 3.0  # what to do in an emergency is said at once, in the words kept in code if need be
_Message = dict[str, Any]


class CalciAction(Action):
    """Subclass, set `action`, implement `answer`. Plain functions of the turn: no I/O but the knowledge base."""

    action: ClassVar[str] = ""
    may_be_silent: ClassVar[bool] = False  # only for actions that fill slots, and steps that may have nothing to add
    urgent: ClassVar[bool] = False  # says what to do in an emergency

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
        """Answer within ten seconds; instead of a fault, a hang or an empty answer, what `failed` has to say."""
        seconds = min(_SECONDS, _URGENT_SECONDS) if self.urgent else _SECONDS
        try:
            messages, events = await aside(partial(self._answered, tracker), seconds=seconds)
        except Exception as error:
            logger.debug("details", exc_info=error)
            messages, events = self._instead(tracker, error)
        for message in messages:
            dispatcher.utter_message(**message)
        return events

    def failed(self, turn: Turn) -> Reply:  # noqa: ARG002 - for those that say more
        """Return what is said instead of an answer that failed. Reads only the tracker: all else may be broken."""
        return Reply(texts=last_resort.sorry())

    def _instead(self, tracker: Tracker, error: Exception) -> tuple[list[_Message], list[dict[str, Any]]]:
        turn = Turn(tracker)
        incident = incidents.log(error, where=self.action, sender=turn.sender, rule=turn.rule)
        reply = Reply() if self.may_be_silent else self.failed(turn)
        reply.part["incident"] = incident
        return _messages(reply), reply.events

    def _answered(self, tracker: Tracker) -> tuple[list[_Message], list[dict[str, Any]]]:
        turn = Turn(tracker)
        reply = self.answer(turn)
        if not self.may_be_silent and not any(text.strip() for text in reply.texts):
            raise ValueError("no answer")
        reply = with_asked_too(asked_if_safe(with_kind_word(reply, turn), turn), turn)
        reply = with_first_words(reply, turn)
        reply = without_dialysis(with_register(reply, turn), turn)
        if turn.role_told and turn.slot("audience") != turn.role_told:
            reply.slots.setdefault("audience", turn.role_told)
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
    if turn.register_taken:  # for this answer only: the words in full, and again for the register that comes next
        reply.texts = [*reply.texts, disclaimer(turn)]
        return
    reply.texts = [*reply.texts, disclaimer_line(turn)]
    reply.slots.setdefault("disclaimed", True)


def _messages(reply: Reply) -> list[_Message]:
    """Rasa's messages: one a text, the buttons under the last, then the envelope's part."""
    texts = [text.strip() for text in reply.texts if text.strip()]
    messages: list[_Message] = [{"text": text} for text in texts]
    if messages:
        messages[-1]["buttons"] = [button.as_rasa() for button in reply.buttons]
    return [*messages, {"json_message": {"calci": reply.part}}] if reply.part else messages
