"""Files for `calci risk FILE`, and pasted text."""

from __future__ import annotations

import subprocess
import sys

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


def test_importing_stays_light():
    """`calci risk FILE` must not wait for the web server, spaCy or Rasa."""
    code = "import sys, bot.api.imports; print([m for m in ('sanic', 'spacy', 'rasa', 'bot.web') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
