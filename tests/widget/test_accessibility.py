"""WCAG 2.2 AA, as far as a machine can see, and the journeys of people without a mouse, with zoom, or with a screen reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import Chat

STATES = [
    "topic",
    "clarify",
    "form",
    "labs",
    "risk",
    "refused",
    "prognosis",
    "differential",
    "summary",
    "emergency",
    "crisis",
]
UNWRAPPED = """() => { const found = [];
  const skip = (e) => e.closest('.said, [data-server], kbd, .raw, output');
  const visit = (root) => { for (const e of root.querySelectorAll('*')) {
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) { const v = e.getAttribute(name); if (v && !v.includes('⟦')) found.push(name + '=' + v); }
      for (const n of e.childNodes) if (n.nodeType === 3 && /\\p{L}{2}/u.test(n.data) && !n.data.includes('⟦') && !skip(e) && e.tagName !== 'STYLE') found.push(n.data.trim());
  } };
  visit(document.querySelector('calci-chat').shadowRoot); return found; }"""


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


def test_every_focus_is_visible_and_not_under_the_composer(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(viewport={"width": 360, "height": 640})
    chat.say("topic")
    chat.box.focus()
    covered = []
    for _ in range(12):
        chat.page.keyboard.press("Shift+Tab")
        hit = chat.page.evaluate("""() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
            const r = e.getBoundingClientRect(), c = document.querySelector('calci-chat').shadowRoot.querySelector('calci-composer').getBoundingClientRect();
            const ring = getComputedStyle(e).outlineStyle !== 'none';
            const inside = e.closest('.log'); return [!ring, inside && (r.top >= c.top || r.bottom <= 0), e.innerText]; }""")
        if hit[0] or hit[1]:
            covered.append(hit)
    assert covered == []


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
    expect(chat.root.locator("[role=alert]")).to_have_text("")


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
    small = chat.page.evaluate("""() => [...document.querySelector('calci-chat').shadowRoot.querySelectorAll('button, summary, a.call, a.quiet, input:not([type=file])')]
        .filter((e) => e.checkVisibility() && e.offsetParent).map((e) => [e.getAttribute('aria-label') || e.innerText, e.getBoundingClientRect()])
        .filter(([, r]) => r.width < 43.5 || r.height < 43.5).map(([n, r]) => `${n} ${r.width}x${r.height}`)""")
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
    borders = chat.root.locator(".choice, .card, .send").evaluate_all(
        "all => all.filter(e => e.checkVisibility()).map(e => getComputedStyle(e).borderStyle)"
    )
    assert set(borders) == {"solid"}
    chat.shot("forced-colours-400")


def test_pseudo_locale_leaves_no_word_hard_coded(chat: Chat) -> None:
    chat.page.evaluate("""() => { const old = document.querySelector('calci-chat'); const e = document.createElement('calci-chat');
        e.setAttribute('locale', 'qps-ploc'); e.setAttribute('greeting', '⟦greeting⟧'); e.setAttribute('position', 'page'); old.replaceWith(e); }""")
    expect(chat.root.locator(".log")).to_have_attribute("aria-busy", "false")
    assert chat.page.evaluate(UNWRAPPED) == ["EU", "UK", "US"] or set(chat.page.evaluate(UNWRAPPED)) == {
        "US",
        "EU",
        "UK",
    }
    chat.say("risk")
    chat.root.locator(".gate button").click()
    server_words = {
        "Here is the estimate.", "This calculation has not been tested on patients.", "The upper limit is the highest rate ever published.",
        "Why is it so?", "What if my phosphate were 5?", "Summary for my visit", "For learning only. It does not replace your kidney team.",
    }  # fmt: skip
    own = [words for words in chat.page.evaluate(UNWRAPPED) if words not in server_words and "×" not in words]
    citations = {
        "First A, Second B. A study of 101 people. Example Journal 2018.",
        "Third C. Practice guidance. Example Press 2023.",
        "Fourth D. One case. Example Letters 2002.",
    }
    assert set(own) <= {"EU", "UK", "US", "22-45", "one", "mg/dL", "phosphate", "calcium"} | citations


def test_right_to_left_mirrors_the_whole_chat(chat: Chat) -> None:
    chat.page.evaluate(
        "document.querySelector('calci-chat').remove(); const e = document.createElement('calci-chat'); e.id = 'chat'; e.setAttribute('locale', 'qps-plocm'); document.querySelector('main').prepend(e);"
    )
    expect(chat.root.locator(".frame")).to_have_attribute("dir", "rtl")
    chat.say("labs")
    mine = chat.root.locator(".said").bounding_box()
    frame = chat.root.locator(".frame").bounding_box()
    assert mine and frame
    assert mine["x"] - frame["x"] < frame["width"] / 2, "what the person said stands on the left"
    assert chat.overflow() == 0
    assert chat.axe() == []
    chat.shot("right-to-left-1000")


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


def test_without_speech_interfaces_nothing_about_voice_is_shown(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(path=None)
    chat.page.context.add_init_script(
        "delete window.speechSynthesis; delete window.SpeechSynthesisUtterance; delete window.webkitSpeechRecognition; delete window.SpeechRecognition;"
    )
    chat.open()
    menu = chat.menu()
    expect(menu.get_by_label("Simpler words")).to_be_visible()
    expect(menu.get_by_text("Some browsers send your voice")).to_have_count(0)
