"""`python -m scripts.gallery http://localhost:5005 [journey …]`: every state at three sizes, light and dark.

Pictures go to `test-artifacts/gallery`. A state that axe, a script error, the content policy, a request to another host
or sideways scrolling finds fault with is named, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from scripts.gallery.journeys import JOURNEYS
from scripts.gallery.visitor import Visitor

__all__ = ["main", "take"]

SIZES = {360: 740, 768: 1024, 1280: 900}
_TARGET = Path(__file__).resolve().parents[2] / "test-artifacts" / "gallery"
_FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_UNDER = "partially obscured"  # by the fixed bar or field: a matter of where the picture was taken
_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def take(browser: Browser, address: str, journey: str, size: tuple[int, int], scheme: str, target: Path) -> list[str]:
    """Go one journey; write `<state>-<width>-<scheme>.png` for each state; answer with the faults seen."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    faults: list[str] = []
    own = urlsplit(address).netloc

    def asked(request: Request) -> None:
        if _foreign(request.url, own):
            faults.append(f"{journey}: asks {request.url}")

    def said(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            faults.append(f"{journey}: {message.text}")

    page.on("pageerror", lambda error: faults.append(f"{journey}: script error: {error}"))
    page.on("request", asked)
    page.on("console", said)
    try:
        for state in JOURNEYS[journey](Visitor(page, address)):
            name = f"{state}-{size[0]}-{scheme}"
            page.screenshot(path=target / f"{name}.png")
            faults += [f"{name}: {words}" for words in _judge(page)]
        page.screenshot(path=target / f"{journey}-whole-{size[0]}-{scheme}.png", full_page=True)
    except (PlaywrightError, AssertionError) as error:
        faults.append(f"{journey} {size[0]} {scheme} ended early: {error}")
        page.screenshot(path=target / f"{journey}-stopped-{size[0]}-{scheme}.png")
    finally:
        context.close()
    return faults


def _foreign(url: str, own: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != own


def _judge(page: Page) -> Iterator[str]:
    found: list[dict[str, Any]] = (
        Axe().run(page, options={"runOnly": {"type": "tag", "values": _RULES}}).response["violations"]
    )
    for item in found:
        for node in item["nodes"]:
            if _UNDER in node["failureSummary"]:
                continue
            yield f"{item['id']} {node['target']} {node['failureSummary']}"
    wider = page.evaluate(_SIDEWAYS)
    if wider > 0:
        yield f"{wider} pixels wider than the window"


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the gallery from a running assistant."""
    parser = argparse.ArgumentParser(prog="python -m scripts.gallery", description=__doc__)
    parser.add_argument("address")
    parser.add_argument("journeys", nargs="*", help=", ".join(JOURNEYS))
    parser.add_argument("--width", type=int, action="append", choices=list(SIZES))
    parser.add_argument("--scheme", action="append", choices=["light", "dark"])
    parser.add_argument("--out", type=Path, default=_TARGET)
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    faults: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=_FLAGS)
        for name, width, scheme in itertools.product(
            given.journeys or list(JOURNEYS), given.width or list(SIZES), given.scheme or ["light", "dark"]
        ):
            faults += take(browser, given.address.rstrip("/"), name, (width, SIZES[width]), scheme, given.out)
            sys.stdout.write(f"{name} {width} {scheme}\n")
            sys.stdout.flush()
        browser.close()
    sys.stdout.write("\n".join(faults) + ("\n" if faults else ""))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
