"""What stands before every route: tokens for integrators, origins, rates, security headers."""

from __future__ import annotations

import hmac

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.settings import Settings
from bot.web.problems import Problem
from bot.web.sessions import Sessions

__all__ = ["install"]

_PER_SESSION = RateLimitItemPerMinute(30)
_PER_ADDRESS = RateLimitItemPerMinute(240)
_NEW_SESSIONS = RateLimitItemPerMinute(30)
_INTEGRATORS = ("/webhooks", "/api", "/cds-services")
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; frame-ancestors {ancestors}; base-uri 'none'; form-action 'self'"
)


def install(app: Sanic, settings: Settings, sessions: Sessions) -> None:
    """Put the guards in place."""
    limiter = MovingWindowRateLimiter(MemoryStorage())
    ancestors = "'self'" + "".join(f" {origin}" for origin in settings.origins)
    headers = {
        "Content-Security-Policy": _CSP.format(ancestors=ancestors),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
        "Cross-Origin-Opener-Policy": "same-origin",
    }

    @app.on_request
    async def check(request: Request) -> HTTPResponse | None:
        if request.method == "OPTIONS":
            return empty(204)
        _same_origin_or_listed(request, settings)
        if request.path.startswith(_INTEGRATORS) and settings.token:
            _bearer(request, settings.token)
        if request.path.startswith("/chat"):
            _rate(request, limiter, sessions)
        return None

    @app.on_response
    async def harden(request: Request, response: HTTPResponse) -> None:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        origin = request.headers.get("origin")
        if origin and origin in settings.origins:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
            response.headers["Access-Control-Allow-Methods"] = "GET, POST, DELETE, OPTIONS"
            response.headers["Vary"] = "Origin"
        if request.path.startswith("/chat"):
            response.headers["Cache-Control"] = "no-store"


def _same_origin_or_listed(request: Request, settings: Settings) -> None:
    """A browser says where a page came from; a page of another site may not speak for its visitor."""
    origin = request.headers.get("origin")
    if not origin or request.method in ("GET", "HEAD"):
        return
    if origin.split("://", 1)[-1] != request.host and origin not in settings.origins:
        raise Problem(403, "This page's address is not on the list of origins that may use the assistant.")


def _bearer(request: Request, token: str) -> None:
    given = request.headers.get("authorization", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        raise Problem(401)


def _rate(request: Request, limiter: MovingWindowRateLimiter, sessions: Sessions) -> None:
    address = request.remote_addr or request.ip
    allowed = limiter.hit(_PER_ADDRESS, "address", address)
    if allowed and request.path == "/chat/message":
        session = sessions.find(request)
        allowed = limiter.hit(_PER_SESSION, "session", session.sender if session else address)
    if allowed and request.path == "/chat/session" and request.method == "POST" and sessions.find(request) is None:
        allowed = limiter.hit(_NEW_SESSIONS, "new", address)
    if not allowed:
        raise Problem(429, retry_after=60)
