"""Errors over HTTP: RFC 9457 problem documents, with a plain sentence and never a stack trace."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.engine import incidents
from bot.errors import CalciError, InputError

__all__ = ["Problem", "install", "problem"]

_PLAIN = {
    400: "The request could not be read.",
    401: "A valid token is needed.",
    403: "This is not allowed from here.",
    404: "There is nothing at this address.",
    405: "This method is not offered here.",
    413: "That is too large.",
    415: "This type of content is not accepted.",
    422: "Some of what was sent is not acceptable.",
    429: "That is too fast. Please wait a moment. In an emergency call 112, 911 or 999.",
    500: "Something went wrong on our side. In an emergency call 112, 911 or 999.",
    503: "Not ready yet. Please try again in a moment.",
}


class Problem(SanicException):
    """Raise to answer with a problem document. `errors` names every offending field."""

    def __init__(self, status: int, detail: str = "", *, errors: Sequence[dict[str, str]] = (), **extra: Any) -> None:
        super().__init__(detail or _PLAIN.get(status, ""), status_code=status)
        self.detail = detail or _PLAIN.get(status, "")
        self.errors = list(errors)
        self.extra = extra


def problem(status: int, detail: str = "", *, errors: Sequence[dict[str, str]] = (), **extra: Any) -> HTTPResponse:
    """Make the response itself."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or _PLAIN.get(status, ""),
    }
    if errors:
        body["errors"] = list(errors)
    headers = {"Retry-After": str(extra.pop("retry_after"))} if "retry_after" in extra else {}
    return json(body | extra, status=status, headers=headers, content_type="application/problem+json")


def install(app: Sanic) -> None:
    """Turn every exception into a problem document."""

    @app.exception(Exception)
    async def answer(request: Request, error: Exception) -> HTTPResponse:
        if isinstance(error, Problem):
            return problem(error.status_code, error.detail, errors=error.errors, **error.extra)
        if isinstance(error, InputError):
            field = {"field": error.field or "", "message": error.message, "remedy": error.remedy or ""}
            return problem(422, errors=[field])
        if isinstance(error, SanicException):
            status = int(getattr(error, "status_code", None) or 500)
            response = problem(status if status in HTTPStatus._value2member_map_ else 500)
            for name, value in (getattr(error, "headers", None) or {}).items():
                response.headers.setdefault(name, value)
            return response
        incident = incidents.log(error, where=f"http {request.path[:60]}")
        return problem(503 if isinstance(error, CalciError) else 500, incident=incident)
