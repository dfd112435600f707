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
        ("her fentanyl patch is on her thigh and she is drowsy", {"opioid", "sleepy"}),
        ("since the patch she is so sleepy", {"opioid", "sleepy"}),
        ("they put the patch up on Monday, the patch was raised again, he twitches", {"opioid", "nerves"}),
        ("she just sleeps now", {"asleep"}),
        ("my heel is getting black", {"black", "blackening"}),
        ("the edge of the sore turned black", {"black", "blackening"}),
        ("I have black skin around the wound", {"black"}),
        ("I had prolia in May and my fingers tingle", {"calcium"}),
    ],
)
def test_told_of_somebody_now(signs: SignReader, text: str, told: set[str]) -> None:
    assert told <= set(signs.told(text))


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("a new patch of dusky skin came up and I am tired", "opioid"),
        ("the patch on his calf burns and he is sleepy", "opioid"),
        ("I wear an eye patch and feel drowsy", "opioid"),
        ("my patch hurts and I am sleepy", "opioid"),
        ("I take painkillers and my foot jerks", "opioid"),
        ("I see people at the clinic every week", "nerves"),
        ("I'm a black woman and my thigh hurts", "black"),
        ("I have dark skin and I get sore lumps", "purple"),
        ("my vision goes black when I get up", "black"),
        ("will my foot turn black?", "blackening"),
        ("I just sleep badly", "asleep"),
    ],
)
def test_words_that_mean_something_else(signs: SignReader, text: str, never: str) -> None:
    assert never not in signs.told(text)


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
