"""The encyclopedia in a real Chromium, scripts off: accessibility, narrow and dark screens, print, keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.chromium import WCAG, chromium

pytestmark = pytest.mark.browser

PAGES = {
    "index": "/topics",
    "search": "/topics?q=pain",
    "nothing": "/topics?q=zzqqxx",
    "alarm": "/topics?q=he+will+not+wake+up",
    "topic": "/topics/lesion_sites?voice=patient",
    "map": "/topics/treatment_overview",
    "case": "/topics/case",
    "step": "/topics/case/history?answer=0",
    "differential": "/topics/differential?f=painful&f=crackling",
    "evidence": "/about/evidence",
    "words": "/words",
    "missing": "/topics/thiosulfat",
}


browser = pytest.fixture(scope="module")(chromium)


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open a page in a fresh context; a request to another host, or a report of the security policy, is a fault."""
    contexts, faults = [], []

    def watch(url: str) -> None:
        if urlsplit(url).scheme in ("http", "https") and not url.startswith(site):
            faults.append(url)

    def make(path: str, width: int = 1000, **settings: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, **settings)
        context.set_default_timeout(20_000)
        context.on("request", lambda request: watch(request.url))
        context.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
        contexts.append(context)
        page = context.new_page()
        page.goto(site + path)
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response["violations"]
    return [f"{item['id']}: {node['target']} {node['failureSummary']}" for item in found for node in item["nodes"]]


@pytest.mark.parametrize(
    ("scheme", "width", "names"),
    [("light", 1000, ("search", "topic", "step")), ("dark", 360, ("index", "alarm", "evidence", "case"))],
)
def test_axe_finds_nothing(
    visit: Callable[..., Page], artefacts: Path, scheme: str, width: int, names: Sequence[str]
) -> None:
    faults = []
    for name in names:
        page = visit(PAGES[name], width, color_scheme=scheme)
        faults += [f"{name} {each}" for each in violations(page)]
        page.screenshot(path=artefacts / f"encyclopedia-{name}-{scheme}.png", full_page=True)
        page.context.close()
    assert faults == []


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "name"), [("light", "map"), ("dark", "differential")])
def test_axe_finds_nothing_on_the_long_pages(
    visit: Callable[..., Page], artefacts: Path, scheme: str, name: str
) -> None:
    page = visit(PAGES[name], 768, color_scheme=scheme)
    assert violations(page) == []
    page.screenshot(path=artefacts / f"encyclopedia-{name}-{scheme}.png", full_page=True)


@pytest.mark.parametrize("path", PAGES.values())
def test_nothing_is_wider_than_a_narrow_screen(visit: Callable[..., Page], path: str) -> None:
    page = visit(path, 320, java_script_enabled=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_it_works_without_scripts(visit: Callable[..., Page]) -> None:
    page = visit("/topics", java_script_enabled=False)
    page.get_by_label("Search the encyclopedia").fill("oxygen chamber")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Hyperbaric oxygen").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Hyperbaric oxygen"
    page.get_by_role("link", name="For clinicians").first.click()
    assert "voice=clinician" in page.url
    assert page.get_by_role("heading", name="In plain words").count() == 0


def test_the_case_works_without_scripts(visit: Callable[..., Page]) -> None:
    page = visit("/topics/case", java_script_enabled=False)
    page.get_by_role("link", name="Start with step 1").click()
    page.get_by_label("Painful plaques of both legs in someone on dialysis").check()
    page.get_by_label("Calcium carbonate and calcitriol").check()
    page.get_by_role("button", name="Check my answer").click()
    assert page.get_by_role("heading", name="That is right.").is_visible()
    page.get_by_role("link", name="Next: The blood tests").click()
    assert page.get_by_text("Step 2 of 9").is_visible()


def test_findings_are_ranked_without_scripts(visit: Callable[..., Page]) -> None:
    page = visit("/topics/differential", java_script_enabled=False)
    page.get_by_label("Net-like purple pattern").check()
    page.get_by_label("Black crust").check()
    page.get_by_role("button", name="Show look-alikes").click()
    first = page.locator(".ranking .hits li").first
    assert first.get_by_role("link", name="Calciphylaxis").is_visible()
    assert page.get_by_label("Black crust").is_checked()


def test_the_first_tab_skips_to_the_content(visit: Callable[..., Page]) -> None:
    page = visit("/topics/ulcers")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_statement_can_be_linked_to(visit: Callable[..., Page]) -> None:
    page = visit("/topics/lesion_sites#s-sites_german_registry")
    box = page.locator("#s-sites_german_registry").bounding_box()
    assert box and 0 <= box["y"] < 800


def test_targets_are_large_enough_for_a_thumb(visit: Callable[..., Page]) -> None:
    page = visit("/topics/lesion_sites", 360)
    small = page.evaluate(
        """() => [...document.querySelectorAll('main a, main button, main input, main summary')]
        .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect(), getComputedStyle(e).display])
        .filter(([, box, shown]) => box.width && shown !== 'inline' && Math.min(box.width, box.height) < 24)
        .map(([html]) => html)"""
    )
    assert small == []


def test_print_shows_the_text_and_drops_the_rest(visit: Callable[..., Page], artefacts: Path) -> None:
    page = visit("/topics/lesion_sites", color_scheme="dark")
    page.emulate_media(media="print")
    assert not page.locator(".voices").is_visible()
    assert not page.locator(".permalink").first.is_visible()
    assert page.locator(".references").is_visible()
    assert page.locator(".badge").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.pdf(path=artefacts / "encyclopedia-print.pdf")
    page.screenshot(path=artefacts / "encyclopedia-print.png", full_page=True)


def test_marked_words_are_seen_in_forced_colours(visit: Callable[..., Page]) -> None:
    page = visit("/topics?q=pain", forced_colors="active")
    assert page.locator("mark").first.is_visible()
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
