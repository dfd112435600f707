"""The estimate: words before figures, and no figure where there must be none."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.widget.conftest import Chat


def test_a_server_that_says_the_estimate_in_words_is_not_repeated_and_keeps_the_gate(chat: Chat) -> None:
    answer = chat.say("spoken risk")
    text = answer.inner_text()
    assert text.count("well above the average") == 1
    assert "Well above the average" not in text
    expect(chat.button("I understand, show me the number")).to_have_count(0)
    expect(answer.locator(".figures, svg.people")).to_have_count(0)
    chat.button("Show the number").click()
    expect(chat.root.locator("article.bot").last).to_contain_text("Between 2 and 44 or more of 1,000 people a year")


def test_patient_sees_words_first_and_the_number_only_after_saying_so(chat: Chat) -> None:
    answer = chat.say("risk")
    expect(answer).to_contain_text("Well above the average for people on haemodialysis")
    expect(answer).to_contain_text("Most people in this group never get calciphylaxis.")
    assert "44" not in answer.inner_text()
    assert answer.locator("svg.people").count() == 0
    answer.get_by_role("button", name="I understand, show me the number").click()
    expect(answer).to_contain_text("Between 2 and 44 or more of 1,000 people a year")
    expect(answer).to_contain_text("middle estimate: 9 of 1,000 people")
    expect(answer.get_by_role("img", name="About 9 of 1,000 people")).to_be_visible()
    assert "figures" in str(
        chat.page.evaluate("document.querySelector('calci-chat').shadowRoot.activeElement.className")
    )


def test_well_below_never_stands_without_the_words_on_nutrition(chat: Chat) -> None:
    verdict = chat.say("well below").locator(".verdict")
    expect(verdict).to_contain_text("Well below the average")
    expect(verdict).to_contain_text("Low values can also mean poor nutrition.")
    expect(verdict).to_contain_text("It also happens to people with none of these factors.")


def test_a_refused_estimate_says_why_and_shows_no_figure(chat: Chat) -> None:
    answer = chat.say("refused")
    expect(answer).to_contain_text("need to be seen by a doctor today")
    expect(answer.locator("svg.people, .interval, .gate")).to_have_count(0)


def test_what_if_asks_the_server_and_answers_with_a_ratio(chat: Chat) -> None:
    answer = chat.say("risk")
    answer.get_by_text("What if a value were different?").click()
    expect(answer).to_contain_text("Never change a medicine or dialysis because of it.")
    expect(answer.get_by_role("slider")).to_have_count(2)
    answer.get_by_role("slider", name="Phosphate").fill("5")
    expect(answer.locator(".whatif .outcome")).to_contain_text("0.7 times the estimate of now")
    assert ("POST", "/api/risk") in chat.server.state.requests
    answer.get_by_role("button", name="Back to my values").click()
    expect(answer.locator(".whatif .outcome")).to_have_text("")


def test_clinician_sees_numbers_at_once_and_copies_citations(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(permissions=["clipboard-read", "clipboard-write"])
    menu = chat.menu()
    menu.get_by_label("I am a health professional").check()
    chat.page.keyboard.press("Escape")
    answer = chat.say("risk")
    expect(answer).to_contain_text("Between 0.2 and 4.4 or more in 100 people a year")
    expect(answer).to_contain_text("About 4.65 times the average (1.32–15.34)")
    table = answer.get_by_role("table")
    expect(table.get_by_role("row").nth(1)).to_contain_text("Dialysis type")
    expect(table).to_contain_text("× 1.62")
    topic = chat.say("topic")
    topic.get_by_role("button", name="Copy with citations").click()
    copied = chat.page.evaluate("navigator.clipboard.readText()")
    assert "1. First A, Second B." in copied and "[1, 2]" in copied
