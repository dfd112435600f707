"""`GET /cds-services`, `POST /cds-services/calciphylaxis-checklist`, and its feedback."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.api.bodies import answer, json_object
from bot.api.cds.call import read_call
from bot.api.cds.cards import cards
from bot.api.cds.discovery import SERVICE_ID, services
from bot.api.cds.feedback import take
from bot.api.cds.precondition import precondition_failed
from bot.web.problems import Problem

__all__ = ["add"]

_HOST = re.compile(r"(?:[A-Za-z0-9.-]{1,253}|\[[0-9a-fA-F:]{2,45}\])(?::\d{1,5})?")


def add(routes: Blueprint) -> None:
    """Add the routes."""

    @routes.get("/cds-services")
    async def discovery(_: Request) -> HTTPResponse:
        return answer(services())

    @routes.post("/cds-services/<service>")
    async def service(request: Request, service: str) -> HTTPResponse:
        _known(service)
        body = json_object(request)
        try:
            return answer({"cards": await asyncio.to_thread(_cards, body, _base(request))})
        except Problem as error:
            if error.status_code == 412:
                return precondition_failed(error)
            raise

    @routes.post("/cds-services/<service>/feedback")
    async def feedback(request: Request, service: str) -> HTTPResponse:
        _known(service)
        take(json_object(request))
        return answer({})


def _cards(body: dict[str, Any], base: str) -> list[dict[str, Any]]:
    call = read_call(body)
    return [] if call is None else cards(call, base)


def _known(service: str) -> None:
    if service != SERVICE_ID:
        raise Problem(404, f"There is no such service. GET /cds-services lists them: {SERVICE_ID}.")


def _base(request: Request) -> str:
    """Return the address under which the caller reached this server, for links back to the evidence."""
    host = request.host if _HOST.fullmatch(request.host or "") else "localhost"
    return f"{request.scheme}://{host}"
