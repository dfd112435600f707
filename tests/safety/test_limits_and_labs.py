"""One truth about critical values: the limits of the gate are rows of the laboratory catalogue, or say why not."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from bot.clinical.analytes import Catalogue, Limit
from bot.clinical.convert import to_canonical
from bot.language.extraction import Extractor
from bot.language.safety.gate import SafetyGate
from tests.safety.conftest import load

RULES: dict[str, Any] = load("red_flags")
CATALOGUE = Catalogue.from_dict(load("labs"))
SIDES = [(analyte, side) for analyte, row in RULES["critical"].items() for side in ("low", "high") if side in row]
# Words of a message alarm before the laboratory's limit does: from 325 mg/dL on a sugar is called about (assumption).
EARLIER_IN_WORDS = {("glucose", "high")}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(CATALOGUE, load("lexicon"), load("context_rules"))


def rows(analyte: str, side: str) -> list[Limit]:
    """The catalogue's limits of one side, the most cautious first."""
    found = [row for row in CATALOGUE[analyte].critical if ("<" in row.operator) == (side == "low")]
    return sorted(found, key=lambda row: canonical(analyte, row), reverse=side == "low")


def canonical(analyte: str, row: Limit) -> Fraction:
    return Fraction(to_canonical(CATALOGUE[analyte], row.value, row.unit))


def own(analyte: str, side: str) -> tuple[str, Decimal]:
    match = re.fullmatch(r"([<>]=?)(.+)", RULES["critical"][analyte][side]["limit"])
    assert match
    return match.group(1), Decimal(match.group(2))


@pytest.mark.parametrize(("analyte", "side"), SIDES)
def test_a_limit_is_a_row_of_the_catalogue(analyte: str, side: str) -> None:
    operator, value = own(analyte, side)
    unit = CATALOGUE[analyte].canonical_unit
    same = [row for row in rows(analyte, side) if (row.operator, row.value) == (operator, value)]
    row = RULES["critical"][analyte][side]
    assert any(each.unit in {unit, "10*9/L"} and row["src"] in each.sources for each in same)
    cautious = canonical(analyte, rows(analyte, side)[0]) == Fraction(value)
    assert cautious != bool(row.get("because")), "a more cautious row needs its reason, the most cautious needs none"


def test_what_raises_no_alarm_is_listed_with_its_reason() -> None:
    known = {(each.id, side) for each in CATALOGUE.values() for side in ("low", "high") if rows(each.id, side)}
    silent = {tuple(name.split()): why for name, why in RULES["no_alarm"].items()}
    assert known - set(SIDES) == set(silent)
    assert all(silent.values())


@pytest.mark.parametrize(("analyte", "side"), SIDES)
def test_the_alarm_begins_at_the_limit(gate: SafetyGate, extractor: Extractor, analyte: str, side: str) -> None:
    operator, limit = own(analyte, side)
    step = Decimal("0.1") if limit < 100 else Decimal(1)
    step = Decimal("0.01") if analyte == "ionized_calcium" else step
    past = limit if "=" in operator else limit + (step if side == "high" else -step)
    short = past - step if side == "high" else past + step
    unit = "" if analyte == "inr" else CATALOGUE[analyte].canonical_unit
    name = {"wbc": "wbc", "crp": "CRP"}.get(analyte, analyte.replace("_", " "))

    def alarms(value: Decimal) -> bool:
        text = f"{name} {value} {unit}".replace("10*3/uL", "x10^9/L").strip()
        return gate.check(text, readings=extractor.extract(text).labs) is not None

    assert alarms(past)
    assert alarms(short) is ((analyte, side) in EARLIER_IN_WORDS)
