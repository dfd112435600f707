"""What a person does on the page, in few words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

__all__ = ["SAMPLES", "Visitor"]

SAMPLES = Path(__file__).parent / "samples"


class Visitor:
    """One browser tab on the assistant at `address`."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.chat = page.locator("calci-chat")
        self.log = self.chat.get_by_role("log")

    def open(self, path: str = "/") -> None:
        """Go to a page of the site; on the chat, wait until it can be used."""
        self.page.goto(self.address + path)
        if path == "/":
            self.ready()

    def ready(self) -> None:
        """Wait until the conversation has begun or was found again."""
        self.chat.locator(".log[aria-busy=false]").wait_for()

    def say(self, words: str) -> Locator:
        """Type, send, and wait for the answer."""
        return self.answer_to(lambda: self.type(words))

    def press(self, name: str) -> Locator:
        """Press a suggested reply (by a part of its words) of the last answer, and wait for what it brings."""
        return self.answer_to(self.button(name).last.click)

    def button(self, name: str) -> Locator:
        """The buttons with these words in their name."""
        return self.chat.get_by_role("button", name=name)

    def named(self, name: str) -> Locator:
        """The button of exactly this name."""
        return self.chat.get_by_role("button", name=name, exact=True)

    def top(self, shown: str) -> None:
        """Scroll until the last element that fits a selector stands at the top."""
        self.chat.locator(shown).last.evaluate("e => scrollTo(0, scrollY + e.getBoundingClientRect().top - 72)")
        self.page.wait_for_timeout(150)

    def type(self, words: str) -> None:
        """Type and send, without waiting."""
        box = self.chat.get_by_role("textbox", name=re.compile("message|⟦"))
        box.fill(words)
        box.press("Enter")

    def answer_to(self, act: Callable[[], object]) -> Locator:
        """Do something that brings an answer, and wait for it."""
        answers = self.chat.locator("article.bot")
        before = answers.count()
        act()
        answer = answers.nth(before)
        answer.wait_for(timeout=20_000)
        self.page.wait_for_timeout(150)
        return answer
