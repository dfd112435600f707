"""The HTTP interfaces for clinicians and systems, as one blueprint."""

from __future__ import annotations

from sanic import Blueprint

from bot.api import labs, risk
from bot.api.cds import routes as cds
from bot.api.openapi import add as describe
from bot.api.summary import routes as summary
from bot.settings import Settings

__all__ = ["blueprint"]


def blueprint(settings: Settings) -> Blueprint:
    """`/api/labs`, `/api/risk`, `/api/summary`, `/cds-services…` and `/openapi.json` (docs/api.md)."""
    routes = Blueprint("api")
    labs.add(routes)
    risk.add(routes)
    summary.add(routes)
    cds.add(routes)
    describe(routes, settings)
    return routes
