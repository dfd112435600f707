"""The real browser that tests drive: found once, started in one way."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

__all__ = ["PATIENCE", "WCAG", "chromium"]

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE = 20_000  # milliseconds: a busy machine is no fault of the assistant
_PROGRAM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
_FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
expect.set_options(timeout=PATIENCE)


def chromium() -> Iterator[Browser]:
    """A running browser, for a fixture; tests that want one are skipped where there is none."""
    if not _PROGRAM:
        pytest.skip("no Chromium on this machine: set CHROMIUM or install the package chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=_PROGRAM, args=[*_FLAGS, "--no-first-run"])
        yield running
        running.close()
