"""What a request carries and what it wants back: content types in, `Accept` out, refusals as problem documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from json import dumps
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.api.imports import NotParsed, TooLarge, WrongType
from bot.api.imports.strict_json import loads
from bot.errors import InputError
from bot.web.problems import Problem

__all__ = ["FHIR_JSON", "JSON", "JSON_TYPES", "answer", "as_problems", "content_type", "json_object", "preferred"]

JSON = "application/json"
FHIR_JSON = "application/fhir+json"
JSON_TYPES = (JSON, FHIR_JSON)
_dumps = partial(dumps, ensure_ascii=False, allow_nan=False)
_XML = frozenset({"application/xml", "text/xml", "application/fhir+xml"})
_STATUS: tuple[tuple[type[InputError], int], ...] = ((TooLarge, 413), (WrongType, 415), (NotParsed, 400))


@contextmanager
def as_problems() -> Iterator[None]:
    """Turn an `InputError` about the whole document into the problem document of its kind (422 unless it says more)."""
    try:
        yield
    except InputError as error:
        status = next((status for kind, status in _STATUS if isinstance(error, kind)), 422)
        detail = f"{error.message} {error.remedy or ''}".strip()
        field = {"field": error.field or "body", "message": error.message, "remedy": error.remedy or ""}
        raise Problem(status, detail, errors=[field], code=error.code) from error


def content_type(request: Request, accepted: Sequence[str]) -> str:
    """Return the media type of the body; a body without one is taken for JSON. Raises `Problem` 415."""
    stated = str(request.headers.get("content-type") or JSON).split(";")[0].strip().lower()
    if stated in accepted:
        return stated
    offered = ", ".join(accepted)
    if stated in _XML:
        raise Problem(415, f"XML is not read here. Please export the data as FHIR JSON and send it as {FHIR_JSON}.")
    raise Problem(415, f"This type of content is not read here. Please send one of: {offered}.")


def json_object(request: Request) -> dict[str, Any]:
    """Return the body as a JSON object, fractions as `Decimal`. Raises `Problem` 400, 413, 415 or 422."""
    content_type(request, JSON_TYPES)
    with as_problems():
        body = loads(request.body or b"")
    if not isinstance(body, dict):
        raise Problem(422, "The body must be one JSON object.")
    return body


def preferred(request: Request, offered: Sequence[str]) -> str | None:
    """Return the media type of `offered` that the `Accept` header wants most; the first when it says nothing.

    None when every offered type is excluded. Ties go to the order of `offered`.
    """
    header = str(request.headers.get("accept") or "*/*")[:1000]
    wishes = [_wish(part) for part in header.split(",") if part.strip()]
    best, most = None, 0.0
    for kind in offered:
        matching = [(precise, weight) for pattern, weight in wishes if (precise := _matches(pattern, kind))]
        weight = max(matching)[1] if matching else 0.0
        if weight > most:
            best, most = kind, weight
    return best


def answer(body: Any, *, status: int = 200, kind: str = JSON) -> HTTPResponse:
    """Return a JSON response that no cache keeps, because it may hold results of a person."""
    return json(body, status=status, content_type=kind, headers={"Cache-Control": "no-store"}, dumps=_dumps)


def _wish(part: str) -> tuple[str, float]:
    pattern, *parameters = (piece.strip().lower() for piece in part.split(";"))
    weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
    try:
        return pattern, min(max(float(weight), 0.0), 1.0)
    except ValueError:
        return pattern, 1.0


def _matches(pattern: str, kind: str) -> int:
    """Return how precisely the pattern names the type: 3 exactly, 2 `application/*`, 1 anything, 0 not at all."""
    if pattern == kind:
        return 3
    if pattern == kind.split("/", maxsplit=1)[0] + "/*":
        return 2
    return 1 if pattern in ("*/*", "*") else 0
