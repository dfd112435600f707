"""Jinja with everything escaped, and what all templates may use."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from sanic.response import HTTPResponse, html

from bot.library.model import Statement
from bot.web.assets import stamped
from bot.web.calls import crisis_links, emergency_links
from bot.web.encyclopedia import words

__all__ = ["anchor", "long_date", "page", "picture"]

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "encyclopedia"
_ROOT = re.compile(r"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)?<svg ", re.DOTALL)


def page(template: str, status: int = 200, **values: Any) -> HTTPResponse:
    """Render a template as a response."""
    return html(_environment().get_template(template).render(**values), status=status)


def anchor(statement: Statement) -> str:
    """Return the fragment of a statement (`s-…`): its id, with the `#` of an automatic id written `-`."""
    return f"s-{statement.id.replace('#', '-')}"


def long_date(value: str) -> str:
    """Return an ISO date as a person writes it: 21 November 2026."""
    day = dt.date.fromisoformat(value)
    return f"{day.day} {day:%B %Y}"


def sentence(text: str) -> str:
    """Return the text with its first letter made a capital, and nothing else changed."""
    return text[:1].upper() + text[1:]


def picture(svg: str) -> Markup:
    """Return a figure of the knowledge base for use inside a page; the page's style sheet gives it its colours."""
    return Markup(_ROOT.sub('<svg class="drawing" ', svg, count=1))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["anchor"] = anchor
    made.filters["long_date"] = long_date
    made.filters["sentence"] = sentence
    made.filters["stamped"] = stamped
    made.globals |= {"words": words, "emergency_links": emergency_links, "crisis_links": crisis_links}
    return made
