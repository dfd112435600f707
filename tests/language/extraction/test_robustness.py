"""The extraction survives any text, fast, and reads back what it would itself write."""

from __future__ import annotations

import time
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.language.extraction import Extractor

from .conftest import content

SALAD = """calcium phos PTH mg/dL mmol/L 9.5 1,250 <5 not no - / | ( ) , . ? 25-OH-D husband my warfarin HD x 5 yrs 67M
from to 2023-06-01 ref was ft ' BMI and a half point \u200b"""
PIECES = st.sampled_from([*SALAD.split(), "\n", "my husband", "5 ft"])
RENDERED = [
    ("calcium", "mg/dL", 6.5, 15),
    ("phosphate", "mmol/L", 0.5, 3.8),
    ("albumin", "g/L", 12, 50),
    ("pth", "pg/mL", 10, 2400),
    ("potassium", "mmol/L", 2.6, 6.4),
    ("creatinine", "umol/L", 50, 1700),
    ("haemoglobin", "g/dL", 5.1, 19),
    ("crp", "mg/L", 1, 290),
    ("alkaline_phosphatase", "U/L", 21, 900),
    ("vitamin_d_25oh", "nmol/L", 12, 300),
    ("ferritin", "ug/L", 5, 4900),
    ("inr", "", 0.9, 5.9),
    ("bicarbonate", "mmol/L", 11, 34),
    ("magnesium", "mg/dL", 1.1, 4.4),
    ("glucose", "mmol/L", 3, 30),
    ("wbc", "x10^9/L", 1.1, 49),
    ("lactate", "mmol/L", 0.4, 3.9),
    ("hba1c", "%", 3.6, 14.9),
    ("ionized_calcium", "mmol/L", 0.81, 1.59),
    ("urea", "mmol/L", 2, 50),
]
FORMS = [
    "{name} {value} {unit}",
    "{name}: {value}{unit}",
    "my {name} was {value} {unit} today",
    "{value} {unit} for {name}",
]


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_never_raises_on_any_unicode(extractor: Extractor, text: str) -> None:
    extractor.extract(text)


@pytest.mark.parametrize("name", ["calcium", "vitamin d", "potassium", "pth"])
@pytest.mark.parametrize("number", ["1e400", "1e-400", "9e99", "1" + "0" * 60, "0x1F"])
def test_never_raises_on_any_number(extractor: Extractor, name: str, number: str) -> None:
    for text in (f"{name} {number}", f"I take {name} {number} daily and {name} 500"):
        extractor.extract(text)


@given(
    st.lists(PIECES, max_size=40),
    st.sampled_from([None, "calcium", "warfarin", "age", "lesions", "dialysis_years", "nonsense"]),
)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_never_raises_on_clinical_salad(extractor: Extractor, pieces: list[str], expects: str | None) -> None:
    found = extractor.extract(" ".join(pieces), expects=expects)
    assert len({reading.analyte for reading in found.labs}) == len(found.labs)


@given(st.sampled_from(RENDERED), st.integers(0, 100), st.sampled_from(FORMS), st.booleans())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reads_what_is_written(
    extractor: Extractor, kind: tuple[str, str, float, float], share: int, form: str, comma: bool
) -> None:
    analyte, unit, low, high = kind
    value = Decimal(str(round(low + (high - low) * share / 100, 1 if high < 100 else 0))).normalize()
    typed = f"{value:f}".replace(".", ",") if comma else f"{value:f}"
    name = next(a for a in content_names()[analyte] if a.isascii())
    found = extractor.extract(form.format(name=name, value=typed, unit=unit).replace("  ", " "))
    assert [(reading.analyte, reading.value) for reading in found.labs] == [(analyte, value)]


LONG = {
    "values": "calcium 2.4 phosphate 1.8 pth 900 " * 300,
    "digits": "9" * 20_000,
    "points": "9." * 5_000,
    "no": "no " * 3_000,
    "brackets": "((((" * 5_000,
    "feet": "5 ft " * 2_000,
    "bmi": "bmi is of was at " * 600,
    "twenty": "twenty " * 1_200,
    "ones": "1 " * 5_000,
    "names": "calcium\n" * 1_200,
    "relatives": "my husband is " * 700,
    "durations": "on dialysis for " * 600,
    "table": "Date Ca PO4\n" + "2023-06-01 9.0 5.8\n" * 450,
    "list": "diabetes, " * 1_000,
    "context": "if I had warfarin not sure never " * 300,
    "phones": "+44 20 " * 1_400,
    "powers": "10^9/" * 2_000,
    "questions": "?" * 20_000,
}


@pytest.mark.parametrize("name", LONG)
def test_long_input_takes_no_more_than_seconds(extractor: Extractor, name: str) -> None:
    started = time.process_time()
    extractor.extract(LONG[name])
    assert time.process_time() - started < 3


def test_a_message_takes_milliseconds(extractor: Extractor) -> None:
    messages = [
        "74M on HD x 6 yrs, DM2, coumadin for AF",
        "my calcium is 9.5 and phosphate 7.2 mg/dL",
        "no diabetes, never had a transplant",
    ]
    times = []
    for message in messages * 20:
        started = time.process_time()
        extractor.extract(message)
        times.append(time.process_time() - started)
    assert sorted(times)[len(times) // 2] < 0.01


def test_keeps_nothing_between_messages(extractor: Extractor) -> None:
    alone = extractor.extract("phosphate 7.2")
    extractor.extract("calcium 2.4 mmol/L, my husband is diabetic")
    assert extractor.extract("phosphate 7.2") == alone


@cache
def content_names() -> dict[str, list[str]]:
    return {analyte["id"]: analyte["aliases"] for analyte in content("labs.yml")["analytes"]}
