"""Make the README's picture from the running assistant: `python -m scripts.screenshot http://localhost:5005`."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

TARGET = Path(__file__).resolve().parents[1] / "docs" / "images" / "chat.png"
_ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def main(address: str, question: str = "What is calciphylaxis?") -> None:
    """Ask one question in a real browser and keep the picture."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=_ARGUMENTS)
        page = browser.new_page(viewport={"width": 1000, "height": 1080}, device_scale_factor=1.5)
        page.goto(address)
        box = page.get_by_role("textbox")
        box.wait_for()
        box.fill(question)
        box.press("Enter")
        page.get_by_text("sources").first.wait_for(timeout=20_000)
        page.wait_for_timeout(800)
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=TARGET)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
