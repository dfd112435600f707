"""Errors over HTTP: RFC 9457 problem documents, with a plain sentence and never a stack trace."""

from __future__ import annotations

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json
from sqlalchemy.exc import SQLAlchemyError

from bot.engine import incidents
from bot.errors import CalciError, InputError, StoreError
from bot.library.helplines import call_line
from bot.web.refused import alarm_in

__all__ = ["Problem", "install", "problem"]

_MARKUP = re.compile(r"<(?=\s*[/!?a-zA-Z])")  # a field's name comes from the caller: it is named, and is no tag

_PLAIN = {
    400: "The request could not be read.",
    401: "A valid token is needed.",
    403: "This is not allowed from here.",
    404: "There is nothing at this address.",
    405: "This method is not offered here.",
    413: "That is too large.",
    415: "This type of content is not accepted.",
    422: "Some of what was sent is not acceptable.",
    429: "That is too fast. Please wait a moment.",
    500: "Something went wrong on our side.",
    503: "Not ready just now. Please try again in a moment.",
}
_NO_STORE = (
    "What I would have to read or change cannot be used just now. Nothing was lost or erased. "
    "Please try again in a moment."
)
_AGAIN = 5  # seconds after which it is worth trying again
_IN_NEED = frozenset({413, 429, 500, 503})  # refusals that may meet a person in an emergency name the number to call


def _plain(status: int) -> str:
    text = _PLAIN.get(status, "")
    return f"{text} {call_line()}" if status in _IN_NEED else text


class Problem(SanicException):
    """Raise to answer with a problem document. `errors` names every offending field."""

    def __init__(self, status: int, detail: str = "", *, errors: Sequence[dict[str, str]] = (), **extra: Any) -> None:
        super().__init__(detail or _plain(status), status_code=status)
        self.detail = detail or _plain(status)
        self.errors = list(errors)
        self.more: dict[str, Any] = extra


def problem(status: int, detail: str = "", *, errors: Sequence[dict[str, str]] = (), **extra: Any) -> HTTPResponse:
    """Make the response itself."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": _MARKUP.sub("‹", detail or _plain(status)),
    }
    if errors:
        body["errors"] = [{key: _MARKUP.sub("‹", str(value)) for key, value in error.items()} for error in errors]
    headers = {"Retry-After": str(extra.pop("retry_after"))} if "retry_after" in extra else {}
    return json(body | extra, status=status, headers=headers, content_type="application/problem+json")


def install(app: Any) -> None:
    """Turn every exception into a problem document."""

    async def answer(request: Request | None, error: Exception) -> HTTPResponse:
        if isinstance(error, Problem):
            status = int(error.status_code or 500)
            return _heard(request, status, error.detail, errors=error.errors, **error.more)
        if isinstance(error, InputError):
            field = {"field": error.field or "", "message": error.message, "remedy": error.remedy or ""}
            return problem(422, errors=[field])
        if isinstance(error, SanicException):
            response = problem(_known(int(getattr(error, "status_code", None) or 500)))
            for name, value in (getattr(error, "headers", None) or {}).items():
                response.headers.setdefault(name, value)
            return response
        incident = incidents.log(error, where=_route(request))
        if isinstance(error, SQLAlchemyError | StoreError):  # locked, full, lost or damaged: it may heal
            return _heard(request, 503, f"{_NO_STORE} {call_line()}", incident=incident, retry_after=_AGAIN)
        return _heard(request, 503 if isinstance(error, CalciError) else 500, incident=incident)

    app.exception(Exception)(answer)


def _heard(request: Request | None, status: int, detail: str = "", **more: Any) -> HTTPResponse:
    """The problem; where the message that is refused for now alarms, what to do stands first in it."""
    alarm = alarm_in(request) if status in _IN_NEED else None
    if alarm is None:
        return problem(status, detail, **more)
    urgent, marks = alarm
    return problem(status, f"{urgent} {_PLAIN[status]}", **(more | marks))


def _known(status: int) -> int:
    try:
        return HTTPStatus(status).value
    except ValueError:
        return 500


def _route(request: Request | None) -> str:
    """The route as it was registered: a path as it was sent may hold what a person typed."""
    route = getattr(request, "route", None)
    return f"http /{route.path}" if route is not None else "http"
