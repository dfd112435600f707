"""Limits and bad input: each is refused plainly, as a problem document, and the server goes on."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from limits import RateLimitItemPerMinute

from bot.web import problems, rates, rest
from tests.web.test_channel import REST, is_problem, new_session, say, start, web

__all__ = ["start", "web"]


def test_too_many_messages_are_slowed_down_with_the_emergency_numbers(web: httpx.Client) -> None:
    who = new_session(web)
    statuses = [say(web, "hello", who, id="the same id").status_code for _ in range(31)]
    assert statuses == [200] * 30 + [429]
    refused = say(web, "hello", who)
    assert is_problem(refused, 429) and "112, 911 or 999" in refused.json()["detail"]
    assert refused.headers["retry-after"] == "60"
    assert say(web, "hello", new_session(web)).status_code == 200  # somebody else is not slowed down


@pytest.mark.parametrize(
    ("words", "label", "said"),
    [
        ("I took all my pills and want to die", "crisis", "988"),
        ("my husband is not breathing", "emergency", "Call your local emergency number (112, 911 or 999) now"),
    ],
)
def test_a_message_that_comes_too_fast_is_heard_by_the_gate_all_the_same(
    web: httpx.Client, monkeypatch: pytest.MonkeyPatch, words: str, label: str, said: str
) -> None:
    monkeypatch.setattr(rates, "_PER_SESSION", RateLimitItemPerMinute(1))
    who = new_session(web)
    assert say(web, "hello", who).status_code == 200
    refused = say(web, words, who)
    assert is_problem(refused, 429) and refused.json()[label] is True and refused.json()["helplines"]
    detail = refused.json()["detail"]
    assert said in detail and detail.index("112") < detail.index("too fast") and "failed" not in detail
    calm = say(web, "what is a skin biopsy?", who).json()
    assert not {"crisis", "emergency"} & calm.keys() and "112, 911 or 999" in calm["detail"] and "988" in calm["detail"]


@pytest.mark.parametrize("body", [{"id": "12345678", "text": 5}, {"text": None}, [], "no json"])
def test_a_refused_body_of_any_kind_is_refused_plainly(
    web: httpx.Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, body: object
) -> None:
    monkeypatch.setattr(rates, "_PER_SESSION", RateLimitItemPerMinute(1))
    who = new_session(web)
    say(web, "hello", who)
    raw = {"content": body} if isinstance(body, str) else {"json": body}
    assert is_problem(web.post("/chat/message", headers=who, **raw), 429)
    assert "where=refused" not in caplog.text  # a flood of them does not fill the log


def test_a_path_with_a_stroke_behind_it_is_heard_too(web: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "_PER_SESSION", RateLimitItemPerMinute(1))
    who = new_session(web)
    say(web, "hello", who)
    body = {"id": "12345678", "text": "my husband is not breathing"}
    refused = web.post("/chat/message/", headers=who, json=body)
    assert is_problem(refused, 429) and refused.json()["emergency"] is True


@pytest.mark.parametrize("status", [413, 429, 500, 503])
def test_each_refusal_that_may_meet_a_person_in_need_names_both_numbers(status: int) -> None:
    detail = problems.Problem(status).detail
    assert "112, 911 or 999" in detail and "988" in detail


def test_one_address_cannot_open_conversations_without_end(web: httpx.Client) -> None:
    statuses = [web.post("/chat/session").status_code for _ in range(31)]
    assert statuses == [201] * 30 + [429]


def test_the_address_is_the_one_that_the_trusted_proxy_saw(start: Callable[..., httpx.Client]) -> None:
    web = start(proxies=1)
    for number in range(40):
        headers = {"X-Forwarded-For": f"198.51.100.1, 203.0.113.{number}"}
        assert web.post("/chat/session", headers=headers).status_code == 201
    same = [web.post("/chat/session", headers={"X-Forwarded-For": f"{n}, 203.0.113.99"}).status_code for n in range(31)]
    assert same[-1] == 429


def test_neighbours_in_one_ipv6_network_count_as_one() -> None:
    class Request:
        remote_addr, ip = "[2001:db8:1:2:aaaa::1]", "::1"

    assert rates._address(Request()) == "2001:db8:1:2::/64"
    Request.remote_addr = "no address"
    assert rates._address(Request()) == "no address"


def test_when_too_many_wait_the_next_is_told_and_not_kept_waiting(
    web: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.web import chat

    who = new_session(web)
    monkeypatch.setattr(chat, "_AT_ONCE", 0)
    urgent = say(web, "she took an overdose on purpose", who)
    assert is_problem(urgent, 503) and urgent.json()["crisis"] is True
    refused = say(web, "hello", who)
    assert is_problem(refused, 503) and "112, 911 or 999" in refused.json()["detail"]
    assert refused.headers["retry-after"] == "5"


def test_integrators_are_held_to_a_rate_in_each_conversation(
    start: Callable[..., httpx.Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates, "_PER_CONVERSATION", RateLimitItemPerMinute(3))
    web, token = start(token="t" * 32), {"Authorization": "Bearer " + "t" * 32}

    def call(**body: str) -> httpx.Response:
        return web.post(REST, json={"message": "hello"} | body, headers=token)

    assert [call(sender="a").status_code for _ in range(4)] == [200, 200, 200, 429]
    crisis = call(sender="a", message="i want to kill myself")
    assert is_problem(crisis, 429) and crisis.json()["crisis"] is True and "988" in crisis.json()["detail"]
    refused = call(sender="a")
    assert is_problem(refused, 429) and refused.headers["retry-after"] == "60"
    assert re.search(r"\b112\b", refused.json()["detail"])
    assert call(sender="b").status_code == 200 and call().status_code == 200  # others are not slowed down


def test_one_program_cannot_call_without_end(web: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "_PER_CALLER", RateLimitItemPerMinute(3))
    statuses = [web.post(REST, json={"sender": f"s{n}", "message": "hello"}).status_code for n in range(4)]
    assert statuses == [200, 200, 200, 429]
    assert say(web, "hello", new_session(web)).status_code == 200  # people at the page are not slowed down


def test_when_too_many_conversations_wait_an_integrator_is_told(
    web: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rest, "_AT_ONCE", 0)
    refused = web.post(REST, json={"sender": "a", "message": "hello"})
    assert is_problem(refused, 503) and refused.headers["retry-after"] == "5"
    assert re.search(r"\b112\b", refused.json()["detail"])


@pytest.mark.parametrize("path", ["/chat/message", REST])
def test_a_body_that_is_too_large_is_refused(web: httpx.Client, path: str) -> None:
    response = web.post(path, content=b"x" * 1_100_000, headers=new_session(web) | {"Content-Type": "application/json"})
    assert is_problem(response, 413) and "112, 911 or 999" in response.json()["detail"]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[1]", "application/json", 400),
        (b"[" * 90_000, "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"id=1", "application/x-www-form-urlencoded", 415),
        (b"{}", "application/json", 422),
        (b'{"id": 5, "text": ["x"], "audience": "king"}', "application/json", 422),
    ],
    ids=["broken", "no object", "deep", "no text", "a form", "empty", "wrong types"],
)
def test_a_body_that_cannot_be_used_is_named(web: httpx.Client, body: bytes, kind: str, status: int) -> None:
    response = web.post("/chat/message", content=body, headers=new_session(web) | {"Content-Type": kind})
    assert is_problem(response, status)
    if status == 422:
        assert {"id", "text"} <= {error["field"] for error in response.json()["errors"]}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'{"sender": 5, "message": "x"}',
        b'{"sender": "a", "message": {}}',
        b'{"sender": "a\\u0000"}',
        b'{"sender": "\\ud800", "message": "x"}',
        b'{"sender": "' + b"a" * 256 + b'", "message": "x"}',
    ],
    ids=range(9),
)
def test_rest_says_400_for_what_does_not_parse(web: httpx.Client, body: bytes) -> None:
    assert is_problem(web.post(REST, content=body), 400)


def test_rest_keeps_only_what_it_needs_of_metadata(web: httpx.Client, tmp_path: Path) -> None:
    metadata = {"audience": "clinician", "patient": {"name": "Hollerbusch"}, "locale": "x" * 500}
    answer = web.post(REST, json={"sender": "a", "message": "what is calciphylaxis?", "metadata": metadata}).json()
    assert answer[-1]["custom"]["audience"] == "clinician"
    with sqlite3.connect(tmp_path / "conversations.db") as connection:
        assert "Hollerbusch" not in str(connection.execute("SELECT data FROM events").fetchall())


def test_two_calls_without_a_sender_are_two_conversations(web: httpx.Client) -> None:
    senders = {web.post(REST, json={"message": "hello"}).json()[0]["recipient_id"] for _ in range(2)}
    assert len(senders) == 2 and "default" not in senders


def test_rest_can_stream(web: httpx.Client) -> None:
    response = web.post(f"{REST}?stream=true", json={"sender": "a", "message": "hello"})
    assert response.status_code == 200
    assert '"calci.turn/1"' in response.text.splitlines()[-1]


def test_an_unexpected_fault_is_a_problem_document_with_its_incident(
    web: httpx.Client, agent: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("secret words")

    monkeypatch.setattr(agent.tracker_store, "spoken", broken)
    response = web.get("/chat/export", headers=new_session(web))
    assert is_problem(response, 500) and response.json()["incident"] in caplog.text
    assert "secret words" not in response.text + caplog.text


def test_a_file_that_did_not_change_is_not_sent_again(web: httpx.Client) -> None:
    first = web.get("/")
    again = web.get("/", headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


@pytest.mark.parametrize(
    "path", ["/static/../pages.py", "/static/..%2f..%2fsettings.py", "/static//etc/passwd", "/static/"]
)
def test_no_path_leaves_the_static_files(web: httpx.Client, path: str) -> None:
    assert is_problem(web.get(path), 404)
