"""Example resources that HL7 publishes (tests/api/data/README.md)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from bot.api.imports import read_fhir
from bot.errors import InputError

DATA = Path(__file__).parent / "data"


def read(name, catalogue):
    return read_fhir((DATA / name).read_bytes(), catalogue)


def test_a_general_health_panel(catalogue):
    found = read("Bundle-ghp.json", catalogue)
    values = {reading.analyte: (reading.value, reading.unit) for reading in found.labs}
    assert values["calcium"] == (Decimal("2.38"), "mmol/L")
    assert values["phosphate"] == (Decimal("1.5"), "mmol/L")
    assert values["albumin"] == (Decimal(42), "g/L")
    assert values["creatinine"] == (Decimal(90), "umol/L"), "0.09 mmol/L, followed by its metric prefix"
    assert found.marks["ionized_calcium"] == ("calculated", "stale")
    assert not found.faults
    assert {reading.taken.isoformat() for reading in found.labs} == {"2015-08-16"}, "the date of the report"
    assert len(found.not_recognised) > 30


def test_bundles_inside_a_bundle_give_a_series(catalogue):
    found = read("Bundle-serial-one-person.json", catalogue)
    phosphate = next(reading for reading in found.labs if reading.analyte == "phosphate")
    assert phosphate.earlier
    assert phosphate.taken > phosphate.earlier[0].taken


def test_a_single_observation(catalogue):
    assert [reading.analyte for reading in read("Observation-f203.json", catalogue).labs] == ["bicarbonate"]


def test_a_herd_is_no_person(catalogue):
    with pytest.raises(InputError, match="not about a person"):
        read("Observation-herd1.json", catalogue)
