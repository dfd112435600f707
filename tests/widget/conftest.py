"""A real Chromium on the mock server.

Every page fails its test on a request to another host, a script error or a report of the content policy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page

from tests.chromium import PATIENCE, WCAG, chromium
from tests.widget.mock_server import MockServer

ARTEFACTS = Path(__file__).resolve().parents[2] / "test-artifacts" / "widget"
STATES = "topic clarify form labs risk refused prognosis differential summary emergency crisis".split()
EXPECTED_NOISE = ("Failed to load resource", "net::ERR_INTERNET_DISCONNECTED")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


browser = pytest.fixture(scope="package")(chromium)


@pytest.fixture
def server() -> Iterator[MockServer]:
    running = MockServer().start()
    yield running
    running.close()


def script(name: str) -> str:
    """JavaScript of `scripts/`, to be evaluated in the page."""
    return (Path(__file__).parent / "scripts" / f"{name}.js").read_text(encoding="utf-8")


class Chat:
    """What a person does and sees, in the words of the tests."""

    def __init__(self, page: Page, server: MockServer) -> None:
        self.page = page
        self.server = server
        self.root = page.locator("calci-chat")
        self.box = self.root.locator("textarea")
        self.log = self.root.get_by_role("log")
        self.alert = self.root.locator(".frame > [role=alert]")  # the conversation's; the file dialog has its own

    def open(self, path: str = "/") -> Chat:
        self.page.goto(self.server.url + path)
        self.root.locator(".log[aria-busy=false]").wait_for()
        return self

    def say(self, words: str) -> Locator:
        """Types, sends, waits for the answer and gives it back."""
        before = self.root.locator("article.bot").count()
        self.box.fill(words)
        self.box.press("Enter")
        answer = self.root.locator("article.bot").nth(before)
        answer.wait_for(timeout=PATIENCE)
        return answer

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    def menu(self) -> Locator:
        self.button("Menu").click()
        return self.root.get_by_role("dialog", name="Menu")

    def focused(self) -> str:
        """The accessible name, or the text, of what has the focus."""
        return str(self.page.evaluate(script("focused")))

    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def axe(self) -> list[str]:
        """The violations that axe finds, as readable lines."""
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": WCAG}}).response["violations"]
        return [f"{item['id']}: {node['target']} {node['failureSummary']}" for item in found for node in item["nodes"]]

    def shot(self, name: str, *, full: bool = True) -> None:
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=full)


class Watch:
    """Collects what must not happen."""

    def __init__(self, allowed: set[str]) -> None:
        self.allowed = allowed
        self.faults: list[str] = []

    def attach(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self.request(request.url))
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        context.on("console", self.console)

    def request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc not in self.allowed:
            self.faults.append(f"request to another host: {url}")

    def console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(noise in message.text for noise in EXPECTED_NOISE):
            self.faults.append(f"console: {message.text}")


@pytest.fixture
def open_chat(browser: Browser, server: MockServer) -> Iterator[Callable[..., Chat]]:
    """Opens the page in a fresh context; keyword arguments are Playwright's. `path=None` leaves it blank."""
    contexts: list[BrowserContext] = []
    watch = Watch({urlsplit(server.url).netloc})

    def make(path: str | None = "/", **settings: Any) -> Chat:
        settings.setdefault("viewport", {"width": 1000, "height": 800})
        settings.setdefault("reduced_motion", "reduce")
        context = browser.new_context(**settings)
        context.set_default_timeout(PATIENCE)
        watch.attach(context)
        contexts.append(context)
        chat = Chat(context.new_page(), server)
        return chat.open(path) if path is not None else chat

    make.watch = watch  # type: ignore[attr-defined]
    yield make
    for context in contexts:
        context.close()
    assert watch.faults == []


@pytest.fixture
def chat(open_chat: Callable[..., Chat]) -> Chat:
    return open_chat()
