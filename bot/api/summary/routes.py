"""`POST /api/summary`: the envelope's `summary` object in, a document for the visit out."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from pydantic import ValidationError
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from bot.api.bodies import json_object, preferred
from bot.api.imports.result import clean
from bot.api.summary.agreement import disagreements
from bot.api.summary.model import Summary
from bot.api.summary.render import KINDS, render
from bot.web.problems import Problem

__all__ = ["add"]

_REMEDY = "Send the envelope's summary."


def add(routes: Blueprint) -> None:
    """Add the route."""

    @routes.post("/api/summary")
    async def summary(request: Request) -> HTTPResponse:
        read = _read(json_object(request))
        kind = preferred(request, KINDS)
        if kind is None:
            raise Problem(406, f"A summary can be had as: {', '.join(KINDS)}.")
        made = await asyncio.to_thread(partial(render, read, kind))
        headers = {
            "Content-Disposition": f'inline; filename="{made.filename}"',
            "Cache-Control": "no-store",
        }
        if made.policy:
            headers["Content-Security-Policy"] = made.policy
        return raw(made.body, headers=headers, content_type=made.kind)


def _read(body: dict[str, Any]) -> Summary:
    """Return the checked summary, sent as itself or under the key `summary`. Raises `Problem` 422."""
    inner = body.get("summary")
    try:
        read = Summary.model_validate(
            {**inner, "audience": body.get("audience", "patient")} if isinstance(inner, dict) else body
        )
    except ValidationError as error:
        raise Problem(422, errors=[_fault(each) for each in error.errors(include_url=False)[:100]]) from error
    if read.empty:
        fault = {
            "field": "body",
            "message": "There is nothing in the summary.",
            "remedy": "Send the envelope's summary.",
        }
        raise Problem(422, fault["message"], errors=[fault])
    differing = list(disagreements(read))
    if differing:
        message = "The value is not what was typed."
        faults = [{"field": field, "message": message, "remedy": _REMEDY} for field in differing]
        raise Problem(422, f"{message} See: {', '.join(differing[:10])}.", errors=faults)
    return read


def _fault(each: Any) -> dict[str, str]:
    place = ".".join(clean(str(part), 40) for part in each["loc"])
    return {"field": place or "body", "message": str(each["msg"])[:200], "remedy": _REMEDY}
