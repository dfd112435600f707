"""Start over, and erase what was stored."""

from __future__ import annotations

import re

from rasa_sdk.events import AllSlotsReset, SlotSet

from actions.answering import canned
from actions.base import CalciAction
from actions.form_items import FORM_ITEMS, item_name, shown
from actions.form_leave import left_form
from actions.lab_words import value_text
from actions.reply import Button, Reply
from actions.resources import phrases
from actions.turn import Turn
from actions.wording import form_phrase
from bot.language.extraction import shared_extractor

__all__ = ["DeleteData", "StartOver"]

_THINGS = r"(?:data|conversations?|chat|history|information|info)"  # "my results" is less than everything
_KNOWN = (
    r"(?:about me|(?:that )?i (?:told you|said|wrote|typed|entered)|"
    r"(?:that )?you (?:have |have got |ve )?(?:stored|saved|kept|know|have)(?: (?:about|on|of) me)?)"
)
_EXACT = re.compile(  # the whole message, so that no word beside it can turn its meaning
    r"(?:(?:please|now|ok|okay|yes|hi|hello|just|can you|could you|would you|will you|you (?:can|must|may)|i want to|"
    r"i want you to|i would like (?:you )?to|i d like (?:you )?to) )*"
    r"(?:(?:delete|erase|remove|wipe|destroy|purge|forget|clear) "
    r"(?:(?:all |all of |everything in )?(?:my|our|this|the) (?:(?:personal|stored|health|medical|whole|chat) )*"
    rf"{_THINGS}(?: {_KNOWN})?|all {_THINGS}(?: {_KNOWN})?|(?:everything|all|what|whatever) {_KNOWN})|"
    r"(?:delete|erase|wipe) everything)"
    r"(?: (?:please|now|for me|right now|at once|immediately|completely|for good|for ever|forever|thanks|thank you))*"
)
_NOT_WORDS = re.compile(r"[\W_]+")


class StartOver(CalciAction):
    """Clear what was told. The register stays: a clinician who starts over is still a clinician."""

    action = "action_restart"

    def answer(self, turn: Turn) -> Reply:
        reply = canned("restart", turn)
        reply.slots = {}
        reply.events = _cleared(turn)
        return _with_the_next(reply, turn)


def _with_the_next(reply: Reply, turn: Turn) -> Reply:
    """ "Next patient, a lady of 71": what the message tells of the next person is the first that is known of her."""
    told = shared_extractor().extract(str(turn.details.get("anew") or ""))
    labs = [reading for reading in told.labs if reading.status == "ok"]
    history = {item: value for item, value in told.history.items() if value != "unknown"}
    if not labs and not history:
        return reply
    items = [f"{item_name(r.analyte, turn.audience)} {value_text(r)}" for r in labs]
    items += [f"{item_name(item, turn.audience)}: {shown(value)}" for item, value in history.items()]
    reply.texts.append(form_phrase(turn, "got", items="; ".join(items)))
    slots = {r.analyte: value_text(r) for r in labs} | history
    reply.events += [SlotSet(item, value) for item, value in slots.items() if item in FORM_ITEMS]
    reply.events += [SlotSet("labs", [r.as_dict() for r in labs]), SlotSet("history", history)]
    reply.part = {"labs": [r.as_contract() for r in labs], "history": history}
    return reply


class DeleteData(CalciAction):
    """Erase the conversation. The engine deletes the stored events once this turn is over (`part.forget`)."""

    action = "action_delete_data"

    def answer(self, turn: Turn) -> Reply:
        agreed = turn.chosen or turn.details.get("acknowledged")
        if not agreed and not _said_exactly(turn.text):
            return _surely(turn)
        reply = canned("delete_my_data", turn)
        reply.slots = {}
        reply.part = {"forget": True}
        reply.events = _cleared(turn)
        return reply


def _surely(turn: Turn) -> Reply:
    """Ask first where the wish to erase everything was only understood, not said: it cannot be undone.

    An open form is left, so that the "yes" that follows answers this question; what was told stays until then.
    """
    reply = canned("delete_my_data_surely", turn)
    names = phrases()["buttons"]
    reply.buttons = [Button(names["erase"], "delete_my_data"), Button(names["keep"], "help")]
    reply.slots = {"expects_yes": "delete_my_data"}
    reply.events = left_form(turn)
    return reply


def _said_exactly(text: str) -> bool:
    """Whether the message says this and nothing else: "delete my data", "please erase everything you know about me"."""
    if "?" in text:
        return False
    return _EXACT.fullmatch(_NOT_WORDS.sub(" ", text.casefold()).strip()) is not None


def _cleared(turn: Turn) -> list[dict[str, object]]:
    return [*left_form(turn), AllSlotsReset(), SlotSet("audience", turn.audience)]
