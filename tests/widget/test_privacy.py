"""What leaves the browser, what stays in it, and what a server's or a person's text can do: nothing."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.widget.conftest import Chat

EVIL = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'


def test_text_from_the_server_is_never_markup(chat: Chat) -> None:
    answer = chat.say("hostile")
    expect(answer).to_contain_text("<script>window.hacked=1</script>")
    expect(answer.locator("img, script, b")).to_have_count(0)
    assert chat.page.evaluate("window.hacked") is None
    links = [link.get_attribute("href") for link in answer.get_by_role("link").all()]
    assert links == ["https://evil.example/x.png", "https://safe.example/page"], (
        "an https address is at most a link to click"
    )
    expect(chat.button("<b>button</b>")).to_be_visible()


def test_text_from_the_person_is_never_markup(chat: Chat) -> None:
    chat.say(EVIL)
    expect(chat.root.locator(".said")).to_have_text(EVIL)
    assert chat.page.evaluate("window.hacked") is None


def test_links_to_other_sites_carry_no_referrer_and_open_apart(chat: Chat) -> None:
    answer = chat.say("topic")
    answer.get_by_text("3 sources").click()
    link = answer.locator("details.sources a").first
    assert link.get_attribute("target") == "_blank"
    assert set((link.get_attribute("rel") or "").split()) >= {"noopener", "noreferrer"}


def test_nothing_is_stored_and_no_cookie_is_readable(chat: Chat) -> None:
    chat.say("topic")
    assert chat.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_a_request_to_another_host_would_be_noticed(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat()
    watch = open_chat.watch  # type: ignore[attr-defined]
    chat.page.evaluate("fetch('https://tracker.example/x').catch(() => 0)")
    chat.page.evaluate("new Promise(done => setTimeout(done, 50))")
    assert any("tracker.example" in fault for fault in watch.faults)
    watch.faults.clear()


STORE = "Do not store on the server"


def test_who_does_not_want_to_be_stored_goes_on_and_may_change_their_mind(chat: Chat) -> None:
    chat.say("topic")
    switch = chat.menu().get_by_label(STORE)
    with chat.page.expect_response(lambda response: response.url.endswith("/chat/session")):
        switch.check()
    expect(chat.root.locator(".said")).to_have_count(1)
    assert [conversation.kept for conversation in chat.server.state.conversations.values()] == [False]
    chat.page.reload()
    chat.root.locator(".log[aria-busy=false]").wait_for()
    switch = chat.menu().get_by_label(STORE)
    expect(switch).to_be_checked()
    switch.uncheck()
    expect(chat.root.locator(".said")).to_have_count(0)
    assert [conversation.kept for conversation in chat.server.state.conversations.values()] == [True]


def test_the_switch_shows_what_was_agreed_in_words_and_holds_for_the_next_conversation(chat: Chat) -> None:
    chat.say("do not store my messages")
    menu = chat.menu()
    expect(menu.get_by_label(STORE)).to_be_checked()
    menu.get_by_role("button", name="Start over").click()
    menu.get_by_role("button", name="Yes, erase it").click()
    expect(chat.root.locator(".said")).to_have_count(0)
    chat.root.locator(".log[aria-busy=false]").wait_for()
    assert [conversation.kept for conversation in chat.server.state.conversations.values()] == [False]


def test_a_switch_that_the_server_refused_falls_back_and_says_so(chat: Chat) -> None:
    menu = chat.menu()
    chat.page.route("**/chat/session", lambda route: route.fulfill(status=503, json={"detail": "Not now."}))
    menu.get_by_label(STORE).click()
    expect(menu.get_by_role("status")).to_have_text("That did not work. Please try again.")
    expect(menu.get_by_label(STORE)).not_to_be_checked()


def test_the_menu_leads_to_what_is_kept(chat: Chat) -> None:
    link = chat.menu().get_by_role("link", name="What is kept, and for how long")
    assert (link.get_attribute("href") or "").endswith("/privacy")
