"""Whom to call: the deployment's numbers in every place that names one, neutral ones when all else is lost."""

from __future__ import annotations

import datetime as dt
import logging
import re
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from bot.errors import ConfigError
from bot.library import helplines
from bot.library.paths import content_dir, repository_root
from bot.library.store import KnowledgeBase
from bot.settings import Settings

from .conftest import TODAY, Maker

CONTENT: dict[str, Any] = yaml.safe_load((content_dir() / "helplines.yml").read_text("utf-8"))


@pytest.fixture
def locale(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda name: monkeypatch.setenv("CALCI_LOCALE", name)


def test_the_numbers_kept_in_code_are_those_of_the_file() -> None:
    assert {key: CONTENT["default"][key] for key in helplines.NEUTRAL} == helplines.NEUTRAL


def test_without_a_locale_the_wording_is_neutral(locale: Callable[[str], None]) -> None:
    locale("")
    emergency, crisis = helplines.call_line().split(". ", 1)
    assert emergency == "In an emergency call your local emergency number (112, 911 or 999)"
    assert "harm yourself" in crisis and "988" in crisis and "116 123" in crisis
    assert [phone["number"] for phone in helplines.emergency_phones()] == ["112", "911", "999"]


@pytest.mark.parametrize(
    ("name", "number", "crisis"),
    [
        ("GB", "999", "116 123"),
        ("en_GB", "999", "116 123"),
        ("en-gb", "999", "116 123"),
        ("gb", "999", "116 123"),
        ("en_GB.UTF-8", "999", "116 123"),
        ("de_AT@euro", "112", "116 123"),
        ("uk", "999", "116 123"),
        ("DE", "112", "116 123"),
        ("AU", "000", "13 11 14"),
    ],
)
def test_a_country_by_its_own_name(locale: Callable[[str], None], name: str, number: str, crisis: str) -> None:
    locale(name)
    assert helplines.numbers()["emergency_number"] == number
    assert helplines.call_line().startswith(f"In an emergency call {number}. ") and crisis in helplines.call_line()
    assert helplines.bare_numbers() == {"emergency_number": number, "crisis_line": crisis}


def test_every_country_of_the_operations_page_has_a_row() -> None:
    page = (repository_root() / "docs" / "operations.md").read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if line.startswith("| `CALCI_LOCALE`"))
    named = re.findall(r"`([A-Z]{2})`", row)
    assert set(CONTENT["locales"]) <= set(named), "docs/operations.md leaves out a country that has numbers"
    for name in (*named, *CONTENT["aliases"], ""):
        helplines.check_locale(Settings(locale=name))


@pytest.mark.parametrize("name", ["XX", "ENGLAND", "EN"])
def test_a_locale_without_a_row_stops_the_start_and_is_named(name: str) -> None:
    with pytest.raises(ConfigError, match=rf"CF108 \[CALCI_LOCALE\].*{name}.*\bGB\b.*\bUS\b"):
        helplines.check_locale(Settings(locale=name))


def test_the_server_does_not_start_with_a_locale_that_is_none(agent: Any) -> None:
    from bot.engine.agent import load

    with pytest.raises(ConfigError, match="CF108"):
        load(Settings(home=Settings.from_environment().home, locale="XX"), remember=False)


def test_numbers_that_nobody_confirmed_are_named_at_the_start(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        helplines.check_locale(Settings(locale="US"))
        assert caplog.text == ""
        helplines.check_locale(Settings(locale="NZ"))
    assert "New Zealand" in caplog.text and "confirmed" in caplog.text


def test_a_lost_file_costs_neither_the_numbers_read_before_nor_the_neutral_ones(
    locale: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: Any) -> Any:
        raise sqlite3.OperationalError("unable to open database file")

    helplines._row.cache_clear()
    helplines.check_locale(Settings(locale="AU"))
    monkeypatch.setattr(KnowledgeBase, "document", gone)
    locale("AU")
    assert helplines.numbers()["emergency_number"] == "000"
    locale("NZ")
    assert helplines.helpline_card() == helplines.NEUTRAL


def _helplines(maker: Maker, **row: Any) -> list[Any]:
    changed = {key: value for key, value in CONTENT.items() if key not in ("locales", "aliases")}
    changed |= {"locales": {"US": CONTENT["locales"]["US"] | row}, "aliases": {"USA": "US"}}
    maker.write("helplines.yml", changed)
    return [item for item in maker.faults() if item.file.endswith("helplines.yml")]


def test_numbers_looked_up_not_long_ago_are_no_fault(maker: Maker) -> None:
    assert _helplines(maker) == []
    assert _helplines(maker, checked_on=TODAY - dt.timedelta(days=180)) == []


@pytest.mark.parametrize(
    ("checked_on", "said"), [(TODAY - dt.timedelta(days=181), "181 days ago"), (None, "never looked up")]
)
def test_numbers_looked_up_long_ago_or_never_are_warned_of(maker: Maker, checked_on: Any, said: str) -> None:
    (found,) = _helplines(maker, checked_on=checked_on)
    assert (found.code, found.severity, found.field) == ("CX408", "warning", "locales.US.checked_on")
    assert said in found.message


def test_all_that_nobody_looked_up_is_one_warning(maker: Maker) -> None:
    maker.write("helplines.yml", CONTENT)
    (found,) = [item for item in maker.faults() if item.code == "CX408" and "never" in item.message]
    never = [row["name"] for row in CONTENT["locales"].values() if row["checked_on"] is None]
    assert len(never) > 1 and all(name in found.message for name in never)


def test_a_row_that_cannot_be_used_and_an_alias_to_nowhere_are_faults(maker: Maker) -> None:
    assert {item.code for item in _helplines(maker, phones=[{"label": "x", "number": "call me"}])} >= {"CX104"}
    maker.write("helplines.yml", CONTENT | {"aliases": {"GB": "XX"}})
    assert [item.code for item in maker.faults() if "aliases" in item.field] == ["CX401"]
