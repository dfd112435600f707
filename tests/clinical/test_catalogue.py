"""The shipped analytes are complete, consistent and sourced."""

from __future__ import annotations

import copy
from fractions import Fraction

import pytest
import yaml

from bot.clinical.analytes import Analyte, Catalogue
from bot.clinical.convert import to_canonical
from bot.errors import ContentError
from tests.clinical.conftest import CATALOGUE, KNOWLEDGE, document

CONTRACT = {
    "calcium": "mg/dL",
    "ionized_calcium": "mmol/L",
    "albumin": "g/dL",
    "phosphate": "mg/dL",
    "pth": "pg/mL",
    "alkaline_phosphatase": "U/L",
    "vitamin_d_25oh": "ng/mL",
    "creatinine": "mg/dL",
    "urea": "mg/dL",
    "bicarbonate": "mmol/L",
    "inr": "1",
    "crp": "mg/L",
    "wbc": "10*3/uL",
    "haemoglobin": "g/dL",
    "ferritin": "ng/mL",
    "glucose": "mg/dL",
    "hba1c": "%",
    "magnesium": "mg/dL",
    "potassium": "mmol/L",
    "lactate": "mmol/L",
}
EACH = pytest.mark.parametrize("analyte", CATALOGUE.values(), ids=list(CATALOGUE))


def test_the_analytes_and_units_of_the_contract() -> None:
    assert {name: analyte.canonical_unit for name, analyte in CATALOGUE.items()} == CONTRACT


@EACH
def test_reference_lies_inside_warn_inside_hard(analyte: Analyte) -> None:
    hard, warn = analyte.hard, analyte.warn
    assert hard[0] <= warn[0] < warn[1] <= hard[1]
    for row in analyte.reference:
        for bound in (row.low, row.high):
            if bound is not None:
                assert Fraction(warn[0]) <= to_canonical(analyte, bound, row.unit) <= Fraction(warn[1])


@EACH
def test_every_inferred_bare_number_is_possible(analyte: Analyte) -> None:
    """What is inferred without asking must stay inside the hard bounds over the usual span of the rule."""
    for rule in analyte.bare:
        if rule.infer:
            middle = (rule.low + rule.high) / 2
            canonical = to_canonical(analyte, middle, rule.infer)
            assert Fraction(analyte.hard[0]) <= canonical <= Fraction(analyte.hard[1])


def test_no_name_means_two_analytes_and_no_name_is_forbidden_to_itself() -> None:
    seen: dict[str, str] = {}
    for analyte in CATALOGUE.values():
        for name in (*analyte.aliases, *analyte.misspellings):
            assert seen.setdefault(name, analyte.id) == analyte.id, name
        assert not set(analyte.aliases) & set(analyte.never), analyte.id


def test_loinc_codes_are_unique_and_their_check_digits_are_right() -> None:
    codes = [code.code for analyte in CATALOGUE.values() for code in analyte.loinc]
    codes += list(CATALOGUE.derived.corrected_loinc)
    assert len(codes) == len(set(codes)) > 50
    for code in codes:
        body, check = code.split("-")
        digits = [int(digit) for digit in reversed(body)]
        luhn = sum(sum(divmod(2 * digit, 10)) if place % 2 == 0 else digit for place, digit in enumerate(digits))
        assert (-luhn) % 10 == int(check), code


def test_loinc_lookup_and_calculated_results() -> None:
    phosphate = CATALOGUE.by_loinc("2777-1")
    assert phosphate is not None
    assert phosphate.id == "phosphate"
    calculated = CATALOGUE.loinc("13959-2")
    assert calculated is not None
    assert calculated.calculated
    assert CATALOGUE.by_loinc("1968-7") is None, "bilirubin must never be read as bicarbonate"


def test_every_source_of_the_clinical_files_exists() -> None:
    known = set()
    for path in (KNOWLEDGE / "sources").glob("*.yml"):
        if path.stem != "aliases":
            known |= {entry["id"] for entry in yaml.safe_load(path.read_text(encoding="utf-8")) or []}
    for name in ("labs", "risk_model", "prognosis", "differential"):
        assert not {source for source in _sources(document(name)) if source not in known | {"assumption"}}, name


def _sources(node: object) -> list[str]:
    if isinstance(node, list):
        return [each for child in node for each in _sources(child)]
    if not isinstance(node, dict):
        return []
    found: list[str] = []
    for key, value in node.items():
        if key in {"source", "ratio_source", "weight_source"}:
            found.append(value)
        elif key in {"src", "sources"}:
            found += value
        else:
            found += _sources(value)
    return found


def test_meaning_is_written_for_every_analyte_with_sources_and_levels() -> None:
    meaning = dict(document("labs")["meaning"])
    for pair in meaning.pop("together"):
        assert set(pair["high"]) <= set(CONTRACT)
        assert all(pair[voice]["sources"] for voice in ("patient", "clinician"))
    assert set(meaning) == set(CONTRACT) | {"always"}
    for name, entry in meaning.items():
        for voice in ("patient", "clinician"):
            rows = [entry[voice]] if name == "always" else entry[voice].values()
            for row in rows:
                assert set(row) == {"text", "sources", "evidence"}, (name, voice)
                assert row["sources"], (name, voice)


@pytest.mark.parametrize("broken", ["factor", "canonical_unit", "hard"])
def test_a_broken_entry_names_the_analyte(broken: str) -> None:
    data = copy.deepcopy(document("labs"))
    entry = data["analytes"][3]
    if broken == "factor":
        entry["units"][0]["factor"] = "one"
    else:
        entry[broken] = "stone"
    with pytest.raises(ContentError) as caught:
        Catalogue.from_dict(data)
    assert caught.value.field == "phosphate"
    assert caught.value.code == "CL101"
