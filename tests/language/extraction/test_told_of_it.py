"""Lengths of time told of `it`, ages in rows of facts, what was against what is, and skin told by what is not there."""

from __future__ import annotations

from time import perf_counter

import pytest

from bot.language.extraction import Extractor

TOLD = [
    # how long, told of `it`
    ("She does PD at home, it is five years now", {"dialysis": "peritoneal", "dialysis_years": 5}),
    ("I do haemo at the hospital and it's been six years now", {"dialysis_years": 6}),
    ("He is on CAPD. Three years already.", {"dialysis_years": 3}),
    ("on haemo, coming up to eight years of it now", {"dialysis_years": 8}),
    ("On the PD, getting on for three years", {"dialysis_years": 3}),
    ("haemodialysis Tue/Thu/Sat, evening shift, 7 years, diabetic", {"dialysis_years": 7}),
    ("Dialysis for 4 years come June, no wait, 3", {"dialysis_years": 3}),
    ("On PD and the wound hurts, it is 6 months now", {"dialysis_years": None}),
    ("HD, on warfarin, it's two years now", {"dialysis_years": None}),
    ("on haemo, I am a widow, it is four years now", {"dialysis_years": None}),
    ("I do PD at home and my diabetes, it is twenty years now", {"dialysis_years": None}),
    # ages without a word for them
    ("metal valve, 67 years, Sintrom daily, PD 3 years", {"age": 67, "dialysis_years": 3}),
    ("haemodialysis for 6 years, hypertension, 58 years, no warfarin", {"age": 58, "dialysis_years": 6}),
    ("diabetes, 30 years, HD 2 years", {"age": None, "dialysis_years": 2}),
    ("smoker, 50 years, HD 2 years", {"age": None}),
    ("71 last month, on the haemo", {"age": 71}),
    ("71 next month, on the haemo", {"age": 70}),
    ("She's 45, sorry, typo, 54, on PD", {"age": 54}),
    ("mi madre está en diálisis, 70 años", {"age": 70, "dialysis_years": None}),
    # the index that is, and the one that was
    ("used to be bmi 41 before the bypass, bmi's 30 now", {"bmi": 30}),
    ("bmi 36 last year, 30 at present", {"bmi": 30}),
    ("BMI 29, was 38 last year", {"bmi": 29}),
    ("BMI was 34 and I am 61 now", {"bmi": 34}),
    ("The doctor says my BMI is 37 which makes me obese", {"bmi": 37}),
    ("does bmi matter? mine is 34", {"bmi": 34}),
    # skin
    ("violaceous plaques on both hips, none ulcerated", {"lesions": "plaques", "location": "proximal"}),
    ("tender purple plaques, skin intact over them", {"lesions": "plaques"}),
    ("She has lumps on the calf, not one of them open", {"lesions": "plaques"}),
    ("hard patches on thighs, one is open", {"lesions": "ulcers"}),
    ("plaques, none ulcerated until yesterday, now one is open", {"lesions": "ulcers"}),
    ("skin intact over the heels, no plaques", {"lesions": "none"}),
    ("I am on haemo and the skin has nothing", {"lesions": "none"}),
    ("nothing shows on the skin, on PD", {"lesions": "none"}),
    ("nothing on the skin helps, the ulcers are open", {"lesions": "ulcers"}),
    # rows of what is not there, and what is being looked into
    ("nil DM, nil Tx, PD", {"transplant": False, "diabetes": False}),
    ("they are checking whether it is diabetes", {"diabetes": None}),
    ("They are checking whether it is lupus, I am diabetic and on HD", {"autoimmune": None, "diabetes": True}),
    ("they are checking my diabetes every month", {"diabetes": True}),
    # many patients are nobody
    ("We dispensed warfarin to forty people", {"warfarin": None}),
    ("a third: most of my clinic are on haemodialysis", {"dialysis": None}),
    ("three of our patients take steroids", {"steroids": None}),
    ("We have 40 patients on HD; mine is 61, diabetic", {"diabetes": True}),
    ("I am one of three patients on PD here", {"dialysis": "peritoneal"}),
    ("I met two people on dialysis, I have diabetes", {"diabetes": True}),
    # who is spoken of
    ("my da is 49 and on dialysis 3 years", {"sex": "male", "age": 49, "dialysis_years": 3}),
    ("in dialisi, da 3 anni, emodialisi", {"sex": None}),
    ("I ate well, on haemodialysis", {"sex": None}),
    ("She has purple patches on the belly, I don't see any open", {"sex": "female", "lesions": "plaques"}),
    ("She has diabetes too and I see she is well, my PD goes on", {"sex": None}),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_history(extractor: Extractor, text: str, expected: dict[str, object]) -> None:
    found = extractor.extract(text).history
    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.parametrize("part", ["it is four years now, ", "bmi 40 was its its ", ", 50 years ", "none of them is "])
def test_time_grows_with_the_length(extractor: Extractor, part: str) -> None:
    def seconds(times: int) -> float:
        text = "I am on PD, " + part * times
        begun = perf_counter()
        extractor.extract(text)
        return perf_counter() - begun

    short = min(seconds(60) for _ in range(3))
    assert min(seconds(240) for _ in range(2)) < 12 * short + 0.2
