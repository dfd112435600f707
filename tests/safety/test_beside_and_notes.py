"""A negated finding beside another, pus and blood, limb and brain, the notes of staff."""

from __future__ import annotations

import pytest

from bot.language.safety.gate import SafetyGate


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("no fever but chills", "emergency_sepsis"),
        ("no cough, only rigors", "emergency_sepsis"),
        ("just confused, no fever", "emergency_confusion"),
        ("no fever just a bit muddled", "emergency_confusion"),
        ("she has no fever, just confused", "emergency_confusion"),
        ("my catheter site is oozing pus and i feel hot", "emergency_sepsis"),
        ("exit site oozing pus", "emergency_infection"),
        ("exit site leaking clear fluid", "emergency_infection"),
        ("missed HD x2", "emergency_potassium"),
        ("missed dialysis twice", "emergency_potassium"),
        ("i didn't go to dialysis this week", "emergency_potassium"),
        ("exit site is oozing bloody pus", "emergency_bleeding"),
        ("the fistula is oozing and won't stop", "emergency_bleeding"),
        ("toes blue and cold suddenly", "emergency_limb"),
        ("leg suddenly white and cold", "emergency_limb"),
        ("his arm is suddenly weak and numb", "emergency_stroke"),
        ("INR of 9 and nosebleed", "emergency_bleeding"),
        ("INR of 9", "emergency_laboratory"),
        ("acute limb ischaemia", "emergency_limb"),
        ("foot pulseless cold", "emergency_limb"),
        ("spo2 is eighty", "emergency_heart"),
        ("sats eighty four on air", "emergency_heart"),
        ("MAP 48 on norad", "emergency_pressure_low"),
        ("SBP 70", "emergency_pressure_low"),
        ("VF arrest on HD", "emergency_unresponsive"),
        ("he arrested", "emergency_unresponsive"),
        ("pt crashing on dialysis", "emergency_pressure_low"),
        ("air embolism now", "emergency_line_air"),
        ("plaster soaked through again", "emergency_bleeding"),
        ("skin mottled knees", "emergency_sepsis"),
        ("toe fell off", "emergency_infection"),
        ("pain killers not working, crying all night", "emergency_pain"),
        ("\U0001f198", "emergency_general"),
        ("\U0001f691", "emergency_general"),
        ("stopping dialysis to be with my late wife", "crisis"),
        ("can you od on gabapentin", "crisis"),
        ("how many oxycodone would it take", "crisis"),
    ],
)
def test_heard_with_the_right_words(gate: SafetyGate, text: str, reply: str) -> None:
    verdict = gate.check(text)
    assert verdict is not None and verdict.reply == reply


@pytest.mark.parametrize(
    "text",
    [
        "s/p cardiac arrest 2019",
        "status post stroke",
        "afebrile, no rigors",
        "why is potassium 6.5 dangerous",
        "should i call 911 if my wound bleeds",
        "sats ninety five",
        "my dad is sixty five and on dialysis",
        "he was arrested by the police",
        "i missed dialysis monday",
        "no dialysis since tuesday, am i ok?",
        "critical limb ischaemia guidelines",
        "the wound oozes a little clear fluid as usual",
        "can you overdose on vitamin K",
        "how many tablets would I take a day",
        "the map shows 50 clinics",
        "my toenail fell off",
        "the toe nail broke off",
        "his foot fell off, says a man. can that happen?",
        "no fever, just a question",
        "I'm just confused about the dose, no rush",
        "is it safe to stop dialysis to be with my family at home",
        "can air embolism happen on dialysis",
        "we crashed the car after dialysis last year",
    ],
)
def test_stays_calm(gate: SafetyGate, text: str) -> None:
    assert gate.check(text) is None
