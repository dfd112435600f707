"""What is on the screen when the page is loaded anew, and with letters of twice the size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import Chat


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800)])
def test_after_a_reload_the_last_answer_and_the_field_are_on_the_screen(
    open_chat: Callable[..., Chat], width: int, height: int
) -> None:
    chat = open_chat(viewport={"width": width, "height": height})
    for state in ("labs", "form", "topic"):
        chat.say(state)
    told = chat.root.locator("article.bot").count()
    chat.page.reload()
    expect(chat.root.locator("article.bot")).to_have_count(told)
    expect(chat.root.locator(".entry.user").last).to_be_in_viewport()
    expect(chat.box).to_be_in_viewport()
    chat.page.wait_for_timeout(300)  # the browser's own way back would come only now
    expect(chat.box).to_be_in_viewport()
    assert int(chat.page.evaluate("window.scrollY")) > 0


def test_whoever_opens_the_page_afresh_begins_at_its_top(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat()
    assert int(chat.page.evaluate("window.scrollY")) == 0


def test_letters_of_twice_the_size_leave_the_field_its_words_and_the_bar_its_buttons(
    open_chat: Callable[..., Chat],
) -> None:
    chat = open_chat(viewport={"width": 390, "height": 844})
    chat.page.evaluate("document.documentElement.style.fontSize = '200%'")
    box, send = chat.box.bounding_box(), chat.button("Send message").bounding_box()
    assert box is not None
    assert send is not None
    assert box["width"] > 300, "the field has a line of its own"
    assert chat.overflow() == 0
    for name in ("Menu", "Emergency numbers"):
        place = chat.button(name).bounding_box()
        assert place is not None
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= 390
