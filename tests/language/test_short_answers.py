"""What a few prepared words answer: feelings and everyday questions, each rule beside what it must leave alone."""

from __future__ import annotations

import pytest

from bot.language.decision.beside.short_answers import ShortAnswer, ShortAnswers
from bot.language.decision.map import TopicMap
from bot.language.dialogue import DialogueContext
from bot.library.current import document

RULES = ShortAnswers.read(document("feelings"), document("everyday"))
TOLD = frozenset({"loss"})


def _context(rule: ShortAnswer) -> DialogueContext:
    return DialogueContext(lately=rule.after, short=rule.after_ever, topic=min(rule.after_topic, default=None))


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in RULES.rules for text in rule.tried])
def test_each_rule_hears_what_it_says_it_hears(rule: ShortAnswer, text: str) -> None:
    heard = RULES.heard({"text": text}, _context(rule))
    assert heard is not None
    assert heard.id == rule.id


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in RULES.rules for text in rule.left])
def test_each_rule_leaves_what_it_says_it_leaves(rule: ShortAnswer, text: str) -> None:
    assert not rule.hears(text)


@pytest.mark.parametrize(
    ("text", "told", "rule"),
    [
        ("we could have saved her, couldn't we", TOLD, "fault_of_loss"),
        ("i keep thinking it was all my fault", frozenset(), "fault"),
        ("i ought to have gone to the GP in spring", frozenset(), "hindsight"),
        ("my gran passed away on sunday", frozenset(), "loss"),
        ("was he in much pain?", TOLD, "suffered_so"),
        ("whom could I call", TOLD, "company"),
        ("the nurses say I'm exaggerating", frozenset(), "unbelieved"),
        ("i'm petrified", frozenset(), "fear"),
        ("i'm terrified my wife is going to die", frozenset(), "fear_of_losing"),
        ("they overlooked it for weeks, everyone missed it", frozenset(), "late"),
    ],
)
def test_other_words_of_the_same_kind_are_heard(text: str, told: frozenset[str], rule: str) -> None:
    heard = RULES.heard({"text": text}, DialogueContext(lately=told))
    assert heard is not None
    assert heard.id == rule


@pytest.mark.parametrize(
    "text",
    [
        "what is calciphylaxis",
        "how is it treated",
        "my wound smells and I am scared he said",
        "should I stop the warfarin",
        "does the drip hurt",
        "is a missed session dangerous",
        "how many people get it",
        "the biopsy was negative",
        "why is phosphate bad",
        "he lost weight",
        "can I take ibuprofen",
        "does a bone scan hurt",
        "what does a PTH of 480 mean",
    ],
)
def test_plain_questions_are_no_feelings(text: str) -> None:
    assert RULES.heard({"text": text}, DialogueContext()) is None


def test_nothing_is_heard_from_professionals_values_answers_and_decisions() -> None:
    scared = {"text": "I'm so scared"}
    assert RULES.heard(scared, DialogueContext(audience="clinician")) is None
    assert RULES.heard(scared | {"clinical": True}, DialogueContext()) is None
    assert RULES.heard(scared | {"labs": [{}]}, DialogueContext()) is None
    assert RULES.heard(scared | {"limit": "personal_treatment_decision"}, DialogueContext()) is None
    assert RULES.heard(scared | {"history": {"age": 50}}, DialogueContext(active_form="risk_form")) is None


def test_a_feeling_beside_a_plain_question_does_not_take_its_place() -> None:
    topics = TopicMap({"contagious": "Can it be caught?", "emotional_support": "Fear"})
    found = RULES.heard({"text": "I'm scared. is it catching"}, DialogueContext())
    assert found is not None
    assert RULES.decided(found, {"text": "…"}, [("contagious", 0.95)], None, topics) is None
    decided = RULES.decided(found, {"text": "…"}, [("emotional_support", 0.95)], None, topics)
    assert decided is not None
    assert decided.details == {"short": "fear"}
