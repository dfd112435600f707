"""Words run together or written without vowels: read beside the typed message, never instead of it."""

from __future__ import annotations

import pytest

from bot.language.safety.gate import SafetyGate


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("killmyself", "crisis"),
        ("iwanttodie", "crisis"),
        ("suicidalthoughts", "crisis"),
        ("idont want to live", "crisis"),
        ("chestpain", "emergency"),
        ("chest\u00adpain", "emergency"),
        ("chest.pain", "emergency"),
        ("chestpains since dialysis", "emergency"),
        ("cantbreathe", "emergency"),
        ("husband wontwakeup", "emergency"),
        ("fistulableeding", "emergency"),
        ("bloodsugar 1.5", "emergency"),
        ("feverandchills since lunch", "emergency"),
        ("hsbnd wnt wk up", "emergency"),
        ("brthng bad", "emergency"),
    ],
)
def test_alarms_run_together_are_heard(gate: SafetyGate, text: str, label: str) -> None:
    verdict = gate.check(text)
    assert verdict is not None and verdict.label == label


@pytest.mark.parametrize(
    "text",
    [
        "nochestpain",
        "no chestpain",
        "my infant son plays",
        "the handshake was firm",
        "painkilling cream",
        "my heartburn is back",
        "isotonic saline",
        "a blueprint of the ward",
        "the therapist is kind",
        "doyouknowcalciphylaxis",
        "www.heart.org",
        "I read it at fever.example.org",
        "outfit for the wedding",
        "the blackbird sings since yesterday",
        "whatiscalciphylaxis",
    ],
)
def test_other_long_words_stay_calm(gate: SafetyGate, text: str) -> None:
    assert gate.check(text) is None


def test_the_graver_reading_counts(gate: SafetyGate) -> None:
    verdict = gate.check("chest pain and i will killmyself")
    assert verdict is not None and verdict.label == "crisis"
