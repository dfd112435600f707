"""Signs that are no alarm by themselves: told of somebody now, in whole sentences or in one word."""

from __future__ import annotations

import pytest

from bot.language.safety.gate import SafetyGate
from bot.language.safety.signs import SignReader

from .conftest import load


@pytest.fixture(scope="module")
def signs(gate: SafetyGate) -> SignReader:
    return SignReader.from_dict(load("triage"), load("red_flags"), gate)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mum's leg has a dark patch and it's hard underneath", {"purple", "hard"}),
        ("he is dozy since the pregabalin, should I be worried?", {"opioid", "sleepy"}),
        ("the ulcer reeks and it's weeping yellow", {"smell", "pus"}),
        ("Blackish.", {"black"}),
        ("spreading", {"growing"}),
        ("what do I do about a purple lump on my thigh", {"purple", "hard"}),
    ],
)
def test_told_of_somebody_now(signs: SignReader, text: str, told: set[str]) -> None:
    assert told <= set(signs.told(text))


@pytest.mark.parametrize(
    "text",
    [
        "why does the skin turn black",
        "does a plaque smell?",
        "no redness and the wound does not smell",
        "I had a purple patch in 2020",
        "can fentanyl make people sleepy",
        "I'm on warfarin",
        "",
    ],
)
def test_asked_denied_or_long_ago(signs: SignReader, text: str) -> None:
    assert signs.told(text) == ()
