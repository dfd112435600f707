"""Observations are read as numbers with limits, a repeated value is the newest, and shorthand names its dangers."""

from __future__ import annotations

import pytest

from bot.clinical.analytes import Catalogue
from bot.language.extraction import Extractor
from bot.language.safety.gate import SafetyGate
from bot.language.safety.rules import Verdict
from tests.safety.conftest import label, load


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(Catalogue.from_dict(load("labs")), load("lexicon"), load("context_rules"))


def heard(gate: SafetyGate, extractor: Extractor, text: str) -> Verdict | None:
    return gate.check(text) or gate.check(text, readings=extractor.extract(text).labs)


@pytest.mark.parametrize(
    "text",
    [
        "T 36.4 HR 82 BP 128/70 RR 16 SpO2 96% RA",
        "obs: HR 70, BP 118/64, RR 15, sats 97 on air, GCS 15/15",
        "GCS 15, NEWS 1",
        "GCS E4V5M6",
        "HR 88 BP 104/62",
        "NIHSS 0, FAST negative",
        "qSOFA 1",
        "trop 22, flat",
        "troponin T 64 and 61",
        "QTc 430",
        "blood cultures negative at 48 hours",
    ],
)
def test_what_lies_within_limits_is_silent(gate: SafetyGate, extractor: Extractor, text: str) -> None:
    assert heard(gate, extractor, text) is None


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("GCS 12", "emergency_confusion"),
        ("GCS 13/15 since the drip", "emergency_confusion"),
        ("GCS E3V4M5", "emergency_confusion"),
        ("GCS falling", "emergency_confusion"),
        ("GCS 6", "emergency_unresponsive"),
        ("HR 84 BP 76/38", "emergency_pressure_low"),
        ("SBP 78/40", "emergency_pressure_low"),
        ("67 BP", "emergency_pressure_low"),
        ("obs: RR 32 SpO2 82% BP 128/70", "emergency_heart"),
        ("FAST +ve left arm", "emergency_stroke"),
        ("FAST pos at 14:10", "emergency_stroke"),
        ("NIHSS 9", "emergency_stroke"),
        ("sinusoidal rhythm on the monitor, HD pt", "emergency_potassium"),
        ("wide QRS complexes, missed HD", "emergency_potassium"),
        ("qSOFA 3, pus from both calves", "emergency_sepsis"),
        ("blood cultures grew pseudomonas", "emergency_sepsis"),
        ("MSSA 3/4 bottles", "emergency_sepsis"),
        ("they rang: there is a germ in her blood", "emergency_sepsis"),
        ("?air embolus mid dialysis", "emergency_line_air"),
        ("hs troponin 2400", "emergency_troponin"),
        ("pt somnolent after fentanyl", "emergency_opioid"),
        ("lactate 6.1, SBP 78/40, necrotic calf", "emergency_sepsis"),
        ("adj Ca 1.55 QTc 530", "emergency_calcium_heart"),
        ("pt desaturating on 10L", "emergency_heart"),
        ("complete heart block rate 30", "emergency_rhythm"),
    ],
)
def test_shorthand_names_its_danger(gate: SafetyGate, extractor: Extractor, text: str, reply: str) -> None:
    verdict = heard(gate, extractor, text)
    assert verdict is not None and verdict.reply == reply


@pytest.mark.parametrize(
    "text",
    [
        "what does FAST positive mean",
        "what does a sine wave on the ECG mean",
        "qSOFA >=2: what does it predict",
        "does a troponin of 900 occur on dialysis without a heart attack",
        "treatment of S aureus bacteraemia in HD?",
        "MRSA in the wound swab, blood cultures negative",
        "if Na <118, how fast is it corrected",
        "when K is above 6.5, is thiosulfate stopped",
        "which ECG changes come with K 7",
        "my aunt used to have convulsions",
        "she had convulsions as a child",
    ],
)
def test_what_is_asked_or_over_is_silent(gate: SafetyGate, extractor: Extractor, text: str) -> None:
    assert heard(gate, extractor, text) is None


@pytest.mark.parametrize(
    ("over", "now"),
    [
        ("K 7.2 haemolysed, repeat 4.6", "K 7.2 haemolysed, repeat pending"),
        ("spurious K 6.9, recheck K 5.0", "K 5.0, recheck K 6.9"),
        ("K 6.9 overnight, treated, 5.1 now", "K 6.7 pre HD, 4.0 post HD"),
        ("potassium 6.8 on Tuesday, dialysed, 4.5 today", "potassium 4.5 on Tuesday, 6.8 today"),
        ("my potassium was 7.1 on Monday, after dialysis it was 4.4 today", "potassium 6.9, given insulin, 6.8 now"),
        ("lactate 5.2, repeat 1.6", "lactate 1.6, repeat 5.2"),
    ],
)
def test_a_value_that_was_repeated_or_has_come_down(
    gate: SafetyGate, extractor: Extractor, over: str, now: str
) -> None:
    assert heard(gate, extractor, over) is None
    assert heard(gate, extractor, now) is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("k.m.s", "crisis"),
        ("s.o.b. at rest", "emergency"),
        ("fistula \U0001fa78\U0001fa78", "emergency"),
        ("\U0001fa78\U0001fa78\U0001fa78 out of the sore on my calf", "emergency"),
        ("\U0001fa78\U0001fa78 in the toilet", "emergency"),
        ("my \U0001fa78 results", None),
        ("oxycodone p.r.n. for the dressings", None),
        ("c.u.a., which tests", None),
        ("she is convulsing", "emergency"),
        ("mi hijo tiene convulsiones", "emergency"),
        ("convulsion", "emergency"),
    ],
)
def test_letters_with_dots_drops_of_blood_and_shared_words(gate: SafetyGate, text: str, expected: str | None) -> None:
    assert label(gate, text) == expected
