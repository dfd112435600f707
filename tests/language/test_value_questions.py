"""Questions about values told before, units told after the numbers, people told apart in one message."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bot.language.decision.values.units_told import puts_units_right, units_told
from bot.language.decision.values.value_questions import ValueQuestion, ValueQuestions
from bot.language.dialogue import DialogueContext
from bot.language.extraction.people.apart import people_apart
from bot.library.current import document

RULES = ValueQuestions.from_dict(document("next_questions")["of_values"])
KNOWN = frozenset({"calcium", "phosphate", "albumin", "pth"})
TOLD = DialogueContext(known=KNOWN, label="interpret_labs", values=frozenset({Decimal("2.4")}), guessed=KNOWN)


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in RULES.rules for text in rule.tried])
def test_each_rule_hears_what_it_says_it_hears(rule: ValueQuestion, text: str) -> None:
    assert next(each.id for each in RULES.rules if each.fits(text)) == rule.id
    asked = RULES.asked({"text": text}, TOLD)
    assert asked is not None
    assert asked.label == rule.does


@pytest.mark.parametrize(
    "text",
    [
        "correct",
        "that's correct",
        "is warfarin bad",
        "is phosphate bad",
        "what is the calcium-phosphate product?",
        "what does the product mean",
        "is it painful",
        "is the biopsy dangerous",
        "what are normal levels",
        "am i ok",
        "in us patients",
        "the calcium is low",
        "what is the upper limit",
    ],
)
def test_other_messages_are_left_alone(text: str) -> None:
    assert RULES.asked({"text": text}, TOLD) is None


def test_nothing_told_nothing_asked() -> None:
    assert RULES.asked({"text": "corr Ca pls"}, DialogueContext()) is None
    only = DialogueContext(known=frozenset({"pth"}), values=frozenset({Decimal(610)}), label="interpret_labs")
    assert RULES.asked({"text": "is the phosphate high?"}, only) is None


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("sorry, mg/dL for Ca and mmol/L for phosphate", [("calcium", "mg/dl"), ("phosphate", "mmol/l")]),
        ("ca mg/dl; po4 mmol/l", [("calcium", "mg/dl"), ("phosphate", "mmol/l")]),
        ("units are SI", [(None, "si")]),
        ("our lab uses US units", [(None, "us")]),
        ("those were all in mg/dL", [(None, "mg/dl")]),
        ("i forgot to say they are all in mmol/l", [(None, "mmol/l")]),
        ("calcium is mg/dL, the rest is SI", [("calcium", "mg/dl"), (None, "si")]),
    ],
)
def test_units_are_put_right(text: str, rows: list[Any]) -> None:
    told = units_told(text)
    assert [(row["analyte"], row["unit"]) for row in told] == rows
    assert puts_units_right(told, text, TOLD)


@pytest.mark.parametrize(
    "text", ["phos in mg/dl?", "SI units please", "is it us", "what units", "mmol/L", "convert to SI"]
)
def test_a_wish_for_other_units_puts_nothing_right(text: str) -> None:
    assert not puts_units_right(units_told(text), text, TOLD)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("pt A Ca 2.4 phos 1.9, pt B Ca 2.1 phos 2.6, who's worse?", ["pt A", "pt B"]),
        ("bed 4 Ca 2.4, bed 12 Ca 2.1", ["bed 4", "bed 12"]),
        ("Mr Smith Ca 2.4; Mrs Jones Ca 2.1", ["person 1", "person 2"]),
        ("mum ca 2.4, dad ca 2.1", ["mum", "dad"]),
        ("A: Ca 2.4 B: Ca 2.1", ["A", "B"]),
        ("first one Ca 2.4, second one Ca 2.1, who is sicker", ["first one", "second one"]),
        ("first one Ca 2.4 in May, second one Ca 2.1 in June", []),
        ("pt A Ca 2.4, patient a phos 1.9", []),
        ("pt 2 years on HD, Ca 2.4", []),
    ],
)
def test_people_are_told_apart(text: str, names: list[str]) -> None:
    assert [part.name for part in people_apart(text)] == names
