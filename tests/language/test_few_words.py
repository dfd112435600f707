"""Messages of few words: despair that sounds like praise, a sign alone, notes that only deny, sessions missed."""

from __future__ import annotations

import pytest

from bot.language.decision.alarms.few_words import few_words, only_denied, unpraised
from bot.language.dialogue import DialogueContext
from bot.language.missed import missed_dialysis, tells_of_missed_dialysis

NOTHING = DialogueContext()


@pytest.mark.parametrize(
    "text",
    [
        "i've had enough",
        "ive had enough",
        "had enough",
        "I've had enough of this",
        "had enough of everything",
        "i am done",
        "I'm so done with it all",
        "ive had it up to here",
        "honestly i'm finished",
        "i can't do this any more",
        "had enough of this treatment",
        "i am done with dialysis",
    ],
)
def test_despair_of_few_words_is_asked_about(text: str) -> None:
    decision = few_words({"text": text}, NOTHING)
    assert decision is not None
    assert (decision.label, decision.details) == ("emotional_support", {"ask_if_safe": True})
    assert few_words({"text": text}, DialogueContext(active_form="risk_form")) is None


@pytest.mark.parametrize(
    "text",
    [
        "i'm done, thanks",
        "I am done with the form",
        "enough for today",
        "had enough to eat",
        "is 25 g enough",
        "the dressing is done",
        "we are done with antibiotics",
        "I have had enough sleep",
        "the session is finished",
        "ok enough",
        "I missed dialysis yesterday, what is a bone scan",
    ],
)
def test_other_ends_are_not(text: str) -> None:
    assert few_words({"text": text}, NOTHING) is None


@pytest.mark.parametrize("text", ["had enough", "i am done", "whatever", "so tired of it", "I give up", "alone again"])
def test_no_praise_without_a_kind_word(text: str) -> None:
    assert "feedback_good" in unpraised(text)


@pytest.mark.parametrize("text", ["great answer", "that helped a lot", "thanks", "spot on", "10/10", "\U0001f44d"])
def test_praise_stays_praise(text: str) -> None:
    assert unpraised(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "label"),
    [("fever", "sepsis"), ("chills", "sepsis"), ("Black toes", "differential"), ("rigors?", "sepsis")],
)
def test_a_sign_alone_is_asked_about(text: str, label: str) -> None:
    decision = few_words({"text": text}, NOTHING)
    assert decision is not None
    assert (decision.label, decision.details) == (label, {"ask_if_now": True})


@pytest.mark.parametrize("text", ["911", "999!", "call 112"])
def test_an_emergency_number_alone_is_a_call(text: str) -> None:
    decision = few_words({"text": text}, NOTHING)
    assert decision is not None and decision.label == "emergency"
    assert few_words({"text": text}, DialogueContext(active_form="risk_form")) is None
    assert few_words({"text": text, "labs": [{"analyte": "pth"}]}, NOTHING) is None


@pytest.mark.parametrize(
    "text",
    [
        "afebrile, no rigors",
        "no rigors, obs stable",
        "denies fever or chills",
        "denies chest pain, SOB",
        "no SOB no CP",
        "pt denies bleeding",
    ],
)
def test_notes_that_only_deny(text: str) -> None:
    assert only_denied(text)


@pytest.mark.parametrize(
    "text",
    [
        "no pulse",
        "no response, no fever",
        "no fever but chills",
        "no fever just confused",
        "afebrile, hypotensive and drowsy with new confusion",
        "no signs of life",
        "no one cares",
        "no hope, no point",
        "not breathing",
        "no fever?",
        "no urine since yesterday",
        "denies wanting to live",
        "not waking up",
    ],
)
def test_what_may_be_an_alarm_does_not_only_deny(text: str) -> None:
    assert not only_denied(text)


@pytest.mark.parametrize(
    "text",
    [
        "i didn't go to dialysis this week",
        "no dialysis since tuesday, am i ok?",
        "machine broke no dialysis since friday",
        "missed HD x2",
        "i missed dialysis monday",
        "havent been to dialysis for a week",
        "dialysis cancelled 3 days ago",
        "didnt make it to dialysis",
        "my session was cancelled yesterday",
        "couldn't get to dialysis because of the snow",
    ],
)
def test_a_missed_session_is_told(text: str) -> None:
    assert tells_of_missed_dialysis(text)
    decision = few_words({"text": text}, NOTHING)
    assert decision is not None and decision.details == {"reply": "missed_dialysis"}


@pytest.mark.parametrize(
    "text",
    [
        "what happens if i miss dialysis",
        "can i skip dialysis on monday",
        "I missed a session once in 2019",
        "never missed dialysis",
        "i missed the bus to dialysis but got a lift",
    ],
)
def test_other_talk_of_missing_is_not(text: str) -> None:
    assert not tells_of_missed_dialysis(text)


@pytest.mark.parametrize(
    "text",
    [
        "I am not on dialysis",
        "no dialysis yet",
        "not on dialysis for 2 years",
        "transplanted in 2020, no dialysis since",
        "not on dialysis since my transplant 3 years ago",
        "no pd but hd",
    ],
)
def test_no_dialysis_at_all_is_no_missed_session(text: str) -> None:
    assert not missed_dialysis(text)


@pytest.mark.parametrize("text", ["911", "fever", "had enough"])
def test_an_alarm_before_makes_no_difference(text: str) -> None:
    before = DialogueContext(label="emergency")
    assert few_words({"text": text}, before) == few_words({"text": text}, NOTHING) is not None


def test_denying_after_an_alarm_is_no_small_talk() -> None:
    assert few_words({"text": "no fever"}, DialogueContext(label="emergency")) is None
