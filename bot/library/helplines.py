"""Whom to call, by the deployment's locale. The neutral numbers stand in code too: they outlive every other part."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any, Final

from bot.errors import ConfigError
from bot.library.current import document
from bot.settings import Settings

__all__ = ["NEUTRAL", "bare_numbers", "call_line", "check_locale", "emergency_phones", "helpline_card", "numbers"]

_log = logging.getLogger(__name__)
_Row = dict[str, Any]

# The row `default` of knowledge/helplines.yml (a test keeps the two alike), for when that cannot be read.
NEUTRAL: Final[_Row] = {
    "name": "anywhere",
    "emergency_number": "your local emergency number (112, 911 or 999)",
    "crisis_line": "a crisis line in your country (988 in the US and Canada, 116 123 in the UK, Ireland and several EU "
    "countries; others at findahelpline.com)",
    "short": {"emergency_number": "112 / 911 / 999", "crisis_line": "988 / 116 123 / findahelpline.com"},
    "phones": [
        {"label": "Emergency, most of the world and the EU", "number": "112", "kind": "emergency"},
        {"label": "Emergency, US and Canada", "number": "911", "kind": "emergency"},
        {"label": "Emergency, UK and Ireland", "number": "999", "kind": "emergency"},
        {"label": "Crisis line, US and Canada, call or text", "number": "988", "kind": "crisis"},
        {"label": "Crisis line, UK, Ireland and several EU countries", "number": "116123", "kind": "crisis"},
    ],
    "links": [{"label": "Find a helpline in your country", "url": "https://findahelpline.com", "kind": "crisis"}],
}


def numbers() -> dict[str, str]:
    """Placeholders of the reply texts: `emergency_number` and `crisis_line`."""
    row = helpline_card()
    return {"emergency_number": str(row["emergency_number"]), "crisis_line": str(row["crisis_line"])}


def bare_numbers() -> dict[str, str]:
    """The same as bare numbers, for texts in other languages: "112 / 911 / 999"."""
    return {name: str(text) for name, text in helpline_card()["short"].items()}


def call_line() -> str:
    """Whom to call, for wherever something is refused or fails: in an emergency, and in a crisis."""
    called = numbers()
    return (
        f"In an emergency call {called['emergency_number']}. "
        f"If you may harm yourself, you can also reach {called['crisis_line']}."
    )


def emergency_phones() -> list[dict[str, str]]:
    """The emergency numbers as `{label, number, kind}`, for links."""
    return [phone for phone in helpline_card()["phones"] if phone["kind"] == "emergency"]


def helpline_card() -> _Row:
    """The envelope's `helplines`: what a client can turn into telephone links. Never raises."""
    try:
        return _row(Settings.from_environment().locale)
    except Exception:  # noqa: BLE001 - these numbers are told when all else has failed
        return NEUTRAL


def check_locale(settings: Settings) -> None:
    """Read the row of `settings.locale` and keep it in memory; it is then told even when the file is lost.

    Warns of numbers that nobody has confirmed. `ConfigError` CF108 when there is no row of that name.
    """
    known = _known()
    if settings.locale and settings.locale not in known:
        raise ConfigError(
            f"{settings.locale!r} is no locale of knowledge/helplines.yml.",
            code="CF108",
            field="CALCI_LOCALE",
            remedy=f"Leave it empty for neutral wording, or write one of: {', '.join(sorted(known))}.",
        )
    row = _row(settings.locale)
    if row.get("checked_on") is None:
        _log.warning("Nobody has confirmed the emergency numbers of %s yet (knowledge/helplines.yml).", row["name"])


@lru_cache(maxsize=8)
def _row(locale: str) -> _Row:
    content = document("helplines")
    return dict(content["locales"].get(_known().get(locale)) or content["default"])


def _known() -> dict[str, str]:
    """Every name that `CALCI_LOCALE` may have, with the name of its row."""
    content = document("helplines")
    return {name: name for name in content["locales"]} | dict(content.get("aliases") or {})
