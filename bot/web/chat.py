"""The chat channel of the widget: sessions issued here, one answer a message, erase and export."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json
from sqlalchemy.exc import SQLAlchemyError

from bot import __version__
from bot.engine import incidents
from bot.engine.erase import erase_away
from bot.engine.store import ConversationStore
from bot.errors import StoreError
from bot.language.limits import MESSAGE_LIMIT
from bot.library.helplines import call_line, helpline_card
from bot.web.history import answer_to, turns
from bot.web.problems import Problem
from bot.web.sessions import Session, Sessions
from bot.web.storing import asked_in, chosen, storing, unkept

__all__ = ["blueprint"]

_AT_ONCE = 64  # turns in progress or waiting; beyond that a person would wait longer than it takes to ask again
_RECENT = 200  # stored events in which the answer to a repeated message is looked for
_BUSY = "Many people are asking just now. Please try again in a moment."


def blueprint(sessions: Sessions) -> Blueprint:
    """The routes under `/chat` (docs/architecture.md)."""
    routes = Blueprint("chat", url_prefix="/chat")

    @routes.post("/session")
    async def open_session(request: Request) -> HTTPResponse:
        wish = chosen(_json(request))
        session = sessions.find(request)
        if session is None:
            session = sessions.create(stored=wish is not False or not sessions.stores)
        elif wish is not None:
            async with request.app.ctx.agent.lock_store.lock(session.sender):
                _still_open(sessions, request, session)
                session = await unkept(_store(request.app), sessions, session, wish)
        shown = [] if session.new else turns(await _store(request.app).spoken(session.sender))
        body = {
            "session": session.token,
            "history": shown,
            "limits": {"message_chars": MESSAGE_LIMIT},
            "helplines": [helpline_card()],
            "version": __version__,
            "storing": storing(sessions, session),
        }
        response = json(body, status=201 if session.new else 200)
        sessions.remember(response, session, secure=request.scheme == "https")
        return response

    @routes.post("/message")
    async def message(request: Request) -> HTTPResponse:
        body = _json(request)
        session = _required(sessions, request)
        text, message_id, audience = _fields(body)
        agent = request.app.ctx.agent
        if len(agent.lock_store) >= _AT_ONCE:
            raise Problem(503, f"{_BUSY} {call_line()}", retry_after=5)
        async with agent.lock_store.lock(session.sender):
            _still_open(sessions, request, session)
            given = answer_to(await _recent(request.app, session.sender), message_id, text)
            if given is None:
                given = await _answer(request.app, session, text, message_id, audience)
            after = await unkept(_store(request.app), sessions, session, False if asked_in(given) else None)
        response = json({"id": message_id, "messages": given} | ({} if after is session else {"session": after.token}))
        if after is not session:
            sessions.remember(response, after, secure=request.scheme == "https")
        return response

    @routes.get("/export")
    async def export(request: Request) -> HTTPResponse:
        session = _required(sessions, request)
        store = _store(request.app)
        tracker = await store.retrieve_full_tracker(session.sender)
        body = {
            "conversation": turns(await store.spoken(session.sender)),
            "stored": [event.as_dict() for event in tracker.events] if tracker else [],
            "version": __version__,
        }
        return json(body, headers={"Content-Disposition": 'attachment; filename="conversation.json"'})

    @routes.delete("/session")
    async def erase(request: Request) -> HTTPResponse:
        session = _required(sessions, request)
        async with request.app.ctx.agent.lock_store.lock(session.sender):  # a turn under way must not write it back
            await erase_away(_store(request.app), session.sender)
            sessions.close(session)
        response = empty(204)
        sessions.forget(response)
        return response

    return routes


def _required(sessions: Sessions, request: Request) -> Session:
    session = sessions.find(request)
    if session is None:
        raise Problem(401, "There is no open conversation. Please open one with POST /chat/session.")
    return session


def _still_open(sessions: Sessions, request: Request, session: Session) -> None:
    """While this call waited, its conversation may have been erased or taken off the disk: it must not go back."""
    if _required(sessions, request).sender != session.sender:
        raise Problem(401, "This conversation has ended. Please open one with POST /chat/session.")


def _json(request: Request) -> dict[str, Any]:
    if not request.body:
        return {}
    if "json" not in request.content_type:
        raise Problem(415, "The body must be JSON (Content-Type: application/json).")
    try:
        body = request.json
    except Exception as error:  # Sanic's InvalidUsage, or a recursion limit in a hostile document
        raise Problem(400, "The body is not JSON.") from error
    if body is None:
        return {}
    if not isinstance(body, dict):
        raise Problem(400, "The body must be a JSON object.")
    return body


def _fields(body: dict[str, Any]) -> tuple[str, str, str | None]:
    errors = []
    text, message_id, audience = body.get("text"), body.get("id"), body.get("audience")
    if not isinstance(text, str):
        errors.append({"field": "text", "message": "must be text"})
    if not isinstance(message_id, str) or not 8 <= len(message_id) <= 64:
        errors.append({"field": "id", "message": "must be a text of 8 to 64 characters, new for every message"})
    if audience not in (None, "patient", "clinician"):
        errors.append({"field": "audience", "message": "must be patient or clinician"})
    if errors:
        raise Problem(422, errors=errors)
    return str(text), str(message_id), audience


def _store(app: Sanic) -> ConversationStore:
    store: ConversationStore = app.ctx.agent.tracker_store
    return store


async def _recent(app: Sanic, sender: str) -> list[Any]:
    """What was said lately; nothing when the store cannot be read, for the turn itself then says so."""
    try:
        return await _store(app).spoken(sender, last=_RECENT)
    except (SQLAlchemyError, StoreError) as error:
        incidents.log(error, where="store", sender=sender)
        return []


async def _answer(
    app: Sanic, session: Session, text: str, message_id: str, audience: str | None
) -> list[dict[str, Any]]:
    channel = CollectingOutputChannel()
    metadata = {"audience": audience} if audience else None
    incoming = UserMessage(
        text, channel, session.sender, input_channel="chat", message_id=message_id, metadata=metadata
    )
    await app.ctx.agent.processor.handle_message(incoming)
    return [{k: v for k, v in m.items() if k != "recipient_id"} for m in channel.messages]
