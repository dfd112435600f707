"""Facts told by the way, each beside its opposite: sugar in order, an age put right, a donor, a doubt, an old place."""

from __future__ import annotations

import pytest

from bot.language.extraction import Extractor

Case = tuple[str, dict[str, object]]

SUGAR: list[Case] = [
    ("On PD two years. Blood sugar's always been normal.", {"diabetes": False}),
    ("haemo for 6 years, nothing wrong with my sugar", {"diabetes": False}),
    ("58 and on HD, no sugar trouble", {"diabetes": False}),
    ("HD since 2021, sugar I don't have", {"diabetes": False}),
    ("I'm diabetic but my sugar is okay", {"diabetes": True}),
    ("my sugar is good on metformin, HD 2 years", {"diabetes": None}),
    ("my sugar was normal this morning, on HD", {"diabetes": None}),
    ("my sugar isn't fine, on PD", {"diabetes": None}),
    ("T1 since I was a kid, on HD", {"diabetes": True}),
    ("her T2 weighted MRI is due, on HD", {"diabetes": None}),
]
DIALYSIS: list[Case] = [
    ("My brother (52) does the exchanges himself", {"dialysis": "peritoneal", "age": 52}),
    ("does the bag exchange hurt?", {"dialysis": None}),
    ("she had two plasma exchanges last week", {"dialysis": None}),
    ("began on the bags, was moved to haemo and stuck with it, six years in all", {"dialysis_years": 6}),
    ("on haemo. diabetic, twelve years all told", {"dialysis_years": None}),
    ("temporary dialysis for 3 weeks after sepsis", {"dialysis_years": None}),
    ("permanent HD for 3 years", {"dialysis_years": 3}),
    ("on haemo for two, no wait, three years", {"dialysis_years": 3}),
    ("on HD 3 years, sorry, 70 years old", {"dialysis_years": 3}),
    ("Modality\tPD\nVintage\t2 years", {"dialysis": "peritoneal", "dialysis_years": 2}),
    ("I'm on PD, 47 years young", {"dialysis_years": None, "age": 47}),
    ("PD at home. Why? I hate needles, that's why.", {"dialysis": "peritoneal"}),
    ("PD at home. Should I choose it? I'm 51", {"dialysis": None}),
    ("Modality | HD\nVintage | 18 months\nBMI | 31.2", {"dialysis_years": 1.5, "bmi": 31.2}),
    ("I did the haemo until 2021 and they put me on PD", {"dialysis": "peritoneal"}),
]
AGES: list[Case] = [
    ("I'm seventy one, no wait, seventy two and on PD", {"age": 72}),
    ("I'm 71, sorry, 9 years on dialysis", {"age": 71}),
    ("sorry, I meant 63 not 36, and I'm diabetic", {"age": 63}),
    ("She is on PD and has lupus. 58.", {"age": 58}),
    ("She is on PD. Her weight went down. 58.", {"age": None}),
    ("is she obese? 58.", {"age": None}),
    ("kidney off my sister five years back, still going", {"age": None, "sex": None, "transplant": True}),
    ("I've had my wife's kidney since 2018", {"sex": None, "transplant": True}),
    ("my wife's kidney failed and she's on HD", {"sex": "female"}),
    ("my sister is off warfarin and on PD", {"sex": "female", "warfarin": False}),
    ('handed over: "Mrs P, 71, HD 4 yrs"', {"age": 71, "sex": "female"}),
]
OTHERS: list[Case] = [
    ("I can't remember if they put me on warfarin or something else", {"warfarin": None}),
    ("it's either warfarin or a newer one, I don't know", {"warfarin": None}),
    ("I take warfarin either in the morning or at night", {"warfarin": True}),
    ("dont know whether its marevan or the new kind", {"warfarin": None}),
    ("I take warfarin, not sure if it's the cause or not", {"warfarin": True}),
    ("I've never taken warfarin or one of the newer ones", {"warfarin": False}),
    ("no hx of ca or liver disease", {"cancer": False}),
    ("T2DM, hx ca, on HD", {"cancer": True}),
    ("hx of Ca acetate use, on HD", {"cancer": None, "calcium_binder": True}),
    ("F 35, PD, preg neg", {"pregnancy": False}),
    ("28F, HD, not preg", {"pregnancy": False}),
    ("F 35, PD, preg +ve, lupus +", {"pregnancy": True}),
    ("no warfarin, steroids neither", {"steroids": False}),
    ("steroids yes, warfarin neither", {"steroids": True, "warfarin": False}),
    ("obese ten years ago, slim since, on HD", {"obesity": None}),
    ("obese since childhood, on PD", {"obesity": True}),
    ("two of my parathyroids were cut out in 2015", {"parathyroidectomy": True}),
    ("two of my four parathyroids are enlarged", {"parathyroidectomy": None}),
]
PLACES: list[Case] = [
    ("In 2019 calciphylaxis on both calves, all healed, now an open sore on my thigh", {"location": "proximal"}),
    ("the ulcer on my ankle healed, now purple patches on my belly", {"location": "proximal"}),
    ("calciphylaxis since March, on the shins and now lumps on my belly too", {"location": "both"}),
    ("had it before. Now ulcers on my shin and my belly", {"location": "both"}),
]


@pytest.mark.parametrize(("text", "facts"), [*SUGAR, *DIALYSIS, *AGES, *OTHERS, *PLACES])
def test_what_is_told_in_passing(extractor: Extractor, text: str, facts: dict[str, object]) -> None:
    history = extractor.extract(text).history
    assert {key: history.get(key) for key in facts} == facts


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("is a phosphate of 7.2 mg/dL dangerous for people on dialysis?", {}),
        ("what would a calcium of 11 mg/dL do to somebody", {}),
        ("what does a CRP of 90 mg/L mean? not mine, I saw it in an article", {}),
        ("what does a CRP of 90 mg/L mean", {"crp": 90}),
        ("is my phosphate of 7.2 mg/dL too high for someone on dialysis", {"phosphate": 7.2}),
        ("is a phosphate of 7.2 mg/dL too high for someone like me", {"phosphate": 7.2}),
        ("does anyone else have a PTH of 900 pg/mL like mine", {"pth": 900}),
        ("my late mother's calcium was 11 mg/dL. Mine is 9.5 mg/dL", {"calcium": 9.5}),
        ("my late mother's calcium was 11 mg/dL", {}),
        ("PTH ought to stay between 150 and 600 and mine is 720 pg/mL", {"pth": 720}),
        ("they say PTH should stay between 150 and 600", {}),
        ('note: "Mrs K, 5 years on HD"', {}),
    ],
)
def test_whose_number_it_is(extractor: Extractor, text: str, values: dict[str, float]) -> None:
    found = {each.analyte: each.as_contract()["canonical_value"] for each in extractor.extract(text).labs}
    assert found == pytest.approx(values, rel=1e-3)
