"""People set against each other, denials under a heading, grafts after dialysis, and ages told in passing."""

from __future__ import annotations

from typing import Any

import pytest

from bot.language.extraction import Extractor

Facts = dict[str, Any]
HD, PD = "haemodialysis", "peritoneal"

CONTRASTS: list[tuple[str, Facts]] = [
    (
        "My dad is 74 and on haemodialysis, on steroids too. I'm the diabetic in the family, he isn't",
        {"age": 74, "sex": "male", "dialysis": HD, "steroids": True, "diabetes": False},
    ),
    ("She does CAPD, takes no warfarin. I'm the one with diabetes, not her", {"dialysis": PD, "diabetes": False}),
    ("My son does haemo since 4 years. It's me who is diabetic, he isn't.", {"dialysis": HD, "diabetes": False}),
    ("My mum is on PD. I'm the one on warfarin, not her", {"dialysis": PD, "warfarin": False}),
    ("I'm on PD, 6 years. My husband is the diabetic one", {"dialysis": PD, "diabetes": False}),
    ("me: haemo 2 yrs, no lupus. the wife is the diabetic one", {"dialysis": HD, "diabetes": False, "sex": None}),
    # the writer is the patient, or the relative is
    ("I'm the diabetic one in this house, and I'm on PD. My wife isn't.", {"diabetes": True, "dialysis": PD}),
    ("I'm on CAPD and I'm the diabetic one, she isn't", {"diabetes": True, "dialysis": PD}),
    ("My husband is the diabetic one, and he is on haemo", {"sex": "male", "diabetes": True, "dialysis": HD}),
    ("My aunts are all diabetic. My mum herself has no diabetes", {"sex": "female", "diabetes": False}),
    ("My mum and sister are diabetic. Me, I was checked and I haven't got it", {"diabetes": False}),
    ("I myself am 24. It is about my dad who is 58, he has PD", {"age": 58, "sex": "male", "dialysis": PD}),
    ("I am 44. It is about my legs, sores on both, on PD", {"age": 44, "dialysis": PD}),
    # the speaker is the patient, whoever helps, drives, did it once or died of it
    *(
        (text, {"diabetes": True})
        for text in (
            "My wife drives me to dialysis. I'm the diabetic, she isn't.",
            "My husband connects the machine for me, I'm the diabetic, he isn't",
            "She helps with the machine. I'm the diabetic, not her. I take warfarin.",
            "My mum did PD. I'm the diabetic, she isn't. I have black sores on my thighs.",
            "My husband died on dialysis. I'm the diabetic, not him. My legs have sores now",
            "My wife does the PD machine for me. I'm the diabetic, she isn't",
            "My wife has her sister on dialysis. I'm the diabetic, she isn't",
        )
    ),
    ("My wife is the pregnant one. I'm on HD", {"pregnancy": None, "dialysis": HD}),
    ("I am on HD and diabetic. My question is about my husband driving me", {"dialysis": HD, "diabetes": True}),
    ("I have calciphylaxis and take warfarin. It's about my wife, she worries", {"warfarin": True, "sex": None}),
    (
        "I'm diabetic, on haemo 4 years. It's about my husband",
        {"diabetes": True, "dialysis": HD, "dialysis_years": 4, "sex": None},
    ),
]
DENIED: list[tuple[str, Facts]] = [
    ("negative for: T2DM, warfarin, cancer", {"diabetes": False, "warfarin": False, "cancer": False}),
    ("Pt denies: DM, prednisolone, SLE. On PD 2 years", {"diabetes": False, "steroids": False, "autoimmune": False}),
    ("Denies: DM, gout, piles, malignancy", {"diabetes": False, "cancer": False}),
    ("not on: coumadin, prednisone, calcitriol", {"warfarin": False, "steroids": False, "vitamin_d": False}),
    ("No history of: cancer, cirrhosis and lupus", {"cancer": False, "liver_disease": False, "autoimmune": False}),
    ("None of: diabetes, lupus, cirrhosis", {"diabetes": False, "autoimmune": False, "liver_disease": False}),
    ("Denies:\n- diabetes\n- warfarin\nHD since 3 years", {"diabetes": False, "warfarin": False, "dialysis": HD}),
    # the heading ends
    ("Neg for: DM, steroids; pos for: warfarin, lupus", {"diabetes": False, "warfarin": True, "autoimmune": True}),
    ("Not on: warfarin. On: prednisone", {"warfarin": False, "steroids": True}),
    ("Denies: DM, on warfarin 5 years", {"diabetes": False, "warfarin": True}),
    ("PMH: DM, lupus. Denies: warfarin.", {"diabetes": True, "autoimmune": True, "warfarin": False}),
    # not known is neither
    ("diabetes: yes\nprednisone: don't know\nlupus: no idea", {"diabetes": True, "steroids": None, "autoimmune": None}),
    ("coumadin - can't remember, steroids: no", {"warfarin": None, "steroids": False}),
    # the result of another test denies nothing behind it
    ("Hep B neg: diabetic, warfarin, HD", {"diabetes": True, "warfarin": True, "dialysis": HD, "liver_disease": None}),
    ("HIV neg: diabetic, on HD 4 years, warfarin", {"diabetes": True, "warfarin": True, "dialysis": HD}),
    ("Blood group O neg: diabetic, warfarin", {"diabetes": True, "warfarin": True}),
    ("Biopsy negative: diabetic, obese, warfarin", {"diabetes": True, "obesity": True, "warfarin": True}),
    ("Biopsy was negative: warfarin stopped, diabetic", {"warfarin": False, "diabetes": True}),
    ("Culture negative: ulcers on thighs, diabetic", {"diabetes": True, "lesions": "ulcers", "location": "proximal"}),
    ("Pulses absent: diabetic, ulcers on both feet", {"diabetes": True, "lesions": "ulcers"}),
    ("Cancer ruled out: diabetic, warfarin", {"cancer": False, "diabetes": True, "warfarin": True}),
    # an item told after all ends the row
    ("She is not on: warfarin, apixaban instead, insulin daily", {"warfarin": False, "injections": True}),
    ("Not on: warfarin, switched to apixaban, insulin continues", {"warfarin": False, "injections": True}),
    ("Ruled out: cancer, lupus, cause is warfarin", {"cancer": False, "autoimmune": False, "warfarin": True}),
    ("Not taking: warfarin as prescribed, insulin", {"warfarin": True, "injections": True}),
    ("Warfarin: don't know the dose but I take it daily", {"warfarin": True}),
    ("Diabetes: I don't remember the year, type 2", {"diabetes": True}),
    ("Steroids: pending, warfarin: yes", {"steroids": None, "warfarin": True}),
    ("A paper I read says warfarin is bad, I'm on it", {"warfarin": True}),
    ("A paper I read says warfarin is bad", {"warfarin": None}),
    ("My dad has lupus and takes warfarin, what if I'm on it", {"warfarin": None, "autoimmune": None}),
    # said twice, meant once
    ("I ain't never had lupus or liver trouble", {"autoimmune": False, "liver_disease": False}),
    ("he don't never take warfarin", {"warfarin": False}),
    ("calcium acetate with food stopped, lanthanum started", {"calcium_binder": False}),
    ("stopped warfarin with lunch, still on prednisone", {"warfarin": False, "steroids": True}),
]
DIALYSIS: list[tuple[str, Facts]] = [
    ("all finished with the bags, transplanted in July", {"dialysis": "transplant", "transplant": True}),
    ("had my trouble in the haemo days, been transplanted since", {"dialysis": "transplant", "transplant": True}),
    ("did CAPD for three years then got my brothers kidney in May", {"dialysis": "transplant", "transplant": True}),
    ("did PD for two years, then got an infection in the kidney, now HD", {"dialysis": HD, "transplant": None}),
    ("got my dads kidney problems, on HD 2 years", {"dialysis": HD, "transplant": None}),
    ("Failed LRD tx, back on PD", {"dialysis": PD, "transplant": True}),
    ("been goin to the dialysis unit five years", {"dialysis": HD, "dialysis_years": 5}),
    ("I've been to the dialysis unit 2 months ago for a look round", {"dialysis": None}),
    ("thinking of going to the dialysis unit, my CKD 5 years", {"dialysis": None}),
    *(
        (text, {"dialysis": None})
        for text in (
            "I nurse at the dialysis unit for 10 years",
            "I worked at the dialysis centre for 4 years",
            "Going to the dialysis unit for 3 years as a volunteer",
            "choosing hemo 3 days a week or PD 7 days a week",
        )
    ),
    ("I'm not on dialysis. Dialysis centre 4 years from now", {"dialysis": "none"}),
    ("HD for 3 years and has a kidney transplant date", {"dialysis": HD, "transplant": None}),
    ("swopped over to PD last June", {"dialysis": PD}),
]
SKIN_AND_REST: list[tuple[str, Facts]] = [
    ("Non-healing sores on both calves.\nNo cancer.", {"lesions": "ulcers", "location": "distal", "cancer": False}),
    ("hard lumps in the belly fat, nothing is broken", {"lesions": "plaques"}),
    ("My dad has obesity class 2 in his notes. He is not on any dialysis.", {"obesity": True, "dialysis": "none"}),
    ("no cancer, liver's tidy", {"liver_disease": False}),
    ("her BMI they said 34", {"bmi": 34}),
    ("BMI they said 34 but the doctor said 41", {"bmi": None}),
    ("BMI he 45 on HD", {"bmi": None}),
    ("she is not take Marcumar, she take apixaban. before was Marcumar 2 year", {"warfarin": False}),
    ("AKI last year, better. haemodialysis now", {"dialysis": HD}),
    ("age 66. haemo 3x a week.", {"dialysis": HD, "age": 66}),
    ("what about haemodialysis now", {"dialysis": None}),
    ("Board: 61F / T2DM / PD", {"age": 61, "sex": "female"}),
    ("Bay 2 bed 5 | M | 68 | on HD | DM -", {"age": 68, "sex": "male", "diabetes": False}),
    ("58M, HD thrice wkly x 30 months", {"dialysis_years": 2.5}),
]
NOBODYS: list[tuple[str, Facts]] = [
    ("my tutor says obese men get it less", {"obesity": None, "sex": None}),
    ("On our ward there are thirty on PD, ten diabetics", {"dialysis": None, "diabetes": None}),
    ("In our clinic 25 patients are on haemo, 9 are diabetic", {"dialysis": None, "diabetes": None}),
    ("In our unit there are 40 on PD but I am on haemo", {"dialysis": HD}),
]
AGES: list[tuple[str, int | None]] = [
    ("Taxi driver, 61, T2DM, PD", 61),
    ("Carpenter, 57, lupus, haemo", 57),
    ("my sis 47, pd", 47),
    ("my brother 41 he make the haemodialysis", 41),
    ("i be 33, i dey for haemodialysis", 33),
    ("My mother 68 y. she has dialysis by the belly", 68),
    ("dad 66 y on dialysis", 66),
    ("im 79 an on haemo", 79),
    ("72. haemo, 4 years", 72),
    ("24. Calcium 2.3 mmol/L", None),
    ("I'm 60. No wait, turned 61 last month", 61),
    ("I'm 45, no, 46 now. On PD.", 46),
    ("I'm 50, no diabetes, 51 kg, on PD", 50),
    ("put my age as fifty one no sorry fifty two", 52),
    ("The age should read 38 not 48. On HD.", 38),
    ("male, 60s, HD, DM", None),
    ("mum 20 years on HD", None),
    # years on dialysis, other people's ages, beds, lists, doses and values
    ("dad 45 years on dialysis", None),
    ("the age should be 18 for consent", None),
    ("| f | 98 | mg", None),
    ("patient 45 does HD, room 45", None),
    ("20. haemodialysis three times", None),
    ("45. PD or HD which", None),
    ("Lisinopril, 20, warfarin, diabetic", None),
    ("Left leg, 45, diabetic, HD", None),
    ("Left shoulder, 45, diabetic, HD", None),
    ("serum na 99", None),
]
WEIGHT: list[tuple[str, bool | None]] = [
    ("lost like 3 stone since easter", True),
    ("lost I don't know twelve kilos since the spring without trying", True),
    ("was 98 kilos at christmas now 79", True),
    ("used to be 15 stone in spring, now 12", True),
    ("he was 70 kg in summer now 84", None),
    ("was 98 kg in 2015, now 79", None),
    ("I never lost like a stone since xmas, weight steady", False),
]


@pytest.mark.parametrize(("text", "expected"), [*CONTRASTS, *DENIED, *DIALYSIS, *SKIN_AND_REST, *NOBODYS])
def test_facts(extractor: Extractor, text: str, expected: Facts) -> None:
    history = extractor.extract(text).history
    assert {key: history.get(key) for key in expected} == expected


@pytest.mark.parametrize(("text", "age"), AGES)
def test_ages_in_passing(extractor: Extractor, text: str, age: int | None) -> None:
    assert extractor.extract(text).history.get("age") == age


@pytest.mark.parametrize(("text", "lost"), WEIGHT)
def test_weight_that_fell(extractor: Extractor, text: str, lost: bool | None) -> None:
    assert extractor.extract(text).history.get("recent_weight_loss") == lost
