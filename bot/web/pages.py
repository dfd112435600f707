"""The page with the widget, what is said of privacy, and static files."""

from __future__ import annotations

from pathlib import Path

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.settings import Settings
from bot.web.assets import FOLDER, Asset, assets, stamped
from bot.web.calls import with_numbers
from bot.web.encyclopedia.rendering import page as rendered
from bot.web.privacy import privacy
from bot.web.problems import Problem

__all__ = ["blueprint"]

_PAGE = Path(__file__).resolve().parent / "templates" / "index.html"


def blueprint(settings: Settings) -> Blueprint:
    """`/`, `/privacy`, `/static/…` and the service worker at the root (its scope is the whole site)."""
    routes = Blueprint("pages")
    files = assets()
    page = _stamped(_PAGE)
    shell = _stamped(FOLDER / "sw.js")
    facts = privacy(settings)

    @routes.get("/")
    async def index(request: Request) -> HTTPResponse:
        return page.answer(request)

    @routes.get("/privacy")
    async def told(_: Request) -> HTTPResponse:
        return rendered("privacy.html", facts=facts)

    @routes.get("/static/<name:path>")
    async def static(request: Request, name: str) -> HTTPResponse:
        if name not in files:
            raise Problem(404)
        return files[name].answer(request)

    @routes.get("/sw.js")
    async def worker(request: Request) -> HTTPResponse:
        return shell.answer(request)

    return routes


def _stamped(path: Path) -> Asset:
    return Asset.of(stamped(with_numbers(path.read_text(encoding="utf-8"))).encode(), path.suffix)
