"""Pages and refusals name the numbers of the deployment's locale, as links that can be pressed."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from bot.web.calls import crisis_links, emergency_links, with_numbers
from bot.web.problems import problem

INDEX = Path(__file__).resolve().parents[2] / "bot/web/templates/index.html"


def _called(html: str) -> list[str]:
    return re.findall(r'href="tel:(\d+)"', html)


@pytest.mark.parametrize(
    ("locale", "emergency", "crisis"),
    [
        ("", ["112", "911", "999"], ["988", "116123"]),
        ("AU", ["000"], ["131114"]),
        ("GB", ["999"], ["116123"]),
        ("US", ["911"], ["988"]),
    ],
)
def test_the_numbers_of_the_locale_are_the_links(
    monkeypatch: pytest.MonkeyPatch, locale: str, emergency: list[str], crisis: list[str]
) -> None:
    monkeypatch.setenv("CALCI_LOCALE", locale)
    assert _called(emergency_links()) == emergency
    assert _called(crisis_links()) == crisis
    assert ("your local emergency number" in emergency_links()) == (locale == "")
    start = with_numbers(INDEX.read_text("utf-8"))
    assert _called(start) == emergency * 2  # without JavaScript, and among the limits


@pytest.mark.parametrize(
    "path",
    ["/topics", "/topics/sepsis", "/topics?q=my+husband+will+not+wake+up", "/topics?q=I+want+to+kill+myself"],
)
def test_no_page_links_to_a_number_of_another_country(
    web: httpx.Client, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    assert {"112", "911", "999"} <= set(_called(web.get(path).text))
    monkeypatch.setenv("CALCI_LOCALE", "AU")
    page = web.get(path).text
    assert set(_called(page)) == ({"000", "131114"} if "kill" in path else {"000"})
    assert "Lifeline" in page or "kill" not in path


@pytest.mark.parametrize("status", [429, 500, 503])
def test_refusals_name_the_number_of_the_locale(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    monkeypatch.setenv("CALCI_LOCALE", "AU")
    assert b"In an emergency call 000." in (problem(status).body or b"")
    monkeypatch.setenv("CALCI_LOCALE", "")
    assert b"112, 911 or 999" in (problem(status).body or b"")


def test_no_template_has_a_number_of_its_own() -> None:
    for path in (INDEX.parent / "encyclopedia").glob("*.html"):
        assert "tel:" not in path.read_text("utf-8"), path.name
