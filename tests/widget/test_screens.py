"""Screenshots of every state, kept as artefacts in test-artifacts/widget for people to look at."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.widget.conftest import STATES, Chat

SIZES = [(360, 740), (768, 1024), (1280, 900)]


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_state_is_pictured_and_fits(open_chat: Callable[..., Chat], width: int, height: int, scheme: str) -> None:
    chat = open_chat(viewport={"width": width, "height": height}, color_scheme=scheme)
    chat.shot(f"start-{width}-{scheme}", full=False)
    for state in STATES:
        chat.say(state)
        chat.shot(f"{state}-{width}-{scheme}", full=False)
        assert chat.overflow() == 0, state
    chat.button("I understand, show me the number").click()
    chat.shot(f"number-{width}-{scheme}", full=False)
    for name in ("Menu", "Emergency numbers", "Add a lab file"):
        chat.button(name).click()
        chat.shot(f"{name.split()[0].lower()}-{width}-{scheme}", full=False)
        chat.page.keyboard.press("Escape")
