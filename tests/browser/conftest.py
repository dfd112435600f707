"""The real assistant in a process of its own, a real browser, and another origin that embeds the chat."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage

from scripts.gallery.visitor import Visitor
from tests.chromium import PATIENCE, WCAG, chromium

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Sites:
    """Where the assistant answers, and where a page of another origin embeds it."""

    assistant: str
    hospital: str


@pytest.fixture(scope="package")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """One server for all journeys, started as `make run` starts it, with conversations of its own."""
    from bot.engine.model import ensure_model
    from bot.settings import Settings

    settings = Settings.from_environment()
    ensure_model(settings)
    home = tmp_path_factory.mktemp("home")
    for name in ("model.tar.gz", "model.json"):
        shutil.copyfile(settings.home / name, home / name)
    found = Sites(f"http://127.0.0.1:{_free_port()}", f"http://127.0.0.1:{_free_port()}")
    port = str(urlsplit(found.assistant).port)
    environment = {**os.environ, "CALCI_HOME": str(home), "PORT": port, "CALCI_ORIGINS": found.hospital}
    server = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    hospital = _hospital(found)
    try:
        _answering(found.assistant, server)
        yield found
    finally:
        hospital.shutdown()
        hospital.server_close()
        server.terminate()
        server.wait(20)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _answering(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not become ready")


def _hospital(sites: Sites) -> ThreadingHTTPServer:
    """The page of docs/embed.md with exactly the policy that the document asks for."""
    document = (ROOT / "docs" / "embed.md").read_text(encoding="utf-8")
    example = re.search(r"```html\n(.*?)```", document, re.DOTALL)
    policy = re.search(r"```\n(script-src .*?)```", document, re.DOTALL)
    assert example and policy, "docs/embed.md has lost its example or its policy"
    html = example[1].replace("http://localhost:5005", sites.assistant).encode()
    allowed = policy[1].replace("https://assistant.hospital.example", sites.assistant).replace("\n", " ")

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", f"default-src 'none'; {allowed}")
            self.end_headers()
            self.wfile.write(html if self.path == "/" else b"")

        def log_message(self, *args: object) -> None:
            """Quiet."""

    running = ThreadingHTTPServer(("127.0.0.1", urlsplit(sites.hospital).port or 0), Page)
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return running


browser = pytest.fixture(scope="package")(chromium)


@pytest.fixture
def visit(browser: Browser, sites: Sites) -> Iterator[Callable[..., Visitor]]:
    """Open the chat as a phone shows it; a request elsewhere, a script error or a report of the policy is a fault."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []
    own = {urlsplit(sites.assistant).netloc, urlsplit(sites.hospital).netloc}

    def asked(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc not in own:
            faults.append(f"asks {url}")

    def said(message: ConsoleMessage) -> None:
        if message.type == "error" and "net::ERR_INTERNET_DISCONNECTED" not in message.text:
            faults.append(message.text)

    def make(address: str | None = None, path: str | None = "/", **settings: Any) -> Visitor:
        context = browser.new_context(
            **{"viewport": {"width": 390, "height": 844}, "reduced_motion": "reduce", **settings}
        )
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: asked(request.url))
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.on("console", said)
        contexts.append(context)
        visitor = Visitor(context.new_page(), address or sites.assistant)
        if path is not None:
            visitor.open(path)
        return visitor

    yield make
    for context in contexts:
        context.close()
    assert faults == []


def violations(visitor: Visitor) -> list[str]:
    """What axe finds on the page as it is now, as readable lines."""
    found = Axe().run(visitor.page, options={"runOnly": {"type": "tag", "values": WCAG}}).response["violations"]
    nodes = ((item["id"], node) for item in found for node in item["nodes"])
    return [
        f"{rule}: {node['target']} {node['failureSummary']}"
        for rule, node in nodes
        if "partially obscured" not in node["failureSummary"]  # by the fixed bar or field, a matter of scrolling
    ]
