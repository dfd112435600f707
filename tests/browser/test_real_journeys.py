"""A person in a real browser with the real assistant: nothing in between is played by anything else.

The server of these journeys is a process of its own, started as `make run` starts it, with its own conversations.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.server,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def address(agent: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The assistant on a free port, with the model that the other tests use and a home folder of its own."""
    from bot.settings import Settings

    home = tmp_path_factory.mktemp("home")
    for name in ("model.tar.gz", "model.json"):
        shutil.copyfile(Settings.from_environment().home / name, home / name)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "CALCI_HOME": str(home), "PORT": str(port)}
    server = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    try:
        yield _answering(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        server.wait(20)


def _answering(address: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(600):
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=2) as answer:
                if answer.status == 200:
                    return address
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not become ready")


@pytest.fixture
def page(address: str) -> Iterator[Any]:
    """The page as a phone shows it; a request to another host or a script error fails the test."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        shown = browser.new_page(viewport={"width": 390, "height": 844})
        faults: list[str] = []
        shown.on("request", lambda r: _own(r.url, address) or faults.append(r.url))
        shown.on("pageerror", lambda error: faults.append(str(error)))
        shown.goto(address)
        shown.get_by_role("textbox").wait_for()
        yield shown
        browser.close()
        assert faults == []


def _own(url: str, address: str) -> bool:
    return urlsplit(url).netloc == urlsplit(address).netloc or url.startswith(("data:", "blob:"))


def _say(page: Any, text: str, expect: str) -> None:
    box = page.get_by_role("textbox")
    box.fill(text)
    box.press("Enter")
    page.get_by_role("log").get_by_text(expect).last.wait_for(timeout=15_000)


def test_ask_press_a_button_fill_the_form_and_see_the_result(page: Any, artefacts: Path) -> None:
    _say(page, "What is calciphylaxis?", "tiny blood vessels in the skin")
    page.get_by_role("button", name="What are the symptoms of calciphylaxis?").last.click()
    page.get_by_role("log").get_by_text("What are the symptoms of calciphylaxis?").first.wait_for()
    _say(page, "Please estimate my risk. I am 58, male, on haemodialysis, no skin changes", "last calcium result")
    _say(page, "calcium 9.6 mg/dL, phosphate 6.5 mg/dL", "the last albumin result")
    for expected in (
        "parathyroid hormone",
        "What is your BMI",
        "Do you have diabetes",
        "take warfarin",
        "very uncertain",
    ):
        _say(page, "skip", expected)
        page.wait_for_timeout(900)  # the same words within 800 ms count as a double tap
    page.get_by_role("log").get_by_text("Out of 1,000").last.wait_for()
    page.screenshot(path=artefacts / "real-estimate.png")


def test_an_emergency_is_told_before_anything_else_and_announced_assertively(page: Any, artefacts: Path) -> None:
    _say(page, "my husband won't wake up", "emergency number")
    alert = page.get_by_role("alert")
    assert "emergency" in alert.first.inner_text().lower()
    assert page.locator("a[href^='tel:']").count() >= 1
    page.screenshot(path=artefacts / "real-emergency.png")


def test_the_conversation_is_still_there_after_a_reload(page: Any) -> None:
    _say(page, "is it contagious?", "catch")
    page.reload()
    page.get_by_role("log").get_by_text("is it contagious?").wait_for(timeout=15_000)
