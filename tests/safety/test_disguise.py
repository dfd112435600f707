"""Words written to be overlooked."""

from __future__ import annotations

import pytest

from bot.language.safety.disguise import undisguised
from bot.language.safety.gate import SafetyGate

KNOWN = frozenset({"chest", "pain", "suicide", "kill", "myself", "cant", "breath", "not", "breathing"})


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("c h e s t  p a i n", "chest pain"),
        ("C.h.e.s.t. pain", "chest. pain"),
        ("c-h-e-s-t pain", "chest pain"),
        ("i c a n t b r e a t h", "i cant breath"),
        ("su1c1de", "suicide"),
        ("k1ll my$elf", "kill myself"),
        ("k!ll", "kill"),
        ("ch-est pa-in", "chest pain"),
        ("n0t br34th1ng", "not breathing"),
    ],
)
def test_disguised_words_are_read(typed: str, read: str) -> None:
    assert undisguised(typed, KNOWN) == read


@pytest.mark.parametrize(
    "text",
    [
        "vitamin k2 and b12",
        "x-ray",
        "a b c d e",
        "T 38.5, BP 80/40",
        "covid-19",
        "H1N1",
        "help! now!",
        "p a r a t h o r m o n e",
        "",
    ],
)
def test_other_writing_stays(text: str) -> None:
    assert undisguised(text, KNOWN) == text


def test_a_long_run_of_letters_is_no_trouble() -> None:
    text = "a b " * 4000
    assert undisguised(text, KNOWN) == text


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("che\u200bst pa\u200din", "emergency"),
        ("C H E S T   P A I N", "emergency"),
        ("i c a n t b r e a t h e", "emergency"),
        ("k i l l   m y s e l f", "crisis"),
        ("5uicid3", "crisis"),
    ],
)
def test_a_disguised_alarm_is_an_alarm(gate: SafetyGate, text: str, label: str) -> None:
    verdict = gate.check(text)
    assert verdict is not None and verdict.label == label
