"""WCAG 2.2 AA as far as a machine can see, and journeys without a mouse, with zoom, or with a screen reader."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.widget import envelopes
from tests.widget.conftest import STATES, Chat, script


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(open_chat: Callable[..., Chat], scheme: str) -> None:
    chat = open_chat(color_scheme=scheme, viewport={"width": 400, "height": 800})
    assert chat.axe() == []
    for state in STATES:
        chat.say(state)
    for summary in chat.root.locator("summary").all():
        summary.click()
    chat.button("I understand, show me the number").click()
    chat.button("Edit Calcium").click()
    chat.button("Source 1").first.click()
    assert chat.axe() == []


def test_axe_finds_nothing_for_a_clinician(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat()
    chat.menu().get_by_label("I am a health professional").check()
    chat.page.keyboard.press("Escape")
    for state in ("risk", "topic", "prognosis"):
        chat.say(state)
    assert chat.axe() == []


@pytest.mark.parametrize(
    ("opener", "dialog"),
    [("Menu", "Menu"), ("Emergency numbers", "Emergency numbers"), ("Add a lab file", "Lab values from a file")],
)
def test_a_dialog_is_clean_takes_the_focus_and_gives_it_back(chat: Chat, opener: str, dialog: str) -> None:
    chat.button(opener).focus()
    chat.page.keyboard.press("Enter")
    expect(chat.root.get_by_role("dialog", name=dialog)).to_be_visible()
    assert chat.focused() == "Close"
    assert chat.axe() == []
    chat.page.keyboard.press("Escape")
    assert chat.focused() == opener


def test_failed_and_offline_states_are_clean(chat: Chat) -> None:
    chat.server.state.fail_next = [500]
    chat.box.fill("hello")
    chat.box.press("Enter")
    expect(chat.button("Try again")).to_be_visible()
    chat.page.context.set_offline(True)
    chat.box.fill("again")
    chat.box.press("Enter")
    expect(chat.root.get_by_text("No connection")).to_be_visible()
    assert chat.axe() == []


def test_a_whole_visit_by_keyboard(chat: Chat) -> None:
    press = chat.page.keyboard.press
    press("Tab")
    assert chat.focused() == "Skip to the chat"
    press("Enter")
    seen = []
    for _ in range(12):
        press("Tab")
        seen.append(chat.focused())
        if seen[-1] == "Write your message":
            break
    assert seen[:2] == ["Emergency numbers", "Menu"]
    assert seen[-1] == "Write your message"
    chat.page.keyboard.type("the risk")
    press("Enter")
    expect(chat.root.locator("calci-risk")).to_be_visible()
    assert chat.focused() == "Write your message", "an answer never takes the focus"
    for _ in range(12):
        press("Shift+Tab")
        if chat.focused() == "I understand, show me the number":
            break
    press("Enter")
    expect(chat.root.locator(".figures")).to_be_focused()
    while chat.focused() != "Why is it so?":
        press("Tab")
    press("Enter")
    assert "Why is it so?" in chat.focused(), "the reply that was chosen keeps the reader's place"


@pytest.mark.parametrize("width", [390, 1280])
def test_tab_from_the_top_of_the_page_passes_through_the_whole_chat(open_chat: Callable[..., Chat], width: int) -> None:
    chat = open_chat(viewport={"width": width, "height": 800})
    chat.say("topic")
    chat.open()
    seen: list[str] = []
    while len(seen) < 60 and "What is sodium thiosulfate?" not in seen:
        chat.page.keyboard.press("Tab")
        seen.append(chat.focused())
    inside = ["Emergency numbers", "Menu", "Source 1", "Early signs", "Write your message", "Send message"]
    assert [name for name in seen if name in inside] == inside, seen
    assert seen.index("Privacy") < seen.index("Emergency numbers")
    assert seen.index("Send message") < seen.index("encyclopedia")


def test_shift_tab_from_below_comes_back_into_the_chat(chat: Chat) -> None:
    chat.page.get_by_role("link", name="encyclopedia", exact=True).focus()
    chat.page.keyboard.press("Shift+Tab")
    assert chat.focused() == "Send message"


def test_every_focus_is_visible_and_not_under_the_composer(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(viewport={"width": 360, "height": 640})
    chat.say("topic")
    chat.box.focus()
    faults = []
    for _ in range(12):
        chat.page.keyboard.press("Shift+Tab")
        faults.append(chat.page.evaluate(script("hidden_focus")))
    assert [fault for fault in faults if fault is not None] == []


def test_roles_and_names_for_a_screen_reader(chat: Chat) -> None:
    expect(chat.log).to_have_attribute("aria-live", "polite")
    expect(chat.log).to_have_attribute("aria-relevant", "additions")
    expect(chat.button("Send message")).to_be_visible()
    expect(chat.root.get_by_role("textbox", name="Write your message")).to_be_visible()
    chat.server.state.delay = 0.4
    chat.box.fill("topic")
    chat.box.press("Enter")
    expect(chat.root.locator(".typing")).to_be_visible()
    assert chat.log.locator(".typing").count() == 0, "the waiting sign is not part of the log"
    expect(chat.log.locator("article.bot h2").last).to_have_text("Assistant")


def test_a_restored_conversation_is_not_announced_again(chat: Chat) -> None:
    chat.say("emergency")
    chat.open()
    expect(chat.root.locator("article.bot").last).to_have_attribute("aria-live", "off")
    expect(chat.alert).to_have_text("")


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 640), (360, 740)])
def test_narrow_and_zoomed_400_percent_nothing_is_lost_sideways(
    open_chat: Callable[..., Chat], width: int, height: int
) -> None:
    chat = open_chat(viewport={"width": width, "height": height})
    for state in ("topic", "form", "labs", "risk", "emergency"):
        chat.say(state)
    chat.button("I understand, show me the number").click()
    assert chat.overflow() == 0
    chat.button("Send message").scroll_into_view_if_needed()
    expect(chat.button("Send message")).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 360])
def test_a_health_professional_on_a_phone_loses_nothing_sideways(open_chat: Callable[..., Chat], width: int) -> None:
    chat = open_chat(viewport={"width": width, "height": 740})
    chat.menu().get_by_label("I am a health professional").check()
    chat.page.keyboard.press("Escape")
    for state in ("risk", "labs", "prognosis", "differential", "summary"):
        chat.say(state)
        assert chat.overflow() == 0, state
    inside = chat.root.locator(".bar, .log, .foot").evaluate_all("all => all.map(e => e.getBoundingClientRect().right)")
    assert max(inside) <= width


def test_the_calls_of_an_emergency_are_seen_without_scrolling(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(viewport={"width": 360, "height": 740})
    chat.say("topic")
    for state in ("emergency", "crisis"):
        call = chat.say(state).locator(".calls a").first
        expect(call).to_be_in_viewport(ratio=1)
        under = "e => { const b = e.getBoundingClientRect(); const f = document.querySelector('calci-chat').shadowRoot"
        under += ".querySelector('.foot').getBoundingClientRect(); return b.bottom <= f.top; }"
        assert call.evaluate(under), f"{state}: the call lies under the field"


def test_the_field_stays_in_its_place_whatever_the_answer_is(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(viewport={"width": 360, "height": 740})
    places = set()
    for words in ("topic", "hello", "clarify", "emergency", "thanks"):
        chat.say(words)
        box = chat.box.bounding_box()
        assert box
        places.add(round(box["y"]))
    assert len(places) == 1, places


def test_answers_are_marked_as_english_in_a_widget_of_another_language(chat: Chat) -> None:
    chat.page.route(
        "**/static/strings/de.json",
        lambda route: route.fulfill(body='{"sources.link": "Quelle lesen"}', content_type="application/json"),
    )
    assert chat.say("topic").locator("[lang]").count() == 0, "in English nothing needs a mark"
    chat.page.evaluate(script("swap"), {"locale": "de"})
    expect(chat.root.locator(".frame")).to_have_attribute("lang", "de")
    expect(chat.root.locator("article.bot")).to_have_count(2)  # greeting and answer are back: only now can be counted
    expect(chat.root.locator(".log")).to_have_attribute("aria-busy", "false")
    answer = chat.say("topic")
    answer.get_by_text("3 sources").click()
    for shown in (".gist p", ".title", ".citation", ".choices button span", ".disclaimer span[lang], .reminder p"):
        expect(answer.locator(shown).first).to_have_attribute("lang", "en")
    expect(answer.get_by_text("Quelle lesen").first).not_to_have_attribute("lang", "en")
    assert chat.say("labs").locator(".lab-name span").first.get_attribute("lang") == "en"


def test_right_to_left_leaves_the_direction_of_the_answers(chat: Chat) -> None:
    chat.page.evaluate(script("swap"), {"locale": "qps-plocm"})
    expect(chat.root.locator(".frame")).to_have_attribute("dir", "rtl")
    expect(chat.say("topic").locator(".gist p").first).to_have_attribute("dir", "ltr")


def test_text_at_200_percent_still_fits(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(viewport={"width": 640, "height": 800})
    chat.page.add_script_tag(url="/static/page.js")
    chat.page.evaluate("document.documentElement.style.fontSize = '200%'")
    for state in ("topic", "labs", "risk"):
        chat.say(state)
    assert chat.overflow() == 0


def test_targets_are_at_least_44_pixels(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(viewport={"width": 360, "height": 740})
    for state in STATES:
        chat.say(state)
    small = chat.page.evaluate(script("small_targets"))
    assert small == []


def test_motion_stops_when_it_should(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat()
    chat.server.state.delay = 0.5
    chat.box.fill("topic")
    chat.box.press("Enter")
    assert chat.root.locator(".dots i").first.evaluate("e => getComputedStyle(e).animationName") == "none"


def test_forced_colours_keep_every_edge(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(forced_colors="active", viewport={"width": 400, "height": 800})
    chat.say("risk")
    chat.button("I understand, show me the number").click()
    edges = "all => all.filter(e => e.checkVisibility()).map(e => getComputedStyle(e).borderStyle)"
    assert set(chat.root.locator(".choice, .card, .send").evaluate_all(edges)) == {"solid"}
    chat.shot("forced-colours-400")


def test_pseudo_locale_leaves_no_word_hard_coded(chat: Chat) -> None:
    chat.page.evaluate(script("swap"), {"locale": "qps-ploc", "position": "page"})
    expect(chat.root.locator(".log")).to_have_attribute("aria-busy", "false")
    regions = {str(phone["label"]) for phone in envelopes.HELPLINES[0]["phones"]}
    regions |= {str(link["label"]) for link in envelopes.HELPLINES[0]["links"]}
    assert set(chat.page.evaluate(script("unwrapped"))) == regions
    chat.say("risk")
    chat.root.locator(".gate button").click()
    from_server = json.dumps(envelopes.risk("patient"))
    own = [words for words in chat.page.evaluate(script("unwrapped")) if json.dumps(words)[1:-1] not in from_server]
    assert set(own) <= {*regions, "mg/dL"}


def test_right_to_left_mirrors_the_whole_chat(chat: Chat) -> None:
    chat.page.evaluate(script("swap"), {"locale": "qps-plocm"})
    expect(chat.root.locator(".frame")).to_have_attribute("dir", "rtl")
    chat.say("labs")
    mine = chat.root.locator(".said").bounding_box()
    frame = chat.root.locator(".frame").bounding_box()
    assert mine and frame
    assert mine["x"] - frame["x"] < frame["width"] / 2, "what the person said stands on the left"
    assert chat.overflow() == 0
    assert chat.axe() == []
    chat.shot("right-to-left-1000")


def test_a_language_is_one_file_and_what_it_lacks_stays_english(chat: Chat) -> None:
    words = json.dumps({"menu.open": "Menü", "sources.one": "{count} Quelle", "sources.other": "{count} Quellen"})
    chat.page.route(
        "**/static/strings/de.json", lambda route: route.fulfill(body=words, content_type="application/json")
    )
    chat.page.evaluate(script("swap"), {"locale": "de"})
    expect(chat.button("Menü")).to_be_visible()
    expect(chat.root.locator(".frame")).to_have_attribute("lang", "de")
    expect(chat.say("topic")).to_contain_text("3 Quellen")
    expect(chat.button("Send message")).to_be_visible()


def test_simpler_words_for_every_answer(chat: Chat) -> None:
    chat.say("topic")
    menu = chat.menu()
    menu.get_by_label("Simpler words").check()
    chat.page.keyboard.press("Escape")
    expect(chat.root.get_by_text("Tiny blood vessels")).to_be_visible()
    chat.button("Show the usual wording").click()
    expect(chat.root.get_by_text("Calcium settles")).to_be_visible()


def test_theme_can_be_chosen_against_the_device(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(color_scheme="light")
    chat.menu().get_by_label("Dark").check()
    expect(chat.root.locator(".frame")).to_have_attribute("data-scheme", "dark")


def test_voice_is_off_until_asked_for_and_comes_with_its_privacy_note(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat()
    expect(chat.button("Dictate")).to_have_count(0)
    answer = chat.say("topic")
    expect(answer.get_by_role("button", name="Read aloud")).to_have_count(0)
    menu = chat.menu()
    expect(menu).to_contain_text("Some browsers send your voice")
    menu.get_by_label("Read answers aloud").check()
    chat.page.keyboard.press("Escape")
    expect(answer.get_by_role("button", name="Read aloud")).to_be_visible()
    chat.page.evaluate("() => { window.speechSynthesis.speak = (said) => { window.spoken = said.text; }; }")
    answer.get_by_role("button", name="Read aloud").click()
    assert "rare disease of small blood vessels" in chat.page.evaluate("window.spoken")
    expect(answer.get_by_role("button", name="Stop reading")).to_be_visible()


def test_without_speech_interfaces_nothing_about_voice_is_shown(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(path=None)
    gone = ("speechSynthesis", "SpeechSynthesisUtterance", "webkitSpeechRecognition", "SpeechRecognition")
    chat.page.context.add_init_script("".join(f"delete window.{name};" for name in gone))
    chat.open()
    menu = chat.menu()
    expect(menu.get_by_label("Simpler words")).to_be_visible()
    expect(menu.get_by_text("Some browsers send your voice")).to_have_count(0)
