"""The page with the widget, and static files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

from bot.web.problems import Problem

__all__ = ["blueprint"]

_HERE = Path(__file__).resolve().parent
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".png": "image/png",
}


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes
    media_type: str
    tag: str

    @classmethod
    def read(cls, path: Path) -> _File:
        content = path.read_bytes()
        tag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
        return cls(content, _TYPES.get(path.suffix, "application/octet-stream"), tag)


def blueprint() -> Blueprint:
    """`/`, `/static/…` and the service worker at the root (its scope is the whole site).

    Files are read once, at start: no path of a request ever reaches the file system.
    """
    routes = Blueprint("pages")
    static_files = _HERE / "static"
    files = {p.relative_to(static_files).as_posix(): _File.read(p) for p in static_files.rglob("*") if p.is_file()}
    page = _File.read(_HERE / "templates" / "index.html")

    @routes.get("/")
    async def index(request: Request) -> HTTPResponse:
        return _answer(request, page)

    @routes.get("/static/<name:path>")
    async def static(request: Request, name: str) -> HTTPResponse:
        return _answer(request, files.get(name))

    @routes.get("/sw.js")
    async def worker(request: Request) -> HTTPResponse:
        return _answer(request, files.get("sw.js"))

    return routes


def _answer(request: Request, file: _File | None) -> HTTPResponse:
    if file is None:
        raise Problem(404)
    headers = {"Cache-Control": "no-cache", "ETag": file.tag}
    if request.headers.get("if-none-match") == file.tag:
        return empty(304, headers)
    return raw(file.content, content_type=file.media_type, headers=headers)
