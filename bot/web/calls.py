"""The numbers to call as links on pages: those of the deployment's locale."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from bot.library.helplines import NEUTRAL, emergency_phones, helpline_card

__all__ = ["crisis_links", "emergency_links", "with_numbers"]

# Pages that are served as they are hold the neutral numbers in this element, and keep them where nothing is filled in.
_PLACE = re.compile(r'(<span data-numbers="emergency">).*?(</span>)', re.DOTALL)
_WRITTEN = re.compile(r"\btext\b", re.IGNORECASE)
_CALLED = re.compile(r"\bcall\b", re.IGNORECASE)
_NEUTRAL = [phone for phone in NEUTRAL["phones"] if phone["kind"] == "emergency"]


def emergency_links() -> Markup:
    """ "112, 911, 999 or your local emergency number" as links; with a locale its own numbers only."""
    phones = emergency_phones()
    links = [_link(phone["number"]) for phone in phones]
    return _joined([*links, Markup("your local emergency number")] if phones == _NEUTRAL else links)


def crisis_links() -> Markup:
    """The crisis lines, each with its name."""
    phones = [phone for phone in helpline_card()["phones"] if phone["kind"] == "crisis"]
    named = [Markup("{} ({})").format(_number(phone), phone["label"]) for phone in phones]
    return _joined(named)


def with_numbers(html: str) -> str:
    """A page with the numbers of the locale in the places kept for them."""
    return _PLACE.sub(lambda place: f"{place[1]}{emergency_links()}{place[2]}", html)


def _number(phone: dict[str, str]) -> Markup:
    """A number that only takes text messages is no call link."""
    silent = _WRITTEN.search(phone["label"]) and not _CALLED.search(phone["label"])
    return escape(phone["number"]) if silent else _link(phone["number"])


def _link(number: str) -> Markup:
    return Markup('<a href="tel:{0}">{0}</a>').format(number)


def _joined(parts: Sequence[Markup]) -> Markup:
    *most, last = parts
    return Markup(" or ").join([Markup(", ").join(most), last]) if most else last
