"""Rasa's REST channel for integrators, as Rasa has it, with its inputs checked."""

from __future__ import annotations

import uuid
from typing import Any

from rasa.core.channels.rest import RestInput
from sanic.request import Request

from bot.language.unkept import WEB
from bot.web.problems import Problem

__all__ = ["CheckedRest"]

_SENDER_LIMIT = 255  # characters that every supported database keeps of a conversation's id
_AT_ONCE = 128  # conversations in progress or waiting, twice what people at the page may take up together
_METADATA = ("audience",)  # all else that a client may send along is neither needed nor stored


class CheckedRest(RestInput):
    """Answers 400 for what does not parse; a call without `sender` is a conversation of its own.

    `has_token`: callers come from elsewhere and show a token, so that each conversation is held to a rate.
    """

    def __init__(self, *, has_token: bool = False) -> None:
        self._has_token = has_token

    @classmethod
    def name(cls) -> str:
        return "rest"

    async def _extract_sender(self, req: Request) -> str:
        sender = _body(req).get("sender")
        if sender is None or sender == "":
            self._hold_limits(req, None)
            return "rest-" + uuid.uuid4().hex
        if not isinstance(sender, str) or len(sender) > _SENDER_LIMIT or not sender.isprintable() or "<" in sender:
            message = f"must be text of at most {_SENDER_LIMIT} printable characters, without <"
            raise Problem(400, errors=[{"field": "sender", "message": message}])
        if sender.casefold().startswith(WEB):
            message = f"must not begin with {WEB}: those are conversations of the chat page"
            raise Problem(422, errors=[{"field": "sender", "message": message}])
        self._hold_limits(req, sender)
        return sender

    def _hold_limits(self, request: Request, sender: str | None) -> None:
        request.app.ctx.rates.integrator(request, sender, has_token=self._has_token)
        if len(request.app.ctx.agent.lock_store) >= _AT_ONCE:
            raise Problem(503, retry_after=5)

    def _extract_message(self, req: Request) -> str:
        message = _body(req).get("message")
        if message is not None and not isinstance(message, str):
            raise Problem(400, errors=[{"field": "message", "message": "must be text"}])
        return message or ""

    def get_metadata(self, request: Request) -> dict[str, Any] | None:
        metadata = _body(request).get("metadata")
        given = metadata if isinstance(metadata, dict) else {}
        kept = {key: given[key] for key in _METADATA if isinstance(given.get(key), str) and len(given[key]) <= 20}
        return kept or None

    def _extract_input_channel(self, req: Request) -> str:  # noqa: ARG002 - Rasa's signature
        return self.name()


def _body(request: Request) -> dict[str, Any]:
    try:
        body = request.json
    except Exception as error:  # Sanic's InvalidUsage, or a recursion limit in a hostile document
        raise Problem(400, "The body is not JSON.") from error
    if not isinstance(body, dict):
        raise Problem(400, "The body must be a JSON object with `sender` and `message`.")
    return body
