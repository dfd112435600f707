"""`GET /openapi.json`: the description of every HTTP interface, kept by hand as YAML beside this file."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot import __version__
from bot.settings import Settings

__all__ = ["add", "description"]

_HERE = Path(__file__).resolve().parent


def add(routes: Blueprint, settings: Settings) -> None:
    """Add the route. Where a token is set, the description asks for it."""

    @routes.get("/openapi.json")
    async def openapi(_: Request) -> HTTPResponse:
        return json(await asyncio.to_thread(description, bool(settings.token)))


@lru_cache(maxsize=2)
def description(secured: bool = False) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document; `secured`: the integrators' interfaces need the bearer token."""
    merged: dict[str, Any] = {"paths": {}, "components": {}}
    for path in sorted(_HERE.glob("*.yml")):
        part = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        for name, value in part.items():
            if name == "paths":
                merged["paths"] |= value
            elif name == "components":
                for kind, rows in value.items():
                    merged["components"].setdefault(kind, {}).update(rows)
            else:
                merged[name] = value
    merged["info"]["version"] = __version__
    if secured:
        _secure(merged)
    return merged


def _secure(document: dict[str, Any]) -> None:
    for path, operations in document["paths"].items():
        if path.startswith(("/webhooks", "/api", "/cds-services")):
            for operation in operations.values():
                operation["security"] = [{"token": []}]
