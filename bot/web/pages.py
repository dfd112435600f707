"""The page with the widget, and static files."""

from __future__ import annotations

from pathlib import Path

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, html, raw

from bot.web.problems import Problem

__all__ = ["blueprint"]

_HERE = Path(__file__).resolve().parent
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".png": "image/png",
}


def blueprint() -> Blueprint:
    """`/`, `/static/…` and the service worker at the root (its scope is the whole site)."""
    routes = Blueprint("pages")
    files = {p.relative_to(_HERE / "static").as_posix(): p for p in (_HERE / "static").rglob("*") if p.is_file()}
    page = (_HERE / "templates" / "index.html").read_text(encoding="utf-8")

    @routes.get("/")
    async def index(_: Request) -> HTTPResponse:
        return html(page)

    @routes.get("/static/<name:path>")
    async def static(_: Request, name: str) -> HTTPResponse:
        return _file(files.get(name))

    @routes.get("/sw.js")
    async def worker(_: Request) -> HTTPResponse:
        return _file(files.get("sw.js"))

    return routes


def _file(path: Path | None) -> HTTPResponse:
    """Only files that were there at start are served: no path of a request ever reaches the file system."""
    if path is None:
        raise Problem(404)
    headers = {"Cache-Control": "no-cache"}
    return raw(path.read_bytes(), content_type=_TYPES.get(path.suffix, "application/octet-stream"), headers=headers)
