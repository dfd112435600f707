"""The page of docs/embed.md, on another origin, under a strict policy."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import Chat
from tests.widget.mock_server import MockServer

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "embed.md"


def example() -> str:
    found = re.search(r"```html\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert found, "docs/embed.md has lost its example"
    return found.group(1)


@pytest.fixture
def hospital(server: MockServer) -> Iterator[str]:
    """Another origin that serves the document's page, with only the policy that the document asks for."""
    html = example().replace("http://localhost:5005", server.url).encode()

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header(
                "Content-Security-Policy", f"default-src 'none'; script-src {server.url}; connect-src {server.url}"
            )
            self.end_headers()
            self.wfile.write(html if self.path == "/" else b"")

        def log_message(self, *args: object) -> None:
            """Quiet."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    running.server_close()


@pytest.fixture
def embedded(open_chat: Callable[..., Chat], hospital: str, server: MockServer) -> Chat:
    server.state.cors = hospital
    open_chat.watch.allowed.add(urlsplit(hospital).netloc)  # type: ignore[attr-defined]
    chat = open_chat(path=None)
    chat.page.goto(hospital)
    chat.root.get_by_role("button", name="Ask about calciphylaxis").click()
    chat.root.locator(".log[aria-busy=false]").wait_for()
    return chat


def test_the_documented_page_works_on_another_origin(embedded: Chat) -> None:
    assert embedded.focused() == "Write your message"
    expect(embedded.log).to_contain_text("Hello from the kidney unit.")
    expect(embedded.say("topic")).to_contain_text("rare disease of small blood vessels")
    assert embedded.axe() == []


def test_another_origin_gets_no_cookie_but_a_token_for_the_tab(embedded: Chat, hospital: str) -> None:
    embedded.say("topic")
    assert embedded.page.context.cookies() == []
    assert embedded.page.evaluate("sessionStorage.length") == 1
    embedded.page.goto(hospital)
    embedded.root.get_by_role("button", name="Ask about calciphylaxis").click()
    expect(embedded.root.locator(".said")).to_have_text("topic")


def test_escape_closes_the_panel_and_the_focus_returns_to_the_button(embedded: Chat) -> None:
    embedded.page.keyboard.press("Escape")
    assert embedded.focused() == "Ask about calciphylaxis"
    embedded.page.keyboard.press("Enter")
    assert embedded.focused() == "Write your message"


def test_escape_in_a_dialog_closes_only_the_dialog(embedded: Chat) -> None:
    embedded.menu()
    embedded.page.keyboard.press("Escape")
    expect(embedded.button("Menu")).to_be_focused()


def test_the_panel_fills_a_phone(open_chat: Callable[..., Chat], hospital: str, server: MockServer) -> None:
    server.state.cors = hospital
    open_chat.watch.allowed.add(urlsplit(hospital).netloc)  # type: ignore[attr-defined]
    chat = open_chat(path=None, viewport={"width": 360, "height": 700})
    chat.page.goto(hospital)
    chat.root.get_by_role("button", name="Ask about calciphylaxis").click()
    chat.say("labs")
    assert chat.root.locator(".frame").bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 700}
    chat.shot("embedded-corner-360", full=False)


def test_every_attribute_of_the_element_is_documented() -> None:
    source = (Path(__file__).resolve().parents[2] / "bot/web/widget/src/element.ts").read_text(encoding="utf-8")
    block = source[source.index("static override properties") : source.index("cat: { state")]
    declared = re.findall(r"(\w+): \{(?! state)(?: attribute: '([\w-]+)')?", block.split("{", 1)[1])
    attributes = [attribute or name for name, attribute in declared]
    assert {"endpoint", "position", "open"} <= set(attributes)
    text = DOCUMENT.read_text(encoding="utf-8")
    assert [name for name in attributes if f"| `{name}` |" not in text] == []
