"""Sums in another unit, products in order, suppositions and the next person: each beside its opposite."""

from __future__ import annotations

from typing import Any

import pytest

from bot.language.decision.alarms.second_reader import second_reader
from bot.language.decision.form.another_person import another_person
from bot.language.decision.leaning.findings_added import findings_added
from bot.language.decision.leaning.supposing import plainly_supposed
from bot.language.decision.values.sum_again import product_told, sum_in_unit
from bot.language.dialogue import DialogueContext
from bot.language.multiplied import multiplied_in_order, without_products

PRODUCT = DialogueContext(label="calcium_phosphate_product", topic="calcium_phosphate_product")
SUM = DialogueContext(label="compute_product", topic="calcium_phosphate_product", known=frozenset({"calcium"}))


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("in mmol²/L² then", "mmol"),
        ("could I have that in mg", "mg"),
        ("mg2/dL2?", "mg"),
        ("as SI units", "si"),
        ("and in the other system", "other"),
        ("mmol/L", None),  # puts a unit right
        ("phosphate in mmol", None),  # names a value
        ("in the morning", None),
        ("convert them to mmol", None),
    ],
)
def test_a_sum_is_asked_for_in_another_unit(text: str, to: str | None) -> None:
    found = sum_in_unit({"text": text}, SUM)
    assert (found.details["to"] if found else None) == to
    assert sum_in_unit({"text": text}, DialogueContext(label="interpret_labs")) is None


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("ours came out at 3.6", ("3.6", "mmol")),
        ("my number is 58 mg²/dL²", ("58", "mg")),
        ("it was 4.1 in the SI version", ("4.1", "mmol")),
        ("I am 58 years old", None),
        ("it was 16", None),  # neither
        ("mine are 9.4 and 6.1", None),
        ("he is 300", None),
    ],
)
def test_a_product_is_brought_along(text: str, product: tuple[str, str] | None) -> None:
    found = product_told({"text": text}, PRODUCT)
    told = found.details["product"] if found else None
    assert told == (None if product is None else {"value": product[0], "kind": product[1]})
    assert product_told({"text": text}, DialogueContext(label="age", topic="definition")) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("times 8.6 and 5.5, calcium and phosphate", "calcium 8.6, phosphate 5.5"),
        ("product of 5.5 × 8.6 for P and Ca", "phosphate 5.5, calcium 8.6"),
        ("Ca × PO4: 2.3 × 1.7", "calcium 2.3, phosphate 1.7"),
        ("calcium and phosphate were 8.6 and 5.5", None),  # no product is asked for
        ("multiply 8.6 by 5.5 by 2, calcium and phosphate", None),
        ("calcium 8.6, phosphate 5.5, product", None),
        ("multiply 8.6 by 5.5, calcium and calcium", None),
    ],
)
def test_numbers_and_names_in_one_order(text: str, told: str | None) -> None:
    read = multiplied_in_order(text)
    assert told in read if told else read == text


def test_a_square_is_no_magnesium() -> None:
    assert without_products("it was 52 mg2/dL2") == "it was product"
    for text in ("phosphate 6.1 mg 2.1", "Mg 2.1 mg/dL", "52 mg 2 times a day"):
        assert without_products(text) == text


@pytest.mark.parametrize(
    ("text", "supposed"),
    [
        ("imagine she was on warfarin", True),
        ("so what if he had no diabetes", True),
        ("let's assume the calcium was 8.5", True),
        ("if she weren't diabetic", True),
        ("say 58", False),
        ("if I remember, 58", False),
        ("what if I don't know my PTH", False),
        ("he has no diabetes", False),
        ("I suppose so", False),
        ("I suppose he is diabetic", False),
    ],
)
def test_suppositions(text: str, supposed: bool) -> None:
    assert plainly_supposed(text) is supposed


@pytest.mark.parametrize(
    ("text", "anew"),
    [
        ("He's all done, on to the next patient", ""),
        ("new patient now: a man of 80", "a man of 80"),
        ("ok start over with someone else", ""),
        ("bin all of that, it's for my sister", "it's for my sister"),
        ("next, a woman of 44", "a woman of 44"),
        ("next one please", None),
        ("forget that, the age is 80", None),
        ("another patient on the ward has it", None),
        ("is there a new patient leaflet?", None),
        ("start the next infusion slowly", None),
    ],
)
def test_the_next_person(text: str, anew: str | None) -> None:
    told = DialogueContext(active_form="risk_form", known=frozenset({"sex"}))
    found = another_person({"text": text}, told)
    assert (found.details["anew"] if found else None) == anew
    first = another_person({"text": text}, DialogueContext())
    assert first is None or "sister" in text


@pytest.mark.parametrize(
    ("turn", "added"),
    [
        ({"text": "no fever", "findings": [{"id": "fever", "status": "absent"}]}, True),
        ({"text": "he takes warfarin", "history": {"warfarin": True}}, True),
        ({"text": "is a fever part of it", "findings": [{"id": "fever", "status": "present"}]}, False),
        ({"text": "I see", "findings": []}, False),
        ({"text": "he is 61", "history": {"age": 61}}, False),
    ],
)
def test_findings_after_the_list(turn: dict[str, Any], added: bool) -> None:
    assert (findings_added(turn, DialogueContext(label="differential")) is not None) is added
    assert findings_added(turn, DialogueContext(label="symptoms")) is None


def test_a_number_alone_alarms_by_what_it_measures_only() -> None:
    ranking = [("emergency", 0.8), ("crisis", 0.15)]
    assert second_reader({"text": "oops, 8.8"}, ranking) is None
    assert second_reader({"text": "no, it's 8.8"}, ranking) is None
    assert second_reader({"text": "oops, she collapsed"}, ranking) is not None
