"""What the words of a message say against an alarm of the second reader, each beside what is one."""

from __future__ import annotations

import pytest

from bot.language.decision.alarms.no_alarm import calmer, cut_who, past_attempt, with_check, wound_only
from bot.language.decision.model import Decision


def calm(text: str, topic: str | None = None) -> list[str]:
    return list(calmer({"text": text}, topic)["calm"])


@pytest.mark.parametrize(
    "text",
    [
        "I'm the on call registrar",
        "I am the renal F1 tonight, what next",
        "this is the ward nurse",
        "PMH: CABG 2011, overdose 2006. Now tender plaque L hip",
        "previous suicide attempt, no concerns, asks about biopsy",
        "I've stopped taking the sevelamer, it gives me wind",
        "she's not taking the cinacalcet",
        "what happens if I do nothing",
        "his ulcer stinks tonight",
        "the dressing is weeping again",
    ],
)
def test_no_crisis_in_it(text: str) -> None:
    assert "crisis" in calm(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'm the night registrar and I want to die",
        "I am a nurse, I have the drugs in my locker",
        "overdose 2006, thoughts are back",
        "previous suicide attempt, now voicing intent",
        "prior overdose 2008, currently suicidal",
        "history of self harm, has taken all her tablets",
        "my sores smell and I walked out onto the bridge last Sunday",
        "I've stopped my insulin",
        "I've stopped the binders, there is no point",
        "what happens if I don't wake up",
        "my leg stinks and I can't go on",
        "I can't take it any more",
        "I don't want to be here tonight",
    ],
)
def test_may_still_be_a_crisis(text: str) -> None:
    assert "crisis" not in calm(text)


def test_it_is_what_was_spoken_of() -> None:
    assert "crisis" in calm("then I'm not taking it any more", "sodium_thiosulfate")
    assert "crisis" not in calm("then I'm not taking it any more")
    assert "crisis" not in calm("I can't take it any more", "sodium_thiosulfate")


@pytest.mark.parametrize(
    "text",
    [
        "61F HD, calf ulcers granulating, dressed alternate days",
        "BP 94/52 on HD, his usual, asymptomatic",
        "68M HD, duodenal ulcer on PPI, skin fine",
        "pain 7/10 at dressing, settles to 2 afterwards",
        "wound clean and dry, no fever, review in 1 week",
        "a sore purple patch on my hip",
        "I keep trembling, so anxious about the scan",
    ],
)
def test_no_emergency_in_it(text: str) -> None:
    assert "emergency" in calm(text)


@pytest.mark.parametrize(
    "text",
    [
        "61F HD, ulcers clean, not rousing",
        "wound clean but he is drowsy",
        "ulcers stable, new rigors since dialysis",
        "BP usual for him, now clammy",
        "painful bruise on my thigh that doubled in an hour",
        "I keep trembling and I feel hot, so scared",
        "the patch on my leg has turned black and hurts",
    ],
)
def test_may_still_be_an_emergency(text: str) -> None:
    assert "emergency" not in calm(text)


def test_a_note_is_read_without_whom_it_is_about() -> None:
    ranking, rest = [("emergency", 0.8)], [("out_of_scope_medical", 0.9)]
    turn = {"text": "55M on HD, mouth ulcers"}
    assert cut_who(turn, ranking, lambda _: rest) == rest
    assert cut_who(turn, ranking, lambda _: [("emergency", 0.6)]) == ranking
    assert cut_who(turn, ranking, None) == ranking
    assert cut_who({"text": "72 F PD, sudden silence"}, ranking, lambda _: rest) == ranking
    assert cut_who({"text": "mouth ulcers"}, ranking, lambda _: rest) == ranking


def test_an_attempt_in_the_history() -> None:
    assert past_attempt("h/o self-harm in his teens, stable")
    assert not past_attempt("self-harm again last week")
    assert not past_attempt("he attempted suicide")


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("her sore smells more than yesterday", True),
        ("wound leaking yellow, can it wait until friday", True),
        ("the wound smells and she is shivering", False),
        ("the wound is oozing, redness spreading", False),
        ("the wound stinks, I want it to end", False),
        ("my kidneys are fine", False),
    ],
)
def test_a_wound_to_be_seen_today(text: str, only: bool) -> None:
    assert wound_only(text) is only


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("suicide attempt 2001, asks about binders", "past_attempt"),
        ("I am shaking, so nervous", "ask_if_shivering"),
        ("the ulcer is weeping more", "see_wound"),
        ("what dressing for a wound that smells", None),
        ("my phosphate is 1.9", None),
    ],
)
def test_a_careful_sentence_in_front(text: str, check: str | None) -> None:
    details = with_check(Decision("pain", "pain", 0.9, "classifier"), text).details
    assert details == ({check: True} if check else {})


def test_an_alarm_needs_no_sentence_in_front() -> None:
    alarm = Decision("emergency", "emergency", 0.9, "gate")
    assert with_check(alarm, "the ulcer is weeping more") is alarm
