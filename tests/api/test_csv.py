"""Tables in: headings, separators, units, dates, formulas."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.api.imports import NotParsed, read_csv
from bot.errors import InputError
from tests.api.make import ago


@pytest.fixture
def table(catalogue):
    return lambda text: read_csv(text.encode(), catalogue)


def values(found):
    return {reading.analyte: (reading.comparator, reading.value, reading.unit) for reading in found.labs}


@pytest.mark.parametrize(
    "text",
    [
        "analyte,value,unit\nphosphate,5.9,mg/dL\n",
        "Test;Result;Units\nPhosphorus;5,9;mg/dl\n",
        "Component\tResult Value\tUOM\tFlag\nPhosphate (PO4)\t5.9 mg/dL\t\tH\n",
        "LOINC Code,Name,VALUE\n2777-1,whatever,5.9 mg/dL\n",
        '\ufeffNAME,VALUE,UNIT\r\n"Phosphate, serum",5.9,mg/dL\r\n\r\n',
        "code,comparator,value,unit\nLOINC 2777-1,,5.9,mg/dL",
    ],
)
def test_however_the_columns_are_called(table, text):
    assert values(table(text)) == {"phosphate": (None, Decimal("5.9"), "mg/dL")}


@pytest.mark.parametrize(
    "text",
    [
        "patient,analyte,value,unit\nA,phosphate,5.9,mg/dL\nB,calcium,9.9,mg/dL",
        "MRN;Test;Result;Units\n1;PTH;300;pg/mL\n1;PTH;310;pg/mL\n2;PTH;400;pg/mL",
        "Date of birth,test,result,unit\n1950-01-01,PTH,300,pg/mL\n1951-01-01,PTH,300,pg/mL",
        "name,analyte,value,unit\nQzx Smith,phosphate,5.9,mg/dL\nQzy Jones,calcium,9.9,mg/dL",
        "Pt,test,value,unit\nA1,calcium,2.3,mmol/L\nB2,PTH,300,pg/mL",
        "Pt's name,test,value,unit\nEve Smith,calcium,2.3,mmol/L\nTom Jones,PTH,300,pg/mL",
        "Name of patient (full);test;value;unit\nX;calcium;2.3;mmol/L\nY;PTH;300;pg/mL",
        "patient_ref,test,value,unit\nA1,calcium,2.3,mmol/L\nB2,PTH,300,pg/mL",
        "Hosp number,test,value,unit\n12-3,calcium,2.3,mmol/L\n1-23,PTH,300,pg/mL",
        "Record ID,test,value,unit\n4411,calcium,2.3,mmol/L\n9020,PTH,300,pg/mL",
        "ID,test,value,unit\n1,calcium,2.3,mmol/L\n2,calcium,2.4,mmol/L",
        "Prénom,Nachname,test,value,unit\nA,Huber,calcium,2.3,mmol/L\nA,Maier,PTH,300,pg/mL",
        "Gender,test,value,unit\nmale,calcium,2.3,mmol/L\nF,PTH,300,pg/mL",
        "Subject,test,value,unit\nEve,calcium,2.3,mmol/L\nTom,PTH,300,pg/mL",
        "Patient date of birth,test,value,unit\n01.02.1950,calcium,2.3,mmol/L\n1951-02-01,PTH,300,pg/mL",
        "name,code,value,unit\nEve Smith,2777-1,2.1,mmol/L\nTom Jones,17861-6,2.3,mmol/L",
    ],
)
def test_results_of_two_people_are_refused(table, text):
    with pytest.raises(InputError) as refused:
        table(text)
    assert refused.value.code == "IM113" and "Smith" not in str(refused.value)


@pytest.mark.parametrize(
    ("heading", "one", "two"),
    [
        ("Description", "raised", "within limits"),
        ("Name", "Ionised or total", "whole molecule assay"),
        ("Record no", "7", "8"),
        ("ID", "R-007", "R-008"),
        ("Subject", "Bone profile", "Renal"),
        ("Client", "Clinic 4", "Ward 11"),
        ("Hospital number", "000451", "451"),
        ("Date of birth", "1957-03-04", "04/03/1957"),
        ("dob", "04.03.57", "4 March 1957"),
        ("Patient's name", "Mrs Eve Smith", "SMITH, Eve"),
        ("Sex", "F", "female"),
        ("Patient location", "A", "B"),
    ],
)
def test_one_person_in_two_spellings_and_what_is_no_person_is_read(table, heading, one, two):
    read = table(f'"{heading}",test,value,unit\n"{one}",calcium,2.3,mmol/L\n"{two}",PTH,300,pg/mL')
    assert {each.analyte for each in read.labs} == {"calcium", "pth"}


def test_a_name_of_a_person_beside_the_codes_is_not_kept(table):
    read = table("name,code,value,unit\nEve Smith,2777-1,2.1,mmol/L\nEve Smith,99999-9,2.3,mmol/L")
    assert [each.analyte for each in read.labs] == ["phosphate"] and "Smith" not in repr(read)


@pytest.mark.parametrize(
    "text",
    [
        "name,analyte,value,unit,dob\nQzx Smith,phosphate,5.9,mg/dL,1950-01-01",
        "patient,analyte,value,unit\nA,phosphate,5.9,mg/dL\nA ,XYZ,9.9,mg/dL\n,XYZ,9.9,mg/dL",
        "test,description,value,unit\nphosphate,inorganic,5.9,mg/dL",
        "name,code,value\nQzx Smith,2777-1,5.9 mg/dL",
    ],
)
def test_a_column_of_the_person_is_not_taken_for_the_test(table, text):
    found = table(text)
    assert values(found) == {"phosphate": (None, Decimal("5.9"), "mg/dL")}
    assert all("Smith" not in each.display for each in found.not_recognised)


def test_a_column_that_describes_the_tests_is_no_person(table):
    found = table("analyte,name,value,unit\npth,Parathyroid hormone,300,pg/mL\nphosphate,Phosphate,5.9,mg/dL")
    assert set(values(found)) == {"pth", "phosphate"}


def test_a_comparator_in_its_own_column_or_in_the_cell(table):
    assert values(table("name,sign,value,unit\nPTH,<,5,pg/mL"))["pth"][0] == "<"
    assert values(table("name,value,unit\nPTH,<5,pg/mL"))["pth"] == ("<", Decimal(5), "pg/mL")


def test_the_newest_row_counts(table):
    found = table(f"test,result,unit,date\nPTH,300,pg/mL,{ago(50)}\nPTH,450,pg/mL,{ago(5)}\nPTH,390,pg/mL,{ago(20)}")
    assert found.labs[0].value == 450
    assert [older.value for older in found.labs[0].earlier] == [390, 300]


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2026-03-09", "2026-03-09"),
        ("2026-03-09 08:15", "2026-03-09"),
        ("09.03.2026", "2026-03-09"),
        ("25/03/2026", "2026-03-25"),
        ("03/25/2026", "2026-03-25"),
        ("9 Mar 2026", "2026-03-09"),
        ("March 9, 2026", "2026-03-09"),
    ],
)
def test_dates_that_mean_one_day(catalogue, date, day):
    from datetime import date as day_type

    text = f'test,result,unit,date\nPTH,300,pg/mL,"{date}"'.encode()
    found = read_csv(text, catalogue, today=day_type(2026, 4, 1))
    assert found.labs[0].taken.isoformat() == day


@pytest.mark.parametrize("date", ["03/04/2026", "sometime", "2026-02-30", "31.02.2026", "2026"])
def test_dates_that_do_not_are_said_and_the_value_kept(table, date):
    found = table(f"test,result,unit,date\nPTH,300,pg/mL,{date}")
    assert found.labs[0].taken is None
    assert "date is not clear" in found.notes[0]


@pytest.mark.parametrize("cell", ["=1+1", "+5", "-5", "@SUM(A1)", " =cmd|x", "\t=1"])
def test_a_formula_is_refused_by_its_cell_and_the_other_rows_are_kept(table, cell):
    found = table(f'test,result,unit\nCalcium,9.4,mg/dL\nPTH,"{cell}",pg/mL\nAlbumin,31,g/L')
    assert [fault.field for fault in found.faults] == ["B3"]
    assert set(values(found)) == {"calcium", "albumin"}


def test_a_formula_in_any_other_column_too(table):
    found = table('test,result,unit,comment\nPTH,300,pg/mL,"=HYPERLINK(""http://x"")"')
    assert found.faults[0].field == "D2"
    assert not found.labs


@pytest.mark.parametrize("cell", ["-", "", "n/a", "pending", "Hemolyzed", "not done", "see note"])
def test_nothing_is_no_fault(table, cell):
    found = table(f"test,result,unit\nPTH,{cell},pg/mL")
    assert not found.faults
    assert "without a result" in found.notes[0]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("PTH,300,", "unit is missing"),
        ("PTH,300,furlong", "furlong"),
        ("PTH,NaN,pg/mL", "finite"),
        ("PTH,Infinity,pg/mL", "finite"),
        ("PTH,1e309,pg/mL", "too large"),
        ("PTH,high,pg/mL", "not a number"),
        ('PTH,"1,234",pg/mL', "comma"),
    ],
)
def test_what_is_wrong_names_its_row(table, row, said):
    found = table(f"test,result,unit\nCalcium,9.4,mg/dL\n{row}")
    assert [fault.field for fault in found.faults] == ["row 3"]
    assert said in found.faults[0].message
    assert set(values(found)) == {"calcium"}


def test_other_tests_are_listed(table):
    found = table("code,test,result,unit\n2951-2,Sodium,140,mmol/L\n,Urine calcium,2,mmol/L\n,<b>x</b>,1,g/L")
    assert [each.display for each in found.not_recognised] == ["Sodium", "Urine calcium", "b x /b"]
    assert found.not_recognised[0].where == "row 2"


def test_the_printed_range_is_kept(table):
    found = table("test,result,unit,reference range\nPTH,300,pg/mL,15 - 65\nCalcium,9.4,mg/dL,normal")
    assert found.labs[0].reference == (Decimal(15), Decimal(65), None)
    assert found.labs[1].reference is None


def test_bun_and_urea_are_told_apart(table):
    assert values(table("test,result,unit\nBUN,60,mg/dL"))["urea"][2] == "mg/dL"
    assert values(table("test,result,unit\nurea,128,mg/dL"))["urea"][2] == "mg{urea}/dL"


@pytest.mark.parametrize("text", ["", "PTH,300,pg/mL", "a,b\n1,2", "test,unit\nPTH,pg/mL", "\n\n\n"])
def test_a_table_without_headings_says_what_to_write(table, text):
    with pytest.raises(InputError, match="first row") as refused:
        table(text)
    assert "analyte,value,unit,date" in refused.value.remedy


def test_broken_quotes_cannot_be_read(table):
    with pytest.raises(NotParsed):
        table('test,result\n"PTH,300')


def test_too_many_rows(table):
    with pytest.raises(InputError, match="500"):
        table("test,result,unit\n" + "PTH,300,pg/mL\n" * 501)


def test_columns_past_z_are_named_like_in_a_spreadsheet(table):
    found = table("test,result,unit" + ",x" * 24 + "\nPTH,300,pg/mL" + "," * 23 + ",=1")
    assert found.faults[0].field == "AA2"
