"""What follows on values just looked at, each beside what stands for itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.language.decision.values.after_values import after_values
from bot.language.dialogue import DialogueContext

BOTH = frozenset({"calcium", "phosphate"})
VALUES = frozenset({Decimal("9.6"), Decimal("6.1")})
PRODUCT = DialogueContext(label="compute_product", topic="calcium_phosphate_product", known=BOTH, values=VALUES)
PTH = DialogueContext(label="interpret_labs", known=frozenset({"pth"}), about=("pth",), last="pth", values=VALUES)
CREATININE = DialogueContext(label="convert_units", known=frozenset({"creatinine"}), last="creatinine", values=VALUES)


def _label(text: str, context: DialogueContext) -> str | None:
    found = after_values({"text": text}, context)
    return found.label if found else None


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("is anything over 70 risky", "calcium_phosphate_product"),
        ("so below fifty five is ok then?", "calcium_phosphate_product"),
        ("> 55 bad?", "calcium_phosphate_product"),
        ("is phosphate above 7 bad", None),  # of a value
        ("is that bad", None),
        ("are people above 70 years at risk", None),
        ("is it over", None),
        ("what are the odds for him with these results", "assess_risk"),
        ("and the calciphylaxis risk?", "assess_risk"),
        ("what does that mean for his risk", "assess_risk"),
        ("what does risk mean", None),
        ("what are the risk factors", None),
        ("risk of a biopsy with these", None),
        ("what are my chances of dying", None),
        ("is that a risk", None),
    ],
)
def test_after_a_product(text: str, label: str | None) -> None:
    assert _label(text, PRODUCT) == label
    assert _label(text, DialogueContext(topic="definition", label="definition")) is None


@pytest.mark.parametrize(
    ("text", "as_if"),
    [
        ("and 900?", "pth 900"),
        ("what about 250 pg/mL", "pth 250 pg/mL"),
        ("if it dropped to 40", "pth 40"),
        ("would 150 be fine then", "pth 150"),
        ("is 90 better", "pth 90"),
        ("and 90", "pth 90"),
        ("900", None),
        ("it was 900", None),  # told
        ("and now 900", None),
        ("the result came back 900", None),
        ("up from 90", None),
        ("and after 3 months?", None),
        ("and 2 of the tablets?", None),
        ("I am 62", None),
        ("what about 3 times a week", None),
    ],
)
def test_another_number_of_the_value_before(text: str, as_if: str | None) -> None:
    found = after_values({"text": text}, PTH)
    assert (found.details.get("as_if") if found else None) == as_if
    several = DialogueContext(label="interpret_labs", known=BOTH, about=("calcium", "phosphate"), values=VALUES)
    assert after_values({"text": text}, several) is None


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("is too low harmful as well", "parathyroid_and_risk"),
        ("but why would a low one be a problem", "parathyroid_and_risk"),
        ("is that low", None),  # asked of one's own
        ("too low?", None),
        ("why is low blood pressure bad", None),
    ],
)
def test_the_other_way(text: str, label: str | None) -> None:
    assert _label(text, PTH) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("are his kidneys all right then", "interpret_labs"),
        ("so the kidneys are working?", "interpret_labs"),
        ("can healthy kidneys get it", None),
        ("my kidneys hurt", None),
        ("my kidneys failed in 2019", None),
    ],
)
def test_the_kidneys_after_a_creatinine(text: str, label: str | None) -> None:
    assert _label(text, CREATININE) == label
    assert _label(text, PTH) is None
