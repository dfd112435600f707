"""Questions of pronouns are about what was just explained, as `knowledge/next_questions.yml` has it."""

from __future__ import annotations

import pytest

from actions.resources import catalogue
from bot.language.decision.next_question import NextQuestion, NextQuestions
from bot.library.current import document, knowledge
from bot.library.ids import NON_TOPIC_IDS, REQUIRED_TOPICS

LABELS = NON_TOPIC_IDS | set(REQUIRED_TOPICS) | set(knowledge().topic_ids())
RULES = NextQuestions.from_dict(document("next_questions"))


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in RULES.rules for text in rule.tried])
def test_each_rule_hears_what_it_says_it_hears(rule: NextQuestion, text: str) -> None:
    for meant, places in rule.means.items():
        before = "pain" if places == {"any"} else min(places)
        assert RULES.meant(text, [before]) == (before if meant == "same" else meant)


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_rules_speak_of_labels_that_exist(rule: NextQuestion) -> None:
    places = frozenset().union(*rule.means.values()) - {"any"}
    assert places <= LABELS | set(catalogue())
    assert set(rule.means) - {"same"} <= LABELS


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("does it hurt", "pain"),  # of the illness itself: its own answer
        ("does my leg have to come off", "skin_biopsy"),
        ("is warfarin safe", "skin_biopsy"),  # has a subject
        ("get rid of it please", "wound_care"),  # the wound, not what was told
        ("how do I get it up", "phosphate"),
        ("that's a good question", "pain"),
        ("it is not scary at all to me, what about the diet", "pain"),
        ("is my liver bad", "low_phosphate_diet"),
        ("is my liver fine", "low_phosphate_diet"),
        ("liver bad", "low_phosphate_diet"),
        ("is my corn bad", "low_phosphate_diet"),
        ("stretching with bleeding", "exercise_and_work"),
        ("going running in pain", "exercise_and_work"),
        ("dancing with death", "exercise_and_work"),
        ("is my weight ok", "exercise_and_work"),
        ("now, or will he lose the leg", "which_specialist"),
        ("today or should I say goodbye", "which_specialist"),
        ("is a routine appointment ok for my chest", "which_specialist"),
        ("does it raise the risk of heart attack", "interpret_labs"),
        ("would that put me at risk of a stroke", "interpret_labs"),
        ("could that give me a higher risk of bleeding", "interpret_labs"),
        ("will that make getting cancer more likely", "interpret_labs"),
        ("could these make it more likely I will die", "interpret_labs"),
        ("alb 12, does that mean anything", "prognosis"),
    ],
)
def test_other_messages_are_left_to_the_classifier(text: str, before: str) -> None:
    assert RULES.meant(text, [before]) is None
