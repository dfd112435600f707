"""An emergency: what to do now in the first line, then why, then the question that came with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from textwrap import shorten

from actions.answering import canned, topic_reply
from actions.base import CalciAction
from actions.form_leave import left_form
from actions.reply import Reply
from actions.resources import knowledge
from actions.turn import Turn
from actions.wording import Citations, buttons, disclaimer, phrase, source_entries
from bot import incidents, last_resort
from bot.language.decision.model import LIMITS
from bot.library.helplines import bare_numbers, helpline_card, numbers

__all__ = ["HelpInCrisis", "HelpNow"]

_NEXT = {
    "emergency": ["emergency_department", "human_handoff"],
    "crisis": ["human_handoff", "emotional_support"],
}
_UNNAMED = frozenset({"emergency", "emergency_general"})  # replies that name no sign
_QUOTED, _FEW = 90, 3  # letters and phrases
_FIRST = 2  # lines of a declined request: that it is, and who can help
# The sentence of a reply that offers to go on: it fits only where no other question is answered in the same breath.
_OFFER = re.compile(
    r"[^.!?]*\b(?:other questions?|what else you wanted to know|(?:go on with )?your questions)\b[^.!?]*[.!?]"
)


class HelpNow(CalciAction):
    action = "action_emergency"
    urgent = True

    def answer(self, turn: Turn) -> Reply:
        return _urgent(turn, "emergency")

    def failed(self, turn: Turn) -> Reply:  # noqa: ARG002 - the same for every emergency
        texts, part = last_resort.alarm("emergency")
        return Reply(texts, part=part)


class HelpInCrisis(CalciAction):
    """A crisis also closes the form: nobody should be asked for blood results next."""

    action = "action_crisis"
    urgent = True

    def answer(self, turn: Turn) -> Reply:
        reply = _urgent(turn, "crisis")
        reply.events = left_form(turn)
        return reply

    def failed(self, turn: Turn) -> Reply:
        texts, part = last_resort.alarm("crisis", emergency=bool(turn.details.get("also")))
        return Reply(texts, part=part, events=left_form(turn))


def _urgent(turn: Turn, label: str) -> Reply:
    family = str(turn.details.get("reply") or label)
    repeated = turn.slot("label") == "crisis" and not turn.details.get("again")  # "again" asks for the same words
    if family in ("crisis", "crisis_dressings") and repeated:  # else they would show that nobody listens
        family = "crisis_stay"
    elif family == "crisis" and turn.details.get("rule") == "second_reader":  # nobody said it in so many words
        family = "crisis_soft"
    if knowledge().reply(family, turn.audience) is None:
        family = label
    reply = _words(family, turn)
    if family in _UNNAMED and turn.is_clinician and turn.details.get("words"):
        reply.texts[1:1] = [phrase(turn, "raised_by", words=_quoted(turn.details["words"]))]
    reply.texts = [*_in_own_language(turn, label), *reply.texts]
    reply.slots = {"label": label}
    reply.buttons = reply.buttons or buttons(_NEXT[label])
    reply.part = {
        label: True,
        "helplines": helpline_card(),
        "sources": source_entries(_sources(family)),
        "disclaimer": disclaimer(turn),
    }
    if turn.details.get("also"):  # an emergency told together with a crisis
        also = str(turn.details["also"])
        reply.texts += _words(also if knowledge().reply(also, turn.audience) else "emergency", turn).texts
        reply.part["emergency"] = True
    return _and_answer(reply, turn)


def _quoted(words: Sequence[str]) -> str:
    """The phrases that raised an alarm, a few of them and shortened."""
    return ", ".join(f'"{shorten(str(each), _QUOTED, placeholder=" …")}"' for each in words[:_FEW])


def _words(reply_id: str, turn: Turn) -> Reply:
    """The reply of this name. Raises where there is none: then the words kept in code are said (`failed`)."""
    if knowledge().reply(reply_id, turn.audience) is None:
        raise LookupError("an alarm has no words")
    return canned(reply_id, turn, **numbers())


def _and_answer(reply: Reply, turn: Turn) -> Reply:
    """The question that came along is answered after the urgent words, not instead of them; or the offer to go on."""
    alone = _offering(reply, turn, answered=False)
    also = str(turn.details.get("also_asked") or "")
    try:
        if also in LIMITS:
            return _with_limit(reply, also, turn)
        return _with_topic(reply, also, turn) if also and knowledge().topic(also) else alone
    except Exception as error:  # noqa: BLE001 - whatever fails there must not cost the urgent words
        incident = incidents.log(error, where="also_asked", sender=turn.sender, rule=turn.rule)
        return replace(alone, part=alone.part | {"incident": incident})


def _with_topic(reply: Reply, also: str, turn: Turn) -> Reply:
    urgent = _offering(reply, turn, answered=True)
    second = topic_reply(also, turn, Citations.after(urgent.part["sources"]))
    texts = [*urgent.texts, phrase(turn, "also"), *second.texts]
    part = {"also_answered": [also], "sources": second.part["sources"]}  # those of the urgent words stand in front
    slots = {key: second.slots[key] for key in ("topic", "answered", "discussed")}
    return replace(urgent, texts=texts, part=urgent.part | part, slots=urgent.slots | slots)


def _with_limit(reply: Reply, also: str, turn: Turn) -> Reply:
    """A dose or a decision asked for beside an alarm is declined after the urgent words, not passed over."""
    urgent = _offering(reply, turn, answered=True)
    declined = canned(also, turn, **numbers()).texts[:_FIRST]
    part = {"also_answered": [also]}
    return replace(urgent, texts=[*urgent.texts, phrase(turn, "also"), *declined], part=urgent.part | part)


def _offering(reply: Reply, turn: Turn, *, answered: bool) -> Reply:
    """The urgent words with one offer to go on at their end; with none where the other question is answered at once.

    The part says how many messages they become: channels send a paragraph at a time.
    """
    kept = [text for text in (_OFFER.sub("", text).strip() for text in reply.texts) if text]
    texts = kept if answered or kept == reply.texts else [*kept, phrase(turn, "urgent_offer")]
    count = sum(len(text.strip().split("\n\n")) for text in texts)
    return replace(reply, texts=texts, part=reply.part | {"urgent_messages": count})


def _in_own_language(turn: Turn, label: str) -> list[str]:
    """The number to call, said first in the language of the message where that is not English."""
    reply_id = f"other_language_{turn.details.get('language')}_{label}"
    return canned(reply_id, turn, **bare_numbers()).texts if knowledge().reply(reply_id, turn.audience) else []


def _sources(reply_id: str) -> tuple[str, ...]:
    found = knowledge().reply(reply_id, "patient")
    return found.sources if found else ()
