"""What stands before every route: tokens for integrators, origins, rates, security headers."""

from __future__ import annotations

import hmac
import ipaddress
import re
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.settings import Settings
from bot.web.assets import varies
from bot.web.problems import Problem
from bot.web.rates import Rates
from bot.web.sessions import Sessions

__all__ = ["install"]

_INTEGRATORS = ("/webhooks", "/cds-services")
_COMPUTING = "/api"  # for integrators, and for the widget in an open conversation
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]", "0.0.0.0"})
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]*\]|[^:\[\]]*)(?::\d*)?")  # a name or address, and perhaps a port
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
_NOT_HERE = (
    "This interface is open to programs on this machine only. To open it, set CALCI_TOKEN and send it as bearer."
)
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; frame-ancestors {ancestors}; base-uri 'none'; form-action 'self'"
)


def install(app: Any, settings: Settings, sessions: Sessions) -> None:
    """Put the guards in place."""
    app.ctx.rates = rates = Rates(sessions)
    headers = _security_headers(settings)

    async def check(request: Request) -> HTTPResponse | None:
        if request.method == "OPTIONS":
            return empty(204)
        _same_origin_or_listed(request, settings)
        if request.path.startswith(_INTEGRATORS):
            _integrator(request, settings)
        elif request.path.startswith(_COMPUTING):
            if sessions.find(request) is None:
                _integrator(request, settings)
            else:
                rates.computing(request)
        elif request.path.startswith("/chat"):
            rates.chat(request)
        return None

    async def harden(request: Request, response: HTTPResponse) -> None:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if request.scheme == "https":
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if request.path.startswith(("/chat", _COMPUTING, *_INTEGRATORS)):
            response.headers["Cache-Control"] = "no-store"
        _allow_listed_origin(request, response, settings)

    app.on_request(check)
    app.on_response(harden)


def _security_headers(settings: Settings) -> dict[str, str]:
    ancestors = "'self'" + "".join(f" {origin}" for origin in settings.origins)
    return {
        "Content-Security-Policy": _CSP.format(ancestors=ancestors),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def _allow_listed_origin(request: Request, response: HTTPResponse, settings: Settings) -> None:
    if not settings.origins:
        return
    varies(response, "Origin")
    origin = request.headers.get("origin")
    if origin in settings.origins:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
        response.headers["Access-Control-Allow-Methods"] = "GET, POST, DELETE, OPTIONS"
        response.headers["Access-Control-Max-Age"] = "600"


def _same_origin_or_listed(request: Request, settings: Settings) -> None:
    """A browser says where a page came from; a page of another site may not speak for its visitor."""
    origin = request.headers.get("origin")
    if not origin or request.method in ("GET", "HEAD"):
        return
    if origin.split("://", 1)[-1] != request.host and origin not in settings.origins:
        raise Problem(403, "This page's address is not on the list of origins that may use the assistant.")


def _integrator(request: Request, settings: Settings) -> None:
    """With a token set: who has it. Without: programs on this machine, and no proxy or rebound name between."""
    if settings.token:
        given = request.headers.get("authorization", "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, f"Bearer {settings.token}".encode()):
            raise Problem(401)
    elif not _from_this_machine(request):
        raise Problem(401, _NOT_HERE)


def _from_this_machine(request: Request) -> bool:
    if any(name in request.headers for name in _FORWARDED):
        return False
    named = _HOST.fullmatch(request.headers.get("host", ""))
    try:
        here = ipaddress.ip_address(request.ip).is_loopback
        return here and named is not None and named[1].lower() in _LOOPBACK_NAMES
    except ValueError:
        return False
