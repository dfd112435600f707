"""Files for `calci risk FILE`, and pasted text."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

from bot.api.imports import TooLarge, WrongType, read_file, read_text
from bot.errors import InputError
from tests.api.make import ALBUMIN, CALCIUM, CORRECTED, PTH, bundle, observation, sent


@pytest.fixture
def put(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def test_a_bundle_becomes_flat_ids_with_units(put, catalogue):
    quantity = {"value": 5, "comparator": "<", "unit": "pg/mL"}
    patient = {"resourceType": "Patient", "id": "1", "gender": "male"}
    made = bundle(patient, observation(CALCIUM, 9.4, "mg/dL"), observation(PTH, valueQuantity=quantity))
    assert read_file(put("a.json", sent(made)), catalogue) == {"calcium": "9.4 mg/dL", "pth": "<5 pg/mL", "sex": "male"}


def test_the_laboratorys_corrected_calcium_is_passed_on(put, catalogue):
    made = bundle(observation(CORRECTED, 10.1, "mg/dL"), observation(ALBUMIN, 31, "g/L"))
    assert read_file(put("a.json", sent(made)), catalogue)["corrected_calcium"] == "10.1 mg/dL"


def test_a_table_and_a_text(put, catalogue):
    assert read_file(put("a.csv", b"test,result,unit\nINR,2.4,\n"), catalogue) == {"inr": "2.4"}
    assert read_file(put("a.tsv", b"test\tresult\tunit\nPTH\t30\tpg/mL\n"), catalogue) == {"pth": "30 pg/mL"}
    assert read_file(put("a.txt", b"Phosphate 5.9 mg/dL"), catalogue) == {"phosphate": "5.9 mg/dL"}


def test_without_an_ending_the_first_character_tells(put, catalogue):
    assert read_file(put("lab", sent(observation(PTH, 30, "pg/mL"))), catalogue) == {"pth": "30 pg/mL"}
    assert read_file(put("lab", b"test,result,unit\nPTH,30,pg/mL"), catalogue) == {"pth": "30 pg/mL"}


def test_every_faulty_or_unclear_entry_is_named(put, catalogue):
    two = [observation(CALCIUM, 9.4, "mg/dL"), observation(CALCIUM, 8.4, "mg/dL")]
    made = bundle(*two, observation(PTH, 300, "furlong"))
    with pytest.raises(InputError) as refused:
        read_file(put("a.json", sent(made)), catalogue)
    assert "furlong" in str(refused.value)
    assert "Calcium" in str(refused.value)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.xml", b"<Bundle/>", WrongType),
        ("a.json", b"<Bundle/>", WrongType),
        ("a.pdf", b"%PDF", WrongType),
        ("a.json", b" " * 2_000_000, TooLarge),
        ("a.txt", b"a" * 20_001, TooLarge),
        ("a.json", b"{", InputError),
    ],
    ids=["xml", "xml called json", "pdf", "large", "long", "broken"],
)
def test_what_is_not_read(put, catalogue, name, content, kind):
    with pytest.raises(kind) as refused:
        read_file(put(name, content), catalogue)
    assert refused.value.remedy


def test_a_file_that_is_not_there(tmp_path, catalogue):
    with pytest.raises(InputError, match="cannot be read"):
        read_file(tmp_path / "nowhere.json", catalogue)


def test_text_as_the_conversation_reads_it(catalogue):
    found = read_text(b"Ca 10.6, phos 9 mg/dl, PTH <5 pg/mL, she takes warfarin, PTH", catalogue)
    units = {reading.analyte: (reading.comparator, reading.unit) for reading in found.labs}
    assert units["pth"] == ("<", "pg/mL")
    assert units["phosphate"] == (None, "mg/dL")
    assert found.facts["warfarin"] is True


def test_unclear_and_impossible_text_is_said(catalogue):
    assert any("not clear" in note for note in read_text(b"phosphate 2.6", catalogue).notes)
    assert any("cannot be right" in note for note in read_text(b"phosphate 900 mg/dL", catalogue).notes)
    assert read_text(b"hello", catalogue).notes == ("No laboratory value was found in the text.",)


UNREAD = [
    (
        "Calcium 10.6 mg/dL, phosphate 5.9 mg/dL, zonulin 45 ng/mL, potassium high",
        ["zonulin", "Potassium (serum/plasma)"],
    ),
    ("my calcium is 10,6 mg/dL and my zinc was 80 ug/dL, albumin was low.", ["zinc", "Albumin (serum)"]),
    ("Sodium 140 mmol/L\nPTH 300 pg/mL\nTroponin T 14 ng/L (<14)", ["Sodium", "Troponin T"]),
    ("K 6.8; Na 138; Cl 101; phos 6.1 mg/dL", ["Na", "Cl"]),
    ("Ca 2.4 PO4 1.9 Alb 31 ALP 110 Na 138", ["Na"]),
    ("WBC 12 x10^9/L, platelets 250 x10^9/L, albumin 28 g/L", ["platelets"]),
    ("Creatinine pending, Ca 2.4 mmol/L, eGFR 8 mL/min", ["Creatinine (serum)", "eGFR"]),
    ("Phosphate 2.1 mmol/L\nTSH 2.1 mIU/L", ["TSH"]),
    ("TSH 2.1 mIU/L; phosphate 2.1 mmol/L", ["TSH"]),
    ("PTH raised, calcium normal", ["Parathyroid hormone, intact", "Calcium, total (serum)"]),
    ("Zonulin 45 ng/mL", ["Zonulin"]),
]


@pytest.mark.parametrize(("text", "names"), UNREAD, ids=[str(number) for number in range(len(UNREAD))])
def test_what_a_text_says_and_is_not_read_is_named(catalogue, text, names):
    assert [each.display for each in read_text(text.encode(), catalogue).not_recognised] == names


def test_numbers_beside_a_value_are_not_lost(catalogue):
    found = read_text(b"CRP 87 H <5 mg/L 12", catalogue)
    (note,) = [note for note in found.notes if "beside" in note]
    assert "12" in note
    assert found.labs[0].reference == (None, Decimal(5), "mg/L")


@pytest.mark.parametrize(
    "text",
    [
        "Calcium 10.6 mg/dL (8.5-10.5)",
        "03/10/2026 page 1 of 2, room 12\nCalcium 2.41 mmol/L, 61 year old woman on HD for 3 years, BMI 31",
        "25-OH vitamin D 12 ng/mL; HbA1c 7.1 %; INR 2.3",
        "I am 45, take warfarin 5 mg daily, sodium thiosulfate 25 g/day, calcium 10.2 mg/dL",
        "hello",
    ],
)
def test_what_is_no_result_is_not_called_one(catalogue, text):
    found = read_text(text.encode(), catalogue)
    assert found.not_recognised == () and not any("beside" in note for note in found.notes)


def test_the_name_of_a_person_is_not_given_back(catalogue):
    text = b"Mary Jones 0123456789\nJones 12\nPhosphate 2.1 mmol/L\nMary Jones TSH 2.4 mIU/L"
    assert "Jones" not in str([each.as_dict() for each in read_text(text, catalogue).not_recognised])


def test_importing_stays_light():
    """`calci risk FILE` must not wait for the web server, spaCy or Rasa."""
    code = "import sys, bot.api.imports; print([m for m in ('sanic', 'spacy', 'rasa', 'bot.web') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
