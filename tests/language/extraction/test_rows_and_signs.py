"""Tables of persons, signs that answer in place of words, ages and times told in a roundabout way."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language.extraction import Extractor

TODAY = date(2026, 11, 22)

TOLD = [
    # a row under its headings
    (
        "code,sex,age,modality,years,diabetes,warfarin,lesions\nK-3,male,48,HD,2,1,0,none",
        {"sex": "male", "age": 48, "dialysis": "haemodialysis", "dialysis_years": 2, "diabetes": True}
        | {"warfarin": False, "lesions": "none"},
    ),
    (
        "| Age | Sex | RRT | Vintage | DM | VKA |\n|---|---|---|---|---|---|\n| 63 | F | PD | 5 | N | Y |",
        {
            "age": 63,
            "sex": "female",
            "dialysis": "peritoneal",
            "dialysis_years": 5,
            "diabetes": False,
            "warfarin": True,
        },
    ),
    (
        "chair\tage\tsex\twarfarin\n7\t70\tF\tyes\n8\t58\tM\tno\nit is chair 8 I ask about",
        {"age": 58, "sex": "male", "warfarin": False},
    ),
    ("No.;age;sex;HD(y);warfarin\n1;70;F;3;+\n2;58;M;12;-", {}),
    (
        "Age\t47\nSex\tM\nRRT\tHD\nYears on RRT\t6\nDM\tY",
        {"age": 47, "sex": "male", "dialysis": "haemodialysis", "dialysis_years": 6, "diabetes": True},
    ),
    ("52M|PD|2y|DM-|warf+|", {"age": 52, "diabetes": False, "warfarin": True, "dialysis": "peritoneal"}),
    # signs
    ("lupus (-), steroids (-), 50F on HD", {"autoimmune": False, "steroids": False, "age": 50, "sex": "female"}),
    ("71M HD, (-) diabetes, (+) warfarin", {"diabetes": False, "warfarin": True, "age": 71}),
    ("(-) warfarin (+) HD, 60M", {"warfarin": False, "dialysis": "haemodialysis"}),
    ("Dialysis: ☐ HD ☑ PD | Warfarin: ☑ N ☐ Y", {"dialysis": "peritoneal", "warfarin": False}),
    ("☑ warfarin ☐ steroids", {"warfarin": True, "steroids": False}),
    ("0 steroids, 0 insulins, on HD", {"steroids": False, "dialysis": "haemodialysis"}),
    ("Denies: lupus, cancer. On PD", {"autoimmune": False, "cancer": False, "dialysis": "peritoneal"}),
    ("Diabete: no; Coumadin: sospeso 2024; HD: sì", {"warfarin": False, "dialysis": "haemodialysis"}),
    # ages
    ("Woman born 3 May 1980, on PD", {"age": 46, "sex": "female", "dialysis": "peritoneal"}),
    ("DOB 02/03/1950, HD", {"dialysis": "haemodialysis"}),
    ("he will be 62 in March, haemo", {"age": 61, "dialysis": "haemodialysis"}),
    ("I stopped work at 58, which is 12 years ago now, on HD", {"age": 70, "dialysis": "haemodialysis"}),
    ("I was 24 when I began PD, 30 now", {"age": 30, "dialysis": "peritoneal", "dialysis_years": 6}),
    ("47F, typo, 74F, HD", {"age": 74, "sex": "female"}),
    ("she is 81, or wait, notes say 78, on HD", {"age": 78}),
    # times on dialysis
    ("HD for six years, no I tell a lie, seven", {"dialysis": "haemodialysis", "dialysis_years": 7}),
    ("PD 3 yrs - typo, 13 yrs", {"dialysis": "peritoneal", "dialysis_years": 13}),
    ("receives haemodialysis from May 2021", {"dialysis": "haemodialysis", "dialysis_years": 5.5}),
    ("hooked up to the machine these past four years", {"dialysis": "haemodialysis", "dialysis_years": 4}),
]
NOT_TOLD = [
    ("HD from 2015 to 2018, then a graft", "dialysis_years"),
    ("warfarin from 2020, on HD", "dialysis_years"),
    ("phosphate was 66 last week", "age"),
    ("the ulcer was 20 days ago", "age"),
]


@pytest.mark.parametrize(("text", "facts"), TOLD)
def test_what_is_told(extractor: Extractor, text: str, facts: dict[str, object]) -> None:
    history = dict(extractor.extract(text, today=TODAY).history)
    assert {key: history.get(key) for key in facts} == facts
    assert facts or not history


@pytest.mark.parametrize(("text", "fact"), NOT_TOLD)
def test_what_is_not(extractor: Extractor, text: str, fact: str) -> None:
    assert fact not in extractor.extract(text, today=TODAY).history


def test_results_in_rows_of_persons_keep_their_reader(extractor: Extractor) -> None:
    found = extractor.extract("date,Ca,P,PTH\n2025-01-02,9.2,5.6,300\n2025-02-02,9.8,6.6,400", today=TODAY)
    assert {each.analyte: float(each.value or 0) for each in found.labs} == {
        "calcium": 9.8,
        "phosphate": 6.6,
        "pth": 400,
    }
