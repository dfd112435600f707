"""The privacy page tells what this very installation does, and can be found."""

from __future__ import annotations

import httpx
import pytest

from bot.engine.masking_rules import RULES
from bot.settings import Settings
from bot.web.encyclopedia.rendering import page
from bot.web.privacy import privacy


def shown(settings: Settings) -> str:
    return (page("privacy.html", facts=privacy(settings)).body or b"").decode()


def test_the_page_is_served_and_linked_from_the_chat_and_the_encyclopedia(web: httpx.Client) -> None:
    answer = web.get("/privacy")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "30 days after your last message" in answer.text
    for path in ("/", "/topics"):
        assert 'href="/privacy"' in web.get(path).text


@pytest.mark.parametrize(("days", "words"), [(90, "90 days after your last message"), (1, "1 day after your last")])
def test_the_time_is_the_deployments(days: int, words: str) -> None:
    assert words in shown(Settings(retention_days=days))


def test_a_server_that_stores_nothing_says_so_and_promises_no_days() -> None:
    text = shown(Settings(store=False, retention_days=90))
    assert "writes no conversation to a disk" in text
    assert "after your last message" not in text
    assert "Backups" not in text and "do not store" not in text


def test_a_database_elsewhere_is_not_called_this_server() -> None:
    text = shown(Settings(database="postgresql://user:word@db.example/calci"))
    assert "in a database of whoever runs this service" in text
    assert "db.example" not in text


def test_it_names_what_is_masked_logged_and_sent_by_the_browser() -> None:
    text = shown(Settings()).casefold()
    assert {"name", "date of birth", "postcode"} <= {rule.kind for rule in RULES}
    for said in ("<li>name", "<li>date of birth", "<li>postcode", "<li>telephone number", "careful and not complete"):
        assert said in text
    for said in ("never holds what you wrote", "dictation", "backups", "random key", "delete my data", "do not store"):
        assert said in text
