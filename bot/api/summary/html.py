"""The summary as one printable HTML page: everything escaped, no script, its only style named by hash in the CSP."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from bot.api.summary.sparkline import sparkline
from bot.api.summary.view import View

__all__ = ["as_html", "policy"]

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


def as_html(page: View) -> str:
    """Return the page as HTML."""
    return _template().render(page=page, css=Markup(_css()), sparkline=sparkline)


def policy() -> str:
    """Return the Content-Security-Policy of the page: nothing but its own style."""
    digest = base64.b64encode(hashlib.sha256(_css().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    env = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return env.get_template("summary.html")


@lru_cache(maxsize=1)
def _css() -> str:
    return (_TEMPLATES / "summary.css").read_text(encoding="utf-8")
