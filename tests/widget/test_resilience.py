"""Bad connections, slow servers, impatient thumbs, and the right to be forgotten."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import Chat


def test_offline_the_message_waits_and_goes_out_once_when_the_network_is_back(chat: Chat) -> None:
    chat.page.context.set_offline(True)
    chat.box.fill("are you there")
    chat.box.press("Enter")
    notice = chat.root.locator(".notice")
    expect(notice).to_contain_text("No connection. Your messages are kept here")
    expect(notice).to_contain_text("Call 911, 112, 999")
    expect(chat.root.get_by_text("Waiting to send")).to_be_visible()
    chat.page.context.set_offline(False)
    expect(chat.root.locator("article.bot").last).to_contain_text("You wrote: are you there")
    expect(notice).to_be_empty()
    expect(chat.root.get_by_text("Connected again.")).to_be_attached()
    assert chat.server.state.turns == 1


@pytest.mark.parametrize("status", [429, 500])
def test_a_refusal_keeps_the_message_shows_help_and_can_be_repeated(chat: Chat, status: int) -> None:
    chat.server.state.fail_next = [status]
    chat.box.fill("my question")
    chat.box.press("Enter")
    problem = chat.root.locator(".problem")
    expect(problem).to_contain_text("Please wait a little.")
    expect(problem).to_contain_text("Call 911, 112, 999")
    chat.button("Try again").click()
    expect(chat.root.locator("article.bot").last).to_contain_text("You wrote: my question")
    expect(chat.root.locator(".said")).to_have_count(1)


def test_a_failed_message_can_be_edited(chat: Chat) -> None:
    chat.server.state.fail_next = [500]
    chat.box.fill("my qestion")
    chat.box.press("Enter")
    chat.button("Edit").click()
    expect(chat.box).to_have_value("my qestion")
    expect(chat.root.locator(".said")).to_have_count(0)


def test_a_double_tap_sends_once(chat: Chat) -> None:
    chat.say("topic")
    chat.button("Early signs").evaluate("e => { e.click(); e.click(); }")
    expect(chat.root.locator("article.bot").last).to_contain_text("calci:Early signs")
    assert chat.server.state.turns == 2


def test_a_slow_answer_is_explained_and_the_limit_ends_it(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(path=None)
    chat.page.clock.install()
    chat.open()
    chat.page.route("**/chat/message", lambda route: None)
    chat.box.fill("slow")
    chat.box.press("Enter")
    expect(chat.root.locator(".typing")).to_contain_text("Looking that up")
    chat.page.clock.run_for(11_000)
    expect(chat.root.locator(".typing")).to_contain_text("An answer can take up to 60 seconds")
    chat.page.clock.run_for(50_000)
    expect(chat.root.locator(".problem")).to_contain_text("No answer came within 60 seconds. Your message is kept")


def test_a_reload_finds_the_conversation_again(chat: Chat) -> None:
    chat.say("topic")
    chat.open()
    expect(chat.root.locator(".said")).to_have_text("topic")
    expect(chat.button("Early signs")).to_be_visible()


def test_a_session_that_ended_is_renewed_without_losing_the_message(chat: Chat) -> None:
    chat.server.state.conversations.clear()
    expect(chat.say("hello again")).to_contain_text("You wrote: hello again")


def test_a_server_that_is_away_at_first_does_not_stop_anyone_from_writing(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(path=None)
    chat.page.route("**/chat/session", lambda route: route.abort())
    chat.page.goto(chat.server.url)
    expect(chat.root.get_by_text("No connection")).to_be_visible()
    chat.box.fill("hello")
    chat.box.press("Enter")
    chat.page.unroute("**/chat/session")
    chat.button("Try now").click()
    expect(chat.root.locator("article.bot").last).to_contain_text("You wrote: hello")


def test_a_text_that_is_too_long_is_kept_and_the_excess_is_counted(chat: Chat) -> None:
    chat.box.fill("x" * 2005)
    expect(chat.root.get_by_text("Too long by 5 characters.")).to_be_visible()
    chat.box.press("Enter")
    expect(chat.box).to_have_value("x" * 2005)
    assert chat.server.state.turns == 0


def test_an_empty_message_gets_a_hint(chat: Chat) -> None:
    chat.button("Send message").click()
    expect(chat.root.get_by_text("Write something first, then send it.")).to_be_visible()
    assert ("POST", "/chat/message") not in chat.server.state.requests


def test_delete_my_data_asks_first_then_erases_on_the_server_and_here(chat: Chat) -> None:
    chat.say("topic")
    menu = chat.menu()
    menu.get_by_label("Keep on this device").check()
    assert chat.page.evaluate("localStorage.length") == 1
    menu.get_by_role("button", name="Delete my data").click()
    assert "Erase this conversation" in chat.focused()
    menu.get_by_role("button", name="No, keep it").click()
    assert chat.focused() == "Delete my data"
    assert ("DELETE", "/chat/session") not in chat.server.state.requests
    menu.get_by_role("button", name="Delete my data").click()
    menu.get_by_role("button", name="Yes, erase it").click()
    expect(chat.root.locator(".said")).to_have_count(0)
    expect(chat.root.get_by_text("Everything was erased.")).to_be_attached()
    assert ("DELETE", "/chat/session") in chat.server.state.requests
    assert chat.page.evaluate("localStorage.length") == 0
    chat.open()
    expect(chat.root.locator(".said")).to_have_count(0)


def test_start_over_begins_a_new_conversation(chat: Chat) -> None:
    chat.say("topic")
    menu = chat.menu()
    menu.get_by_role("button", name="Start over").click()
    menu.get_by_role("button", name="Yes, erase it").click()
    expect(chat.root.locator(".said")).to_have_count(0)
    expect(chat.say("hello")).to_contain_text("You wrote: hello")


def test_the_conversation_can_be_downloaded_as_text_and_as_everything_stored(chat: Chat) -> None:
    chat.say("topic")
    menu = chat.menu()
    with chat.page.expect_download() as text:
        menu.get_by_role("button", name="Download conversation").click()
    content = Path(text.value.path()).read_text()
    assert "You said:\ntopic" in content
    assert "[1] First A, Second B." in content
    with chat.page.expect_download() as stored:
        menu.get_by_role("button", name="Download everything stored").click()
    assert json.loads(Path(stored.value.path()).read_text())["history"][0]["text"] == "topic"


def test_keeping_on_the_device_is_off_by_default_and_survives_a_lost_session(chat: Chat) -> None:
    chat.say("topic")
    assert chat.page.evaluate("localStorage.length + sessionStorage.length") == 0
    chat.menu().get_by_label("Keep on this device").check()
    chat.server.state.conversations.clear()
    chat.open()
    expect(chat.root.locator(".said")).to_have_text("topic")
    menu = chat.menu()
    expect(menu.get_by_label("Keep on this device")).to_be_checked()
    menu.get_by_label("Keep on this device").uncheck()
    assert chat.page.evaluate("localStorage.length") == 0


def test_the_page_and_the_emergency_numbers_work_without_a_network(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat()
    chat.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    chat.page.context.set_offline(True)
    chat.page.reload()
    expect(chat.root.get_by_text("No connection")).to_be_visible()
    chat.button("Emergency numbers").click()
    dialog = chat.root.get_by_role("dialog", name="Emergency numbers")
    expect(dialog.get_by_role("link", name="Call 112")).to_be_visible()
    expect(dialog).to_contain_text("Chest pain")


def test_on_a_page_without_a_secure_context_messages_go_out_as_well(chat: Chat) -> None:
    """Plain http at a network address: browsers leave `crypto.randomUUID` out there."""
    chat.page.add_init_script("delete Crypto.prototype.randomUUID")
    chat.open()
    assert chat.page.evaluate("typeof crypto.randomUUID") == "undefined"
    chat.box.fill("are you there")
    chat.box.press("Enter")
    expect(chat.root.locator("article.bot").last).to_contain_text("You wrote: are you there")
    expect(chat.box).to_have_value("")
