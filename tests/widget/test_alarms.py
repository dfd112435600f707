"""Emergencies, people in crisis, and red flags: what to do comes first."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.widget.conftest import Chat


def test_carer_in_an_emergency_gets_the_number_first_and_an_assertive_announcement(chat: Chat) -> None:
    answer = chat.say("emergency")
    links = answer.locator(".calls a")
    assert [link.get_attribute("href") for link in links.all()] == ["tel:911", "tel:112", "tel:999"]
    assert (links.first.bounding_box() or {"height": 0})["height"] >= 44
    assert answer.inner_text().index("Call 112, 911 or 999 now") < answer.inner_text().index("infection of the blood")
    alert = chat.alert
    expect(alert).to_contain_text("This may be an emergency")
    expect(alert).to_contain_text("Call 112, 911 or 999 now")
    expect(chat.button("Go on with my question")).to_be_visible()


def test_an_alarm_is_read_out_in_whole_sentences(chat: Chat) -> None:
    chat.say("emergency")
    expect(chat.alert).to_have_text(
        "This may be an emergency. Call 112, 911 or 999 now, or go to the nearest emergency department. "
        "Fever with a wound can mean an infection of the blood. Call 911, 112, 999."
    )


def test_the_answer_to_another_question_stands_below_the_alarm_and_not_in_it(chat: Chat) -> None:
    answer = chat.say("bleeding")
    card = answer.locator(".card.emergency")
    expect(card).to_contain_text("Do not lift the cloth.")
    expect(answer).to_contain_text("Wound care keeps the wound clean.")
    expect(card).not_to_contain_text("Wound care")
    assert "Wound care" not in chat.alert.inner_text()


def test_crisis_card_is_gentle_and_has_the_helplines(chat: Chat) -> None:
    answer = chat.say("crisis")
    expect(answer).to_contain_text("Are you safe right now?")
    assert [link.get_attribute("href") for link in answer.locator(".calls a").all()] == ["tel:988", "tel:116123"]
    expect(answer).to_contain_text("741 741 Crisis Text Line, text HOME")
    expect(answer.get_by_role("link", name="Find a helpline")).to_be_visible()


def test_differential_puts_red_flags_first(chat: Chat) -> None:
    text = chat.say("differential").inner_text()
    assert "not a diagnosis" in text
    assert (
        text.index("Spreading redness with fever")
        < text.index("Necrotising fasciitis")
        < text.index("Speaks for it: dialysis; painful plaque")
    )


def test_beside_an_alarm_when_to_call_stands_before_every_explanation(chat: Chat) -> None:
    text = chat.say("alarm and card").inner_text()
    order = ["Call 112, 911 or 999 now.", "a rare disease", "Call today for a new sore.", "Calcium settles"]
    assert sorted(order, key=text.index) == order
