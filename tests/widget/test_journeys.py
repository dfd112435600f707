"""Whole visits, as a patient, a carer and a clinician make them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.widget.conftest import Chat, script


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


def test_when_to_call_is_marked_right_after_the_gist_and_said_once(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(viewport={"width": 390, "height": 844})
    answer = chat.say("topic")
    marked = answer.locator(".when")
    expect(marked.get_by_role("heading", name="When to call your team")).to_be_visible()
    expect(marked).to_contain_text("Call today for a new sore.")
    text = answer.inner_text()
    assert text.count("When to call your team") == text.count("Call today") == 1
    assert text.index("a rare disease") < text.index("Call today") < text.index("Calcium settles")
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
    expect(answer.locator(".statement .sure:visible")).to_have_count(5)
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


def test_more_is_offered_once(chat: Chat) -> None:
    chat.say("topic")
    expect(chat.button("Tell me more")).to_have_count(1)


def test_a_server_that_says_the_estimate_in_words_is_not_repeated_and_keeps_the_gate(chat: Chat) -> None:
    answer = chat.say("spoken risk")
    text = answer.inner_text()
    assert text.count("well above the average") == 1
    assert "Well above the average" not in text
    expect(chat.button("I understand, show me the number")).to_have_count(0)
    expect(answer.locator(".figures, svg.people")).to_have_count(0)
    chat.button("Show the number").click()
    expect(chat.root.locator("article.bot").last).to_contain_text("Between 2 and 44 or more of 1,000 people a year")


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


def test_prognosis_stays_closed_for_a_patient_and_hope_comes_first(chat: Chat) -> None:
    answer = chat.say("prognosis")
    expect(answer.get_by_text("80 %")).to_be_hidden()
    expect(answer).to_contain_text("They do not say what will happen to you.")
    assert answer.inner_text().index("Some people heal.") < answer.inner_text().index("Show the figures")
    answer.get_by_text("Show the figures").click()
    expect(answer.get_by_text("80 %")).to_be_visible()


def test_differential_puts_red_flags_first(chat: Chat) -> None:
    text = chat.say("differential").inner_text()
    assert "not a diagnosis" in text
    assert (
        text.index("Spreading redness with fever")
        < text.index("Necrotising fasciitis")
        < text.index("Speaks for it: dialysis; painful plaque")
    )


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


def test_an_example_question_on_the_page_asks_it(chat: Chat) -> None:
    chat.page.get_by_role("button", name="Why does it hurt so much?").click()
    expect(chat.root.locator(".said")).to_have_text("Why does calciphylaxis hurt so much?")


def test_the_page_says_what_it_is_and_which_version(chat: Chat) -> None:
    expect(chat.page.get_by_role("heading", level=1)).to_be_visible()
    expect(chat.page.get_by_text("not a doctor, not for emergencies")).to_be_visible()
    expect(chat.page.locator("#facts")).to_contain_text("test-model")
    expect(chat.page.get_by_role("link", name="Encyclopedia").first).to_have_attribute("href", "/topics")
