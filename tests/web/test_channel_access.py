"""Who may do what: sessions, tokens, origins, headers, and what is not there at all."""

from __future__ import annotations

import base64
import json
import string
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from bot.settings import Settings
from bot.web.sessions import Sessions
from tests.web.test_channel import REST, is_problem, new_session, say, start, web

__all__ = ["start", "web"]


def test_a_browser_does_not_choose_who_it_is(web: httpx.Client) -> None:
    victim = new_session(web)
    say(web, "my calcium is 10.6 mg/dL", victim)
    mine = new_session(web)
    say(web, "hello", mine, sender="web-other", conversation_id="web-other")
    said = [e["text"] for e in web.get("/chat/export", headers=mine).json()["conversation"] if e["who"] == "user"]
    assert said == ["hello"]


def _same_bits(letter: str) -> str:
    """The three letters that stand for the same as the last one of a signature: two of its bits count for nothing."""
    letters = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
    first = letters.index(letter) // 4 * 4
    return letters[first : first + 4].replace(letter, "")


def test_forged_and_expired_and_foreign_tokens_are_refused(web: httpx.Client, tmp_path: Path) -> None:
    token = new_session(web)["Authorization"][7:]
    payload, stamp, signature = token.split(".")
    (tmp_path / "other").mkdir()
    foreign = Sessions(Settings(home=tmp_path / "other")).create().token
    button = Sessions(Settings(home=tmp_path))._signer.dumps({"label": "definition"})
    forged = [
        f"{payload}x.{stamp}.{signature}",
        f"{payload}.{stamp}.{signature[:-2]}AA",
        *(f"{payload}.{stamp}.{signature[:-1]}{other}" for other in _same_bits(signature[-1])),
        f"{token}=",
        foreign,
        button,
        "x",
        "a.b.c",
        "é" * 9,
    ]
    for bad in forged:
        headers = {"Authorization": f"Bearer {bad}".encode()}
        assert is_problem(web.get("/chat/export", headers=headers), 401), bad
        assert web.post("/chat/session", headers=headers).status_code == 201


def test_a_token_tells_nothing_of_the_conversation(web: httpx.Client, tmp_path: Path) -> None:
    token = new_session(web)["Authorization"][7:]
    sessions = Sessions(Settings(home=tmp_path))
    sender = str(sessions._read(token))
    held = json.loads(base64.urlsafe_b64decode(token.split(".")[0] + "=="))
    assert sender.startswith("web-") and sender not in held and sender[4:] not in held and held[1:] not in sender
    assert sessions._read(token) == Sessions(Settings(home=tmp_path))._read(token)  # also after a restart
    (tmp_path / "other").mkdir()
    assert Sessions(Settings(home=tmp_path / "other"))._sender(held) != sender  # without the key nobody computes it


def test_a_session_of_an_earlier_version_still_opens_its_conversation(web: httpx.Client, tmp_path: Path) -> None:
    token = Sessions(Settings(home=tmp_path))._signer.dumps("web-abcdefgh12345678")
    assert web.post("/chat/session", headers={"Authorization": f"Bearer {token}"}).status_code == 200


@pytest.mark.parametrize("prefix", ["", "WEB-", "web-", "web-unkept-"])
def test_an_integrator_cannot_name_a_conversation_of_the_page(web: httpx.Client, tmp_path: Path, prefix: str) -> None:
    who = new_session(web)
    say(web, "my calcium is 10.6 mg/dL", who)
    sender = str(Sessions(Settings(home=tmp_path))._read(who["Authorization"][7:]))
    refused = web.post(REST, json={"sender": f"{prefix}x" if prefix else sender, "message": "hello"})
    assert is_problem(refused, 422) and refused.json()["errors"][0]["field"] == "sender"
    said = [e["text"] for e in web.get("/chat/export", headers=who).json()["conversation"] if e["who"] == "user"]
    assert said == ["my calcium is 10.6 mg/dL"]


def test_a_token_ends_with_the_retention_time(web: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    who = new_session(web)
    assert web.get("/chat/export", headers=who).status_code == 200
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 31 * 86_400)
    assert is_problem(web.get("/chat/export", headers=who), 401)


def test_the_cookie_is_a_session_that_scripts_and_other_sites_cannot_use(web: httpx.Client) -> None:
    opened = web.post("/chat/session")
    cookie = opened.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie and "Secure" not in cookie
    value = cookie.split(";")[0]
    assert web.get("/chat/export", headers={"Cookie": value}).status_code == 200
    assert web.get("/chat/export", headers={"Cookie": f"a b; {value}; =;;"}).status_code < 500


def test_behind_a_proxy_with_tls_the_cookie_is_secure_and_transport_strict(start: Callable[..., httpx.Client]) -> None:
    web = start(proxies=1)
    opened = web.post("/chat/session", headers={"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"})
    assert "Secure" in opened.headers["set-cookie"]
    assert "max-age" in opened.headers["strict-transport-security"]


def test_without_a_session_nothing_is_answered(web: httpx.Client) -> None:
    for response in (say(web, "hello", {}), web.get("/chat/export"), web.delete("/chat/session")):
        assert is_problem(response, 401)


@pytest.mark.parametrize(
    "path", ["/conversations/x/tracker", "/model/parse", "/model/train", "/status", "/version", "/domain"]
)
def test_rasas_management_interface_is_not_there(web: httpx.Client, path: str) -> None:
    assert is_problem(web.get(path), 404)
    assert web.post(path, json={}).status_code in (404, 405)


def test_rest_is_for_programs_on_this_machine_when_there_is_no_token(web: httpx.Client) -> None:
    hello = {"sender": "a", "message": "hello"}
    assert web.post(REST, json=hello).status_code == 200
    for header in ({"X-Forwarded-For": "203.0.113.9"}, {"Forwarded": "for=203.0.113.9"}, {"Host": "evil.example"}):
        assert is_problem(web.post(REST, json=hello, headers=header), 401)


def test_rest_and_hooks_need_the_token_when_there_is_one(start: Callable[..., httpx.Client]) -> None:
    web, hello = start(token="a long random string"), {"sender": "a", "message": "hello"}
    right = {"Authorization": "Bearer a long random string"}
    for wrong in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": b"Bearer \xff"}, new_session(web)):
        assert is_problem(web.post(REST, json=hello, headers=wrong), 401)
        assert is_problem(web.get("/cds-services", headers=wrong), 401)
    assert web.post(REST, json=hello, headers=right).status_code == 200
    assert web.get("/cds-services", headers=right).status_code == 200


def test_the_computations_are_open_to_the_widget_in_a_conversation(start: Callable[..., httpx.Client]) -> None:
    web = start(token="a long random string")
    assert is_problem(web.post("/api/risk", json={"age": 60}), 401)
    assert web.post("/api/risk", json={"age": 60}, headers=new_session(web)).status_code != 401


def test_a_page_of_another_site_may_not_speak_for_its_visitor(start: Callable[..., httpx.Client]) -> None:
    web = start(origins=("https://clinic.example",))
    assert is_problem(web.post("/chat/session", headers={"Origin": "https://evil.example"}), 403)
    assert is_problem(web.post("/chat/session", headers={"Origin": "null"}), 403)
    own = web.post("/chat/session", headers={"Origin": f"http://{web.base_url.host}:{web.base_url.port}"})
    assert own.status_code == 201 and "access-control-allow-origin" not in own.headers
    listed = web.post("/chat/session", headers={"Origin": "https://clinic.example"})
    assert listed.headers["access-control-allow-origin"] == "https://clinic.example"
    assert "access-control-allow-credentials" not in listed.headers
    asked = web.options("/chat/message", headers={"Origin": "https://clinic.example"})
    assert (asked.status_code, "Authorization" in asked.headers["access-control-allow-headers"]) == (204, True)
    assert (
        "access-control-allow-origin"
        not in web.options("/chat/message", headers={"Origin": "https://evil.example"}).headers
    )


@pytest.mark.parametrize("path", ["/", "/health", "/nothing", "/static/nothing.js", "/chat/export"])
def test_every_answer_has_the_security_headers(start: Callable[..., httpx.Client], path: str) -> None:
    headers = start(origins=("https://clinic.example",)).get(path).headers
    policy = headers["content-security-policy"]
    assert (
        "default-src 'none'" in policy
        and "unsafe" not in policy
        and "frame-ancestors 'self' https://clinic.example" in policy
    )
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
    assert ("no-store" in headers.get("cache-control", "")) is path.startswith("/chat")
