"""How an answer stands on the screen: what comes first, how sure each statement is, and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.widget.conftest import Chat


def test_patient_asks_reads_the_gist_first_then_more_simpler_and_the_sources(chat: Chat) -> None:
    answer = chat.say("tell me about the topic")
    text = answer.inner_text()
    assert text.index("What calciphylaxis is") < text.index("rare disease") < text.index("Calcium settles")
    assert text.count("rare disease of small blood vessels") == 1, "the plain message is not repeated beside the card"
    expect(answer.get_by_text("first described")).to_be_hidden()
    answer.get_by_role("button", name="Tell me more").click()
    expect(answer.get_by_text("first described")).to_be_visible()
    answer.get_by_role("button", name="Say it simpler").click()
    expect(answer.get_by_text("Tiny blood vessels")).to_be_visible()
    expect(answer.get_by_text("Calcium settles")).to_be_hidden()
    expect(answer.get_by_text("It does not replace your kidney team")).to_be_visible()


def test_the_disclaimer_is_full_once_and_then_a_reminder(chat: Chat) -> None:
    words = "It does not replace your kidney team"
    expect(chat.say("topic").get_by_text(words)).to_be_visible()
    second = chat.say("risk")
    expect(second.get_by_text(words)).to_be_hidden()
    second.get_by_text("General information, not medical advice").click()
    expect(second.get_by_text(words)).to_be_visible()


def test_what_the_messages_add_follows_the_card(chat: Chat) -> None:
    text = chat.say("topic").inner_text()
    assert (
        text.index("Calcium settles")
        < text.index("You also asked whether it is catching: it is not.")
        < text.index("3 sources")
    )


def test_on_a_phone_the_answer_comes_first_and_when_to_call_right_after_it(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(viewport={"width": 360, "height": 740})
    answer = chat.say("topic")
    marked = answer.locator(".when")
    expect(marked.get_by_role("heading", name="When to call your team")).to_be_visible()
    expect(marked).to_contain_text("Call today for a new sore.")
    text = answer.inner_text()
    assert text.count("When to call your team") == text.count("Call today") == 1
    order = ["a rare disease", "Calcium settles", "It can become a wound", "Call today", "A doctor looks"]
    assert sorted(order, key=text.index) == order
    line = marked.evaluate("e => [getComputedStyle(e).borderInlineStartWidth, getComputedStyle(e).backgroundColor]")
    assert line[0] == "4px"
    assert line[1] != "rgba(0, 0, 0, 0)"
    expect(marked).to_be_in_viewport()
    chat.button("Say it simpler").click()
    expect(answer).to_contain_text("Tiny blood vessels")
    expect(marked).to_be_visible()


def test_a_health_professional_sees_how_sure_each_statement_is_and_nothing_twice(chat: Chat) -> None:
    chat.menu().get_by_label("I am a health professional").check()
    chat.page.keyboard.press("Escape")
    answer = chat.say("topic")
    shown = answer.inner_text()
    assert shown.count("Calcium settles") == 1
    assert "(low)" not in shown
    assert shown.count("What is not known") == shown.count("shorter course") == 1
    assert shown.index("Calcium settles") < shown.index("shorter course") < shown.index("Tell me more")
    answer.get_by_role("button", name="Tell me more").click()
    expect(answer.get_by_text("shorter course")).to_have_count(1)
    expect(answer.locator(".gist .sure")).to_contain_text("moderate")
    expect(answer.locator(".statement .sure:visible")).to_have_count(6)
    expect(answer.locator(".when")).to_have_count(0)
    answer.get_by_role("button", name="Sources 1, 2").click()
    assert answer.locator(".cited .evidence").all_inner_texts() == [
        "Low certainty: few or small studies; likely to change"
    ], "one statement has one certainty, whatever its sources are cited for elsewhere"
    answer.get_by_text("3 sources").click()
    expect(answer.locator("details.sources .evidence")).to_have_count(0)
    expect(answer.locator("details.sources li").first).to_contain_text("cohort study", ignore_case=True)


def test_beside_the_kind_of_a_source_stands_whose_certainty_it_is(chat: Chat) -> None:
    answer = chat.say("labs")
    answer.get_by_text("1 source").click()
    entry = answer.locator("details.sources li").inner_text()
    assert re.search(r"cohort study\s+What rests on it here:\s+Low certainty", entry, re.IGNORECASE), entry


def test_more_is_offered_once(chat: Chat) -> None:
    chat.say("topic")
    expect(chat.button("Tell me more")).to_have_count(1)


def test_a_citation_opens_where_it_stands_with_how_sure_it_is(chat: Chat) -> None:
    answer = chat.say("topic")
    answer.get_by_role("button", name="Sources 1, 2").click()
    cited = answer.locator(".cited")
    expect(cited).to_contain_text("A study of 101 people")
    expect(cited).to_contain_text("Low certainty: few or small studies; likely to change")
    assert (
        cited.get_by_role("link", name="Open source 1 in a new tab").get_attribute("href")
        == "https://doi.org/10.0000/example.1"
    )
    answer.get_by_role("button", name="Sources 1, 2").click()
    expect(cited).to_have_count(0)


def test_sources_are_numbered_and_a_dangerous_link_is_only_text(chat: Chat) -> None:
    answer = chat.say("topic")
    answer.get_by_text("3 sources").click()
    entries = answer.locator("details.sources li")
    expect(entries).to_have_count(3)
    expect(entries.nth(2)).to_contain_text("One case")
    expect(entries.nth(2).get_by_role("link")).to_have_count(0)
