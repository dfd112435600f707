"""What is told beside a feeling and weighs more: signs, slips with medicines, treatments, commands, wishes to die."""

from __future__ import annotations

import pytest

from bot.language.decision.beside.short_answers import ShortAnswers
from bot.language.decision.beside.told_beside import after_a_death, told_beside, unanswered
from bot.language.decision.leaning.said_again import said_again
from bot.language.decision.model import Decision
from bot.language.dialogue import DialogueContext
from bot.library.current import document

RULES = ShortAnswers.read(document("feelings"), document("everyday"))
MOURNING = DialogueContext(lately=frozenset({"loss"}))


def _kind(text: str, context: DialogueContext | None = None) -> str | None:
    felt = RULES.heard({"text": text}, context or DialogueContext())
    assert felt is not None, text
    beside = told_beside(felt, text, [])
    return beside.kind if beside else None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I feel so ashamed, there was blood in the toilet", "body"),
        ("it's unfair, now his other foot is turning black", "body"),
        ("I'm so lonely here and yesterday I fell down the stairs", "body"),
        ("nobody understands, and the wound is spreading", "body"),
        ("I blame myself, I stuck two patches on him last night", "slip"),
        ("I'm so scared, I took the insulin twice", "slip"),
        ("is it my fault, can she stop the warfarin then", "treatment"),
        ("is it my fault? can I skip dialysis on Friday", "treatment"),
        ("can I fast and leave out my binders", "treatment"),
        ("I'm so ashamed of my legs", None),
        ("I'm embarrassed because it smells", None),
        ("I feel guilty, I cooked her too much cheese", None),
        ("I feel guilty, I gave her the wrong tablets years ago", None),
        ("my mum died on Monday, she was bleeding at the end", None),
        ("can I drive with the morphine", None),
        ("I'm afraid of blood tests", None),
        ("should we have stopped the warfarin, is it my fault", None),
    ],
)
def test_what_weighs_more_than_the_prepared_words(text: str, kind: str | None) -> None:
    assert _kind(text) == kind


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("I want to go and be with her", True),
        ("I will see my mum again soon", True),
        ("I don't want to go on", True),
        ("I still have all his tablets in the drawer", True),
        ("I have his pills here, shall I bring them back to the pharmacy", False),
        ("she was so kind", False),
        ("I want to talk to somebody", False),
    ],
)
def test_whether_somebody_who_mourns_may_want_to_die(text: str, asked: bool) -> None:
    assert after_a_death(text, None, MOURNING) is asked


def test_the_same_words_without_a_death_are_not_asked_about() -> None:
    assert not after_a_death("I want to be with her at dialysis", None, DialogueContext())


def test_feelings_hold_for_a_few_messages_only() -> None:
    told_long_ago = DialogueContext(short=frozenset({"loss"}))
    assert RULES.heard({"text": "who can I call"}, told_long_ago) is None
    found = RULES.heard({"text": "who can I call"}, MOURNING)
    assert found is not None and found.id == "company"


def _guess(label: str | None) -> Decision:
    return Decision(label or "clarify", label, 0.4, "classifier", clarify=() if label else ("ulcers",))


@pytest.mark.parametrize(
    ("text", "label", "reply"),
    [
        ("I live by myself and fell last night", "emotional_support", "told_beside"),
        ("his toes went black somehow", None, "told_beside"),
        ("I gave mum her insulin and then again", "emotional_support", "slip"),
        ("is black skin always dead", None, None),
        ("I feel sad", "emotional_support", None),
    ],
)
def test_kind_words_and_guesses_do_not_stand_for_a_sign(text: str, label: str | None, reply: str | None) -> None:
    decided = unanswered(_guess(label), {"text": text}, DialogueContext(), None)
    assert decided.details.get("triage") == reply


def test_a_sign_told_by_a_professional_is_left_to_the_page() -> None:
    decided = _guess("emotional_support")
    turn = {"text": "he fell on the ward"}
    assert unanswered(decided, turn, DialogueContext(audience="clinician"), None) is decided


def test_an_alarm_is_repeated_and_not_made_simple() -> None:
    wish = Decision("simpler", "simpler", 0.85, "context", details={"short": "again"})
    alarmed = DialogueContext(label="emergency", alarm={"reply": "emergency_heart", "rule": "chest_pain"})
    repeated = said_again(wish, alarmed)
    assert (repeated.label, repeated.details["reply"]) == ("emergency", "emergency_heart")
    assert said_again(wish, DialogueContext(label="definition")) is wish
    in_form = DialogueContext(label="assess_risk", active_form="risk_form")
    assert said_again(wish, in_form).details == {"resume": True}
    pressed = Decision("simpler", "simpler", 1.0, "button")
    assert said_again(pressed, alarmed) is pressed
