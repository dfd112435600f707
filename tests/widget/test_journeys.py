"""Whole visits, as a patient, a carer and a clinician make them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.widget.conftest import Chat, script


def test_a_health_professional_is_not_spoken_to_as_a_patient(chat: Chat) -> None:
    expect(chat.button("Estimate my risk")).to_be_visible()
    chat.menu().get_by_label("I am a health professional").check()
    chat.page.keyboard.press("Escape")
    expect(chat.button("Estimate a patient's risk")).to_be_visible()
    expect(chat.button("Estimate my risk")).to_have_count(0)
    labs = chat.say("labs")
    expect(labs.get_by_role("heading", name="Results", exact=True)).to_be_visible()
    labs.get_by_role("button", name="Edit Calcium").click()
    labs.get_by_label("New value for Calcium").press("Enter")
    expect(chat.root.locator(".said").last).to_have_text("Correction: Calcium is 10.6 mg/dL.")
    expect(chat.say("prognosis")).not_to_contain_text("happen to you")


def test_a_suggested_reply_sends_its_reference_and_shows_its_words(chat: Chat) -> None:
    chat.say("topic")
    chat.button("Early signs").click()
    expect(chat.root.locator("article.user .said").last).to_have_text("Early signs")
    expect(chat.root.locator("article.bot").last).to_contain_text("calci:Early signs")
    expect(chat.button("How is it treated?")).to_have_count(0)


def test_clarification_offers_the_meanings(chat: Chat) -> None:
    answer = chat.say("clarify")
    expect(answer.get_by_role("list", name="Which do you mean?").get_by_role("button")).to_have_text(
        ["Sodium thiosulfate", "Its side effects"]
    )


def test_form_shows_progress_and_what_was_understood(chat: Chat) -> None:
    answer = chat.say("form")
    expect(answer).to_contain_text("4 of 9")
    assert answer.get_by_role("progressbar").evaluate("e => e.value") == 4
    answer.get_by_text("What I have so far").click()
    expect(answer).to_contain_text("10.6 mg/dL")
    expect(answer).to_contain_text("peritoneal dialysis")
    expect(answer).to_contain_text("left out")
    answer.get_by_role("button", name="Change Calcium").click()
    expect(chat.root.locator(".said").last).to_have_text("Change Calcium")


def test_reload_in_the_middle_of_the_form_finds_the_same_question(chat: Chat) -> None:
    chat.say("form")
    chat.open()
    expect(chat.root.locator("article.bot").last).to_contain_text("What was your last phosphate?")
    expect(chat.button("Skip")).to_be_visible()


def test_a_lab_value_is_corrected_in_place(chat: Chat) -> None:
    answer = chat.say("labs")
    row = answer.get_by_role("row").filter(has_text="Calcium")
    expect(row).to_contain_text("8.5 to 10.2 mg/dL")
    expect(row).to_contain_text("High")
    row.get_by_role("button", name="Edit Calcium").click()
    field = chat.root.get_by_label("New value for Calcium")
    field.fill("9.8")
    field.press("Enter")
    expect(chat.root.locator(".said").last).to_have_text("Correction: my Calcium is 9.8 mg/dL.")


def test_prognosis_stays_closed_for_a_patient_and_hope_comes_first(chat: Chat) -> None:
    answer = chat.say("prognosis")
    expect(answer.get_by_text("80 %")).to_be_hidden()
    expect(answer).to_contain_text("They do not say what will happen to you.")
    assert answer.inner_text().index("Some people heal.") < answer.inner_text().index("Show the figures")
    answer.get_by_text("Show the figures").click()
    expect(answer.get_by_text("80 %")).to_be_visible()


def test_summary_can_be_copied_printed_and_downloaded(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(permissions=["clipboard-read", "clipboard-write"])
    answer = chat.say("summary")
    answer.get_by_role("button", name="Copy").click()
    expect(chat.root.get_by_text("Copied.")).to_be_attached()
    assert "- Which phosphate binder suits me?" in chat.page.evaluate("navigator.clipboard.readText()")
    with chat.page.expect_download() as download:
        answer.get_by_role("button", name="Save as PDF").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    with chat.page.expect_download() as system:
        answer.get_by_role("button", name="Download for systems (FHIR)").click()
    assert "Who looks at my skin?" in Path(system.value.path()).read_text()
    chat.page.evaluate(script("catch_print"))
    answer.get_by_role("button", name="Print").click()
    assert "Calcium: 10.6 mg/dL" in chat.page.evaluate("window.printed")


def test_clinician_shortcuts_choose_replies_and_open_sources(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat()
    chat.menu().get_by_label("I am a health professional").check()
    chat.page.keyboard.press("Escape")
    chat.say("topic")
    chat.page.keyboard.press("Alt+s")
    expect(chat.root.locator("details.sources").last).to_have_attribute("open", "")
    chat.page.keyboard.press("Alt+2")
    expect(chat.root.locator(".said").last).to_have_text("How is it treated?")
    chat.page.keyboard.press("Alt+i")
    assert chat.focused() == "Write your message"
