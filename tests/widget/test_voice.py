"""Dictation and reading aloud, with speech interfaces of a test in the place of the browser's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import Chat, script


@pytest.fixture
def voiced(open_chat: Callable[..., Chat]) -> Chat:
    chat = open_chat(path=None, viewport={"width": 360, "height": 740})
    chat.page.context.add_init_script(script("fake_speech"))
    chat.open()
    menu = chat.menu()
    menu.get_by_label("Dictation").check()
    menu.get_by_label("Read answers aloud").check()
    chat.page.keyboard.press("Escape")
    return chat


def test_what_is_dictated_stands_in_the_field_and_is_sent_only_by_the_person(voiced: Chat) -> None:
    voiced.box.fill("Please:")
    voiced.button("Dictate").click()
    expect(voiced.root.get_by_text("Listening…")).to_be_visible()
    expect(voiced.button("Stop dictating")).to_have_attribute("aria-pressed", "true")
    assert voiced.page.evaluate("recognition.lang") == "en"
    voiced.page.evaluate("recognition.hear('what is', 'calciphylaxis and why does it hurt so very much at night')")
    expect(voiced.box).to_have_value("Please: what is calciphylaxis and why does it hurt so very much at night")
    assert int(voiced.box.get_attribute("rows") or 1) > 1, "the field grows with what is heard"
    voiced.button("Stop dictating").click()
    expect(voiced.button("Dictate")).to_have_attribute("aria-pressed", "false")
    assert voiced.server.state.turns == 0
    assert voiced.axe() == []
    voiced.button("Send message").click()
    expect(voiced.root.locator(".said")).to_contain_text("Please: what is calciphylaxis")


def test_dictation_that_fails_says_so_and_keeps_the_words(voiced: Chat) -> None:
    voiced.box.fill("my question")
    voiced.button("Dictate").click()
    voiced.page.evaluate("recognition.fail()")
    expect(voiced.root.get_by_text("Dictation did not work. You can type instead.")).to_be_visible()
    expect(voiced.box).to_have_value("my question")


def test_sending_ends_the_dictation(voiced: Chat) -> None:
    voiced.button("Dictate").click()
    voiced.page.evaluate("recognition.hear('hello')")
    voiced.button("Send message").click()
    expect(voiced.button("Dictate")).to_be_visible()
    assert voiced.page.evaluate("recognition.running") is False


def test_an_answer_is_read_in_its_language_and_one_button_starts_and_stops(voiced: Chat) -> None:
    answer = voiced.say("topic")
    answer.get_by_role("button", name="Read aloud").click()
    words, language = voiced.page.evaluate("spoken.at(-1)")
    assert "rare disease of small blood vessels" in words
    assert language == "en"
    expect(answer.get_by_role("button", name="Read aloud")).to_have_count(0)
    answer.get_by_role("button", name="Stop reading").click()
    expect(answer.get_by_role("button", name="Read aloud")).to_be_visible()
    answer.get_by_role("button", name="Read aloud").click()
    voiced.page.evaluate("speechSynthesis.finish()")
    expect(answer.get_by_role("button", name="Read aloud")).to_be_visible()


def test_only_one_answer_is_read_at_a_time(voiced: Chat) -> None:
    first, second = voiced.say("topic"), voiced.say("hello")
    first.get_by_role("button", name="Read aloud").click()
    second.get_by_role("button", name="Read aloud").click()
    expect(first.get_by_role("button", name="Read aloud")).to_be_visible()
    expect(second.get_by_role("button", name="Stop reading")).to_be_visible()


def test_turning_it_off_or_erasing_ends_the_reading(voiced: Chat) -> None:
    voiced.say("topic").get_by_role("button", name="Read aloud").click()
    voiced.menu().get_by_label("Read answers aloud").uncheck()
    assert voiced.page.evaluate("speechSynthesis.now") is None
    voiced.page.keyboard.press("Escape")
    expect(voiced.button("Read aloud")).to_have_count(0)
    expect(voiced.button("Stop reading")).to_have_count(0)
