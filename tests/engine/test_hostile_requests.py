"""The real server under a corpus of hostile requests: no 5xx, no echo of markup, no change for others, right after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.hostile.attack import attack_bodies, attack_chat, attack_places, attack_types
from tests.hostile.checks import Bystander, fault
from tests.hostile.texts import all_texts
from tests.hostile.wire import WIRE, exchange, statuses

pytestmark = [pytest.mark.server, pytest.mark.slow]

_TOKEN = "a token of this test"


@pytest.fixture(scope="module")
def hostile(new_home: Callable[[], Path]) -> Iterator[tuple[Any, httpx.Client]]:
    """One server for all attacks, behind a pretended proxy so that each attack has an address of its own."""
    from tests.engine.conftest import Server

    server = Server(new_home(), CALCI_PROXIES="1", CALCI_TOKEN=_TOKEN)
    try:
        server.wait()
        server.http.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        yield server, server.http
    finally:
        if server.process.poll() is None:
            server.kill()
        server.http.close()


@pytest.fixture
def bystander(hostile: tuple[Any, httpx.Client]) -> Iterator[None]:
    """Somebody whose conversation must not notice the attack."""
    server, http = hostile
    somebody = Bystander(http, server.home / "conversations.db")
    yield
    assert server.process.poll() is None
    assert somebody.complaint() is None
    assert "Traceback" not in server.output() and "incident=" not in server.output()


@pytest.mark.usefixtures("bystander")
def test_hostile_messages(hostile: tuple[Any, httpx.Client]) -> None:
    assert list(attack_chat(hostile[1], all_texts())) == []


@pytest.mark.usefixtures("bystander")
def test_hostile_texts_in_every_field(hostile: tuple[Any, httpx.Client]) -> None:
    assert list(attack_places(hostile[1], all_texts(), _TOKEN, every=7)) == []


@pytest.mark.usefixtures("bystander")
def test_bodies_that_nobody_wants(hostile: tuple[Any, httpx.Client]) -> None:
    assert list(attack_bodies(hostile[1], _TOKEN)) == []


@pytest.mark.usefixtures("bystander")
def test_odd_content_types(hostile: tuple[Any, httpx.Client]) -> None:
    assert list(attack_types(hostile[1], _TOKEN)) == []


@pytest.mark.usefixtures("bystander")
def test_what_only_a_socket_can_send(hostile: tuple[Any, httpx.Client]) -> None:
    server, _ = hostile
    answers = {name: statuses(exchange(server.port, sent, wait=0.1)) for name, sent in WIRE.items()}
    assert {name: found for name, found in answers.items() if any(s >= 500 for s in found)} == {}
    assert answers["expect"] == [100, 401]  # it was read to its end: the token is what lacks


@pytest.mark.usefixtures("bystander")
def test_a_body_that_comes_slowly_holds_nobody_up(hostile: tuple[Any, httpx.Client]) -> None:
    import threading

    server, http = hostile
    sent, slow = WIRE["expect"].replace(b"Expect: 100-continue\r\n", b""), list[bytes]()
    senders = [
        threading.Thread(target=lambda: slow.append(exchange(server.port, sent, by=20, pause=0.2, wait=5)))
        for _ in range(20)
    ]
    for sender in senders:
        sender.start()
    assert http.get("/health", timeout=2).status_code == 200
    for sender in senders:
        sender.join()
    assert [statuses(answer) for answer in slow] == [[401]] * 20


@pytest.mark.parametrize(
    ("status", "kind", "body", "sent", "wrong"),
    [
        (500, "application/problem+json", b"{}", "", "status 500"),
        (200, "application/json", b'"<script>alert"', "x <script>alert(1)", "echo of"),
        (200, "application/json", b'"&lt;script>alert"', "x <script>alert(1)", None),
        (400, "text/html", b"no", "", "no problem document"),
        (200, "text/plain", b"Traceback (most recent call last)", "", "a stack trace"),
    ],
)
def test_the_check_knows_a_bad_answer(status: int, kind: str, body: bytes, sent: str, wrong: str | None) -> None:
    headers = {"content-type": kind, "x-content-type-options": "nosniff"}
    found = fault(httpx.Response(status, headers=headers, content=body), sent)
    assert (found is None) is (wrong is None) and (found or "").startswith(wrong or "")
