"""What was said, read back from Rasa's events: to redraw a conversation, and to export it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.shared.core.events import BotUttered, Event, UserUttered

from bot.engine import envelope
from bot.engine.masking import Mask
from bot.engine.turn import INVISIBLE, bounded
from bot.language import references
from bot.library.current import knowledge

__all__ = ["answer_to", "turns"]


def turns(events: Iterable[Event]) -> list[dict[str, Any]]:
    """The conversation as `{"who": "user", "id", "text"}` and `{"who": "bot", "messages"}` in turn."""
    shown: list[dict[str, Any]] = []
    for event in events:
        if isinstance(event, UserUttered):  # also one of white space alone: the answer that follows is to it
            said_by_them = _said(event.text or "")
            shown.append({"who": "user", "id": event.message_id, "text": said_by_them, "at": event.timestamp})
        elif isinstance(event, BotUttered):
            said = _messages(event)
            if said and (not shown or shown[-1]["who"] == "user"):
                shown.append({"who": "bot", "messages": []})
            if said:
                shown[-1]["messages"].extend(said)
    return shown


def answer_to(events: Iterable[Event], message_id: str, text: str) -> list[dict[str, Any]] | None:
    """The answer already given to this message, or None: a repeated send is answered, not run again.

    It is the same message only with the same words: a client that uses an id twice must not keep an emergency from
    being read. Stored words are masked, so that both forms are compared.
    """
    said, sent = list(events), bounded(text)
    masked = str(Mask().event({"event": "user", "text": sent})["text"])
    forms = {each.removeprefix(INVISIBLE).strip() for each in (sent, masked)}
    for place, event in enumerate(said):
        if not isinstance(event, UserUttered) or event.message_id != message_id or _words(event) not in forms:
            continue
        answer = turns(said[place:])[1:2]
        if answer and answer[0]["who"] == "bot":
            return list(answer[0]["messages"])
    return None


def _words(event: UserUttered) -> str:
    return (event.text or "").removeprefix(INVISIBLE).strip()


def _said(text: str) -> str:
    """What a person sees of their own message; a button shows its title, not its reference."""
    chosen = references.read(text.strip())
    if chosen is None:
        return text.removeprefix(INVISIBLE).strip()
    if chosen.get("title"):
        return str(chosen["title"])
    topic = knowledge().topic(str(chosen["label"]))
    return topic.ask if topic else str(chosen["label"]).replace("_", " ")


def _messages(event: BotUttered) -> list[dict[str, Any]]:
    """The messages of one event as the channel sent them: text without buttons goes out a paragraph at a time."""
    data = event.data or {}
    custom = data.get("custom") or {}
    if custom:
        return [] if envelope.PART in custom else [{"custom": custom}]
    if data.get("buttons"):
        return [{"text": event.text, "buttons": data["buttons"]}]
    return [{"text": part} for part in (event.text or "").strip().split("\n\n")]
