"""Static files: small on the wire, asked for once, and what the page refers to is what is served."""

from __future__ import annotations

import gzip
import re

import httpx
import pytest

PACKED = {"Accept-Encoding": "gzip"}
PLAIN = {"Accept-Encoding": "identity"}
REFERRED = re.compile(r'/static/[^"\'\s]+')


def first_load(web: httpx.Client) -> list[str]:
    return ["/", *dict.fromkeys(REFERRED.findall(web.get("/").text))]


def test_everything_that_the_page_loads_is_named_by_its_content_and_kept_for_good(web: httpx.Client) -> None:
    addresses = first_load(web)[1:]
    assert len(addresses) >= 5
    for address in addresses:
        assert "?v=" in address
        answer = web.get(address)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_the_worker_stores_the_same_addresses_that_the_page_loads(web: httpx.Client) -> None:
    stored = set(REFERRED.findall(web.get("/sw.js").text))
    home_screen = {address for address in first_load(web) if "icon-180" in address}  # fetched only when it is put there
    assert stored == set(first_load(web)[1:]) - home_screen


@pytest.mark.parametrize("path", ["/", "/sw.js", "/static/calci-chat.js", "/static/calci-chat.js?v=old"])
def test_an_address_that_does_not_name_the_content_is_asked_about_each_time(web: httpx.Client, path: str) -> None:
    answer = web.get(path)
    assert answer.headers["cache-control"] == "no-cache"
    again = web.get(path, headers={"If-None-Match": f'"other", W/{answer.headers["etag"]}'})
    assert again.status_code == 304
    assert not again.content


def test_the_whole_first_load_is_below_the_limit_as_it_is_sent(web: httpx.Client) -> None:
    sent = 0
    for address in first_load(web):
        with web.stream("GET", address, headers=PACKED) as answer:
            sent += sum(len(part) for part in answer.iter_raw())
    assert sent <= 60_000, f"{sent} bytes; the limit of the product is 250,000"


def test_packed_and_plain_are_the_same_file_under_different_tags(web: httpx.Client) -> None:
    with web.stream("GET", "/static/calci-chat.js", headers=PACKED) as answer:
        packed, tags = b"".join(answer.iter_raw()), {answer.headers["etag"]}
        assert answer.headers["content-encoding"] == "gzip"
    plain = web.get("/static/calci-chat.js", headers=PLAIN)
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(packed) == plain.content
    assert len(tags | {plain.headers["etag"]}) == 2
    assert "Accept-Encoding" in plain.headers["vary"]


@pytest.mark.parametrize("refusing", ["gzip;q=0", "br", "gzip; q=0.0, br"])
def test_who_cannot_unpack_gets_it_plain(web: httpx.Client, refusing: str) -> None:
    for path in ("/static/page.css", "/topics"):
        assert "content-encoding" not in web.get(path, headers={"Accept-Encoding": refusing}).headers


def test_pages_of_the_encyclopedia_are_packed_and_say_so(web: httpx.Client) -> None:
    packed = web.get("/topics", headers=PACKED)
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == web.get("/topics", headers=PLAIN).text
    assert "Accept-Encoding" in packed.headers["vary"]
    assert "/static/encyclopedia.css?v=" in packed.text


def test_nothing_of_a_conversation_is_packed_or_kept(web: httpx.Client) -> None:
    answer = web.get("/chat/export", headers=PACKED)
    assert answer.headers["cache-control"] == "no-store"
    assert "content-encoding" not in answer.headers
