"""What stands on the page around the chat."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.widget.conftest import Chat


def test_the_page_says_that_it_can_miss_an_emergency(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(path=None)
    told = {"model": "b49d028ded93b49d028d", "knowledge": "aadf5afa3937", "accuracy": "92 of 100"}
    chat.page.route("**/health", lambda route: route.fulfill(json=told | {"missed_emergencies": "6 of 130"}))
    chat.open()
    expect(chat.page.get_by_role("main")).to_contain_text("It can miss an emergency: if in doubt, call.")
    about = chat.page.get_by_role("region", name="About", exact=True)
    expect(about).to_contain_text("it understood 92 of 100 messages, and it missed 6 of 130 emergencies.")
    expect(about.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    expect(about.get_by_text("aadf5afa3937")).to_be_hidden()
    about.get_by_text("For technical readers").click()
    expect(about.get_by_text("aadf5afa3937")).to_be_visible()


def test_what_was_not_measured_is_not_claimed(chat: Chat) -> None:
    about = chat.page.get_by_role("region", name="About", exact=True)
    expect(about.get_by_text("For technical readers")).to_be_visible()
    expect(about).not_to_contain_text("In our last test")


def test_an_example_question_on_the_page_asks_it(chat: Chat) -> None:
    chat.page.get_by_role("button", name="Why does it hurt so much?").click()
    expect(chat.root.locator(".said")).to_have_text("Why does calciphylaxis hurt so much?")


def test_the_page_says_what_it_is_and_which_version(chat: Chat) -> None:
    expect(chat.page.get_by_role("heading", level=1)).to_be_visible()
    expect(chat.page.get_by_text("not a doctor, not for emergencies")).to_be_visible()
    expect(chat.page.locator("#facts")).to_contain_text("test-model")
    expect(chat.page.get_by_role("link", name="Encyclopedia").first).to_have_attribute("href", "/topics")
