"""Years told by a date, doubts about the telling, givers of a kidney, what others claim: each beside its opposite."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language.extraction import Extractor

Case = tuple[str, dict[str, object]]
TODAY = date(2026, 11, 22)

YEARS: list[Case] = [
    ("on haemodialysis since 2017", {"dialysis": "haemodialysis", "dialysis_years": 9}),
    ("CAPD since May 2024, weight steady", {"dialysis": "peritoneal", "dialysis_years": 2.5}),
    ("HD started August 2023, via a line", {"dialysis_years": 3.25}),
    ("PD, first session 02/2025", {"dialysis_years": 1.75}),
    ("my uncle died on HD. I'm on PD since 2020", {"dialysis": "peritoneal", "dialysis_years": 6}),
    ("on coumadin since 2018, haemo now", {"dialysis_years": None}),
    ("PD 2014-2018, haemo now", {"dialysis_years": None}),
    ("on dialysis since this spring", {"dialysis_years": None}),
    ("on HD since 2026", {"dialysis_years": None}),
    ("on HD for 2 years, PTH measured since 2019", {"dialysis_years": 2}),
    ("moved to haemo 5 months ago after PD, total 7 years of dialysis", {"dialysis_years": 7}),
    ("3 fistulas in total, 4 years of dialysis", {"dialysis_years": 4}),
    ("HD for 10 months after PD", {"dialysis": "haemodialysis"}),
    ("HD, then after peritonitis PD", {"dialysis": "peritoneal"}),
    ("I turned 60 in May, dialysing since I was 51", {"dialysis_years": 9}),
]
DOUBTS: list[Case] = [
    ("no idea if it matters but I take prednisolone", {"steroids": True}),
    ("not sure whether this helps, my husband is on warfarin", {"warfarin": True}),
    ("don't know if that is relevant: she had her parathyroids out", {"parathyroidectomy": True}),
    ("not sure whether I am on warfarin", {"warfarin": None}),
    ("no idea if I take a steroid", {"steroids": None}),
    ("my son worries about me, I'm 70 and on PD", {"dialysis": "peritoneal"}),
    ("worried about diabetes", {"diabetes": None}),
    ("they thought it was lupus but the biopsy said otherwise", {"autoimmune": None}),
    ("she thought it was the flu. She has lupus", {"autoimmune": True}),
    ("kidney failure due to lupus", {"autoimmune": True}),
    ("due to start warfarin on Monday", {"warfarin": None}),
    ("I'm on warfarin, should I come off it before the biopsy?", {"warfarin": True}),
    ("should I come off warfarin before the biopsy?", {"warfarin": None}),
    ("he was on warfarin until this week", {"warfarin": False}),
    ("he was on warfarin and still is", {"warfarin": True}),
    ("parathyroidectomy was offered but not carried out", {"parathyroidectomy": False}),
    ("worked up for a transplant", {"transplant": None}),
    ("worked on despite her transplant", {"transplant": True}),
    ("ulcers for a year which healed, I dialyse at home on HHD", {"dialysis": "haemodialysis"}),
    ("which is better, HHD?", {"dialysis": None}),
]
CLAIMS: list[Case] = [
    ("the notes say I have diabetes but I don't", {"diabetes": False}),
    ("my GP thinks she has lupus but she hasn't", {"autoimmune": False}),
    ("they say he isn't diabetic but he is", {"diabetes": True}),
    ("they say I have diabetes but I don't feel ill", {"diabetes": True}),
    ("it's not that I don't take warfarin, I do", {"warfarin": True}),
    ("I don't take warfarin, it's not that", {"warfarin": False}),
    ("no illnesses other than diabetes", {"diabetes": True}),
    ("no illnesses, no diabetes, other than that fine", {"diabetes": False}),
    ("should he switch from HD to PD", {"dialysis": "haemodialysis"}),
    ("should patients switch from HD to PD", {"dialysis": None}),
    ("she moved from HD to PD in May", {"dialysis": "peritoneal"}),
    ("he refuses dialysis", {"dialysis": "none"}),
    ("no warfarin/steroids", {"warfarin": False, "steroids": False}),
    ("on warfarin/steroids", {"warfarin": True, "steroids": True}),
]
SIGNS: list[Case] = [
    ("Diabetes ✗ Warfarin ✓", {"diabetes": False, "warfarin": True}),
    ("diabetes [✗] warfarin [ ]", {"diabetes": True, "warfarin": False}),
    ("diabetes|-\nwarfarin|+", {"diabetes": False, "warfarin": True}),
    ("warfarin: -\ndiabetes: +", {"warfarin": False, "diabetes": True}),
    ("PD (Parkinson's) on levodopa, no dialysis", {"dialysis": "none"}),
    ("PD, and Parkinson's too, he's on levodopa", {"dialysis": "peritoneal"}),
    ("HD (Huntington's disease) in the family", {"dialysis": None}),
    ("prev ca 2014, now on HD", {"cancer": True}),
    ("h/o ca breast", {"cancer": True}),
    ("no hx of dm, ca or stroke", {"diabetes": False}),
    ("no hx of sle, ca, ctd or liver dz", {"cancer": False, "autoimmune": False}),
    ("h/o calcium stones", {"cancer": None}),
]
PEOPLE: list[Case] = [
    ("my brother gave me his kidney and it works", {"transplant": True, "sex": None, "dialysis": "transplant"}),
    ("my mum's kidney went into me in 2012", {"transplant": True, "sex": None}),
    ("my husband has his brother's kidney", {"transplant": True, "sex": "male"}),
    ("my sister's kidney has failed, she's on PD", {"sex": "female", "dialysis": "peritoneal"}),
    ("my wife gives me my insulin jabs", {"injections": True, "sex": None}),
    ("my wife gives herself insulin jabs", {"injections": True, "sex": "female"}),
    ("the nurse who sees to my leg is pregnant", {"pregnancy": None}),
    ("the nurse who sees to my leg says I'm pregnant", {"pregnancy": True}),
    ("my wife is 45 - I mean 54 - and takes warfarin", {"age": 54, "sex": "female", "warfarin": True}),
    ("I mean my wife takes warfarin", {"warfarin": True, "sex": "female"}),
    ("I'm uh fifty no fifty two and on PD", {"age": 52}),
    ("I'm 52, no 20 a day habit any more, on PD", {"age": 52}),
    ("was 20 stone, now I'm 15 and on PD", {"age": None}),
    ("weigh 20 stone. I'm 45 and on PD", {"age": 45}),
    ("in the registry 58% were women on HD", {"sex": None}),
    ("she is one of the women on HD", {"sex": "female"}),
    ("the article describes a 50-year-old woman on warfarin", {"age": None, "sex": None, "warfarin": None}),
    ("this is a 50-year-old woman on warfarin", {"age": 50, "sex": "female", "warfarin": True}),
]


@pytest.mark.parametrize(("text", "facts"), [*YEARS, *DOUBTS, *CLAIMS, *SIGNS, *PEOPLE])
def test_what_is_told(extractor: Extractor, text: str, facts: dict[str, object]) -> None:
    history = extractor.extract(text, today=TODAY).history
    assert {key: history.get(key) for key in facts} == facts


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("does anyone know if a PTH of 840 pg/mL is bad, it's mine", {"pth": 840}),
        ("does anyone know if a PTH of 840 pg/mL is bad, it's not mine", {}),
        ("does anyone know if a PTH of 840 pg/mL is bad", {}),
        ("how high can PTH go in most dialysis patients, 840 pg/mL?", {}),
        ("how high can PTH go, mine is 840 pg/mL", {"pth": 840}),
        ("what's a normal calcium, 8.5 to 10.2 mg/dL?", {}),
        ("what's a normal calcium, 8.5 to 10.2? Mine is 10.9 mg/dL", {"calcium": 10.9}),
        ("prev ca 2015, phosphate 6.1 mg/dL", {"phosphate": 6.1}),
        ("prev ca 10.1 mg/dL", {"calcium": 10.1}),
    ],
)
def test_whose_value_it_is(extractor: Extractor, text: str, values: dict[str, float]) -> None:
    found = {each.analyte: each.as_contract()["canonical_value"] for each in extractor.extract(text, today=TODAY).labs}
    assert found == pytest.approx(values, rel=1e-3)


@pytest.mark.parametrize("due", ["Next due 14/06.", "Repeat 21/11", "next bloods due on 03/07", "booked for 30/1"])
def test_a_day_to_come_is_no_newer_value(extractor: Extractor, due: str) -> None:
    read = extractor.extract(f"Ca 2.33 mmol/L. {due}", today=TODAY).labs
    assert [round(reading.as_contract()["canonical_value"] or 0, 1) for reading in read] == [9.3]


def test_an_age_before_a_case_of_dialysis(extractor: Extractor) -> None:
    history = dict(extractor.extract("26y PD case: radiographs", today=TODAY).history)
    assert history["age"] == 26 and "dialysis_years" not in history
