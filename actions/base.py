"""The base of all actions: an answer is never empty, whatever raises or hangs."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.reply import Reply
from actions.turn import Turn

__all__ = ["CalciAction"]

logger = logging.getLogger("calci.action")

_SECONDS = 10.0  # no action of ours computes anything that long; a hanging one must not hold the person
_FAILED = Reply(
    texts=[
        "I am sorry, something went wrong on my side while I was looking for the answer. Please try again, or ask in other words.",
        "If this is an emergency, call your local emergency number (112, 911 or 999) now.",
    ]
)


class CalciAction(Action):
    """Subclass, set `action`, implement `answer`. Plain functions of the turn: no I/O but the knowledge base."""

    action: ClassVar[str] = ""
    may_be_silent: ClassVar[bool] = False  # only for actions that fill slots and do not speak

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
        reply = await self._safely(Turn(tracker))
        _utter(dispatcher, reply)
        return [SlotSet(name, value) for name, value in reply.slots.items()] + reply.events

    async def _safely(self, turn: Turn) -> Reply:
        try:
            reply = await asyncio.wait_for(asyncio.to_thread(self.answer, turn), _SECONDS)
            if isinstance(reply, Reply) and (reply.texts or self.may_be_silent):
                return reply
            logger.error("action=%s returned no answer", self.action)
        except Exception as error:  # noqa: BLE001 - an action must never leave a person without an answer
            logger.error("action=%s failed error=%s", self.action, type(error).__name__)
            logger.debug("details", exc_info=error)
        return Reply() if self.may_be_silent else _FAILED


def _utter(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    last = len(reply.texts) - 1
    for number, text in enumerate(reply.texts):
        buttons = [button.as_rasa() for button in reply.buttons] if number == last else []
        dispatcher.utter_message(text=text, buttons=buttons)
    if reply.part:
        dispatcher.utter_message(json_message={"calci": reply.part})
