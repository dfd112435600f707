"""One turn: every message gets an answer and exactly one envelope, whatever happens behind it."""

from __future__ import annotations

import asyncio
import json
import logging
import time
import uuid
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.events import ActionExecutionRejected, BotUttered, Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine import envelope, incidents
from bot.engine.erase import erase_away
from bot.engine.graph import DirectRunner
from bot.engine.lately import told_lately
from bot.engine.patches import domain_taken_as_trained
from bot.language.dialogue import DialogueContext, current_dialogue
from bot.language.safety.shared import gate
from bot.language.text import MAX_CHARACTERS, both_ends, normalise
from bot.last_resort import ALARMS

__all__ = ["INVISIBLE", "DetachedTracker", "TurnProcessor", "bounded"]

logger = logging.getLogger(__name__)

_TURNS_PER_SESSION = 15  # replaying a session costs more the longer it is
INVISIBLE = "\u200b"  # zero-width space, which reading removes again
_SECONDS = 30.0  # for a whole turn; an action has ten of its own
_Json = dict[str, Any]


class DetachedTracker(DialogueStateTracker):
    """Stands for a conversation whose store cannot be read now: it serves one turn and is never saved."""


class TurnProcessor(MessageProcessor):
    """Rasa's processor, with a promise: it answers, and its last message is the envelope."""

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, Any, Any]:
        with domain_taken_as_trained():
            name, metadata, loaded = MessageProcessor._load_model(model_path)
        return name, metadata, DirectRunner(loaded)

    async def handle_message(self, message: UserMessage) -> list[_Json] | None:
        """Answer one message; the messages go to `message.output_channel`, the envelope last."""
        target = message.output_channel
        message.output_channel = collector = CollectingOutputChannel()
        message.text = bounded(message.text)
        seen: _Json = {}
        try:
            async with asyncio.timeout(_SECONDS):
                answered = await self._run_turn(message, collector, seen)
        except Exception as error:  # noqa: BLE001 - the last line of defence: silence would be worse than any fault
            alarm = _alarm(message.text, seen, message.sender_id)
            answered = incidents.answer(error, where="turn", sender=message.sender_id, alarm=alarm)
        for outgoing in answered:
            await target.send_response(message.sender_id, {k: v for k, v in outgoing.items() if k != "recipient_id"})
        return target.messages if isinstance(target, CollectingOutputChannel) else None

    async def _run_turn(self, message: UserMessage, collector: CollectingOutputChannel, seen: _Json) -> list[_Json]:
        tracker = await self.log_message(message, should_save_tracker=False)
        seen |= _understood(tracker)
        tracker = await self.run_action_extract_slots(collector, tracker)
        self._let_safety_interrupt_the_form(tracker)
        await self._run_prediction_loop(collector, tracker)
        answered, turn = _finish(collector.messages, tracker)
        if not any(outgoing.get("text") for outgoing in answered):
            raise RuntimeError("no action answered")
        if turn.pop("forget", False):
            await erase_away(self.tracker_store, tracker.sender_id)
            return answered
        _drop_parts(tracker)
        tracker.update(BotUttered(data={"custom": turn}), self.domain)
        return await self._stored(tracker, answered)

    async def _stored(self, tracker: DialogueStateTracker, answered: list[_Json]) -> list[_Json]:
        """Save the turn. Where that fails, the person still gets the answer that was found, and is told."""
        if isinstance(tracker, DetachedTracker):
            return _told(incidents.not_read(tracker.sender_id), answered)
        try:
            await self.save_tracker(tracker)
        except Exception as error:  # noqa: BLE001 - any store may raise anything: a full disk, a lock, a lost server
            return _told(incidents.not_saved(error, sender=tracker.sender_id), answered)
        return answered

    async def get_tracker(self, conversation_id: str) -> DialogueStateTracker:
        """The conversation as stored; where the store cannot be read, an empty one that serves this turn alone."""
        try:
            return await super().get_tracker(conversation_id)
        except Exception as error:  # noqa: BLE001 - see `_stored`; an emergency must be answered without a store too
            incidents.log(error, where="store", sender=conversation_id)
            return DetachedTracker(conversation_id, self.domain.slots)

    @staticmethod
    def _let_safety_interrupt_the_form(tracker: DialogueStateTracker) -> None:
        """Rasa asks an active form first; what the form must not swallow is taken from it here."""
        turn = _understood(tracker)
        if tracker.active_loop_name and turn and not turn.get("for_form", True):
            tracker.update(ActionExecutionRejected(tracker.active_loop_name))

    async def _handle_message_with_tracker(self, message: UserMessage, tracker: DialogueStateTracker) -> None:
        token = current_dialogue.set(_context(tracker, message))
        try:
            await super()._handle_message_with_tracker(message, tracker)
        finally:
            current_dialogue.reset(token)

    def _has_session_expired(self, tracker: DialogueStateTracker) -> bool:
        if tracker.active_loop_name:
            return False
        return super()._has_session_expired(tracker) or _turns_in_session(tracker) >= _TURNS_PER_SESSION


def _understood(tracker: DialogueStateTracker) -> _Json:
    """What the language part found in the latest message (`turn`, docs/architecture.md)."""
    latest = tracker.latest_message
    return dict(((latest.parse_data if latest else None) or {}).get("turn") or {})


def _alarm(text: str, seen: _Json, sender: str) -> Mapping[str, Any] | None:
    """What a message alarms about whose turn failed: as it was understood before, else as the gate alone reads it."""
    if seen.get("label") in ALARMS:
        return dict(seen.get("details") or {}) | {"label": seen["label"]}
    try:
        verdict = gate().check(normalise(text))
    except Exception as error:  # noqa: BLE001 - the advice without a verdict names emergency and crisis as well
        incidents.log(error, where="gate", sender=sender)
        return None
    return verdict.as_dict() if verdict else None


def _told(notice: _Json, answered: list[_Json]) -> list[_Json]:
    """The answer with a notice before it; in an emergency what to do now comes first and the notice after it."""
    turn = answered[-1]["custom"]
    if turn.get("emergency") or turn.get("crisis"):
        return [*answered[:-1], notice, answered[-1]]
    return [notice, *answered]


def bounded(text: str | None) -> str:
    """Cut the middle out of what is far beyond what is read, and keep Rasa from taking a leading `/` for a command.

    Rasa strips white space before it looks, so a character stands in front that it does not strip and nobody sees.
    """
    bounded = "" if text is None else both_ends(str(text), MAX_CHARACTERS - 1).lstrip()
    return f"{INVISIBLE}{bounded}" if bounded.startswith("/") else bounded


def _drop_parts(tracker: DialogueStateTracker) -> None:
    """Take the actions' parts out of this turn's events: the envelope holds all of them, and is stored."""
    newest: list[Event] = []
    while tracker.events and not isinstance(tracker.events[-1], UserUttered):
        newest.append(tracker.events.pop())
    tracker.events.extend(event for event in reversed(newest) if not _is_part(event))


def _is_part(event: Event) -> bool:
    return isinstance(event, BotUttered) and envelope.PART in ((event.data or {}).get("custom") or {})


def _turns_in_session(tracker: DialogueStateTracker) -> int:
    turns = 0
    for event in reversed(tracker.events):
        if isinstance(event, SessionStarted):
            break
        turns += isinstance(event, UserUttered)
    return turns


def _context(tracker: DialogueStateTracker, message: UserMessage) -> DialogueContext:
    metadata: Mapping[str, Any] = message.metadata if isinstance(message.metadata, Mapping) else {}
    context = DialogueContext.from_slots(
        tracker.current_slot_values(), active_form=tracker.active_loop_name, declared_audience=metadata.get("audience")
    )
    before = _understood(tracker)
    context = replace(
        context, measure=before.get("measure"), measured=before.get("measured"), named=before.get("named")
    )
    return replace(context, **told_lately(tracker.events))


def _finish(messages: list[_Json], tracker: DialogueStateTracker) -> tuple[list[_Json], _Json]:
    """Split what the actions sent into what a person reads and the parts; append the envelope.

    Raises `TypeError` or `ValueError` when a part holds what JSON cannot express.
    """
    parts: list[_Json] = []
    shown: list[_Json] = []
    for outgoing in messages:
        part = (outgoing.get("custom") or {}).get(envelope.PART)
        if part is None:
            shown.append(outgoing)
        else:
            parts.append(part)
    latest = tracker.latest_message
    asks_for = tracker.get_slot(REQUESTED_SLOT) if tracker.active_loop_name else tracker.get_slot("asks_for")
    turn = envelope.build(
        (latest.parse_data if latest else None) or {},
        parts,
        audience=tracker.get_slot("audience") or "patient",
        asks_for=asks_for,
    )
    turn["turn_id"] = uuid.uuid4().hex
    turn["at"] = int(time.time())
    json.dumps(turn, allow_nan=False)  # what cannot be sent must fail here, where it still becomes a safe answer
    return [*shown, {"recipient_id": tracker.sender_id, "custom": turn}], turn
