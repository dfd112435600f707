"""Pairs of boxes, ages set right, how often against how long, and dialysis that is to come or none."""

from __future__ import annotations

import pytest

from bot.language.extraction import Extractor

TOLD = [
    # pairs of boxes
    ("Diabetes: [x] yes [ ] no\nPrednisolone: [ ] yes [x] no", {"diabetes": True, "steroids": False}),
    ("On warfarin? [ ] Yes [X] No; HD [x]", {"warfarin": False, "dialysis": "haemodialysis"}),
    ("Warfarin ☐ yes ☑ no, Diabetes ☑ yes ☐ no", {"warfarin": False, "diabetes": True}),
    ("Cancer: yes [ ] no [x]\nLupus: yes [x] no [ ]", {"cancer": False, "autoimmune": True}),
    ("Diabetes: (x) no ( ) yes", {"diabetes": False}),
    ("Diabetes: [ ] yes [ ] no, on PD", {"diabetes": None, "dialysis": "peritoneal"}),
    ("Diabetes ✓ | Hepatitis/cirrhosis ✗ | Active cancer ✗", {"diabetes": True, "liver_disease": False}),
    ("Hepatitis/cirrhosis ✓, Diabetes ✗", {"liver_disease": True, "diabetes": False}),
    # ages set right
    ("dad's seventy one sorry seventy two since may he's on haemo", {"age": 72}),
    ("He is 64, no wait, 65 last Tuesday, on HD", {"age": 65}),
    ("I'm 46, sorry, 20 years on dialysis", {"age": 46, "dialysis_years": 20}),
    # how often, how long
    ("haemodialysis Monday Wednesday Friday since 2019", {"dialysis": "haemodialysis"}),
    ("dialysis every Tuesday and Thursday for 3 years", {"dialysis_years": 3}),
    ("dialysis 3 times one week, 4 years", {"dialysis_years": 4}),
    ("HD vintage: 2 yrs 6 months (twice weekly only)", {"dialysis_years": 2.5}),
    ("on PD 1 yr 3 months", {"dialysis_years": 1.25}),
    ("on PD 3 years, 4 months ago a peritonitis", {"dialysis_years": 3}),
    ("on HD one week", {"dialysis_years": 0.02}),
    ("modality: PD | years: 4 | diabetes: no", {"dialysis_years": 4, "diabetes": False}),
    # a change of weight
    ("Wt change 3/12: -9 kg, unintentional, HD", {"recent_weight_loss": True}),
    ("Weight change: +4 kg, HD", {"recent_weight_loss": None}),
    # no dialysis, or not yet
    ("Not on HD yet, starting PD in January", {"dialysis": "none"}),
    ("Starting the APD on the 9th of December", {"dialysis": None}),
    ("I started APD on the 7th of December", {"dialysis": "peritoneal"}),
    ("Since starting HD in March I feel well", {"dialysis": "haemodialysis"}),
    ("On PD now, starting haemo next week", {"dialysis": "peritoneal"}),
    ("my uncle has pd but like parkinsons not the tummy kind", {"dialysis": None}),
    ("on PD 3 years, has Parkinson's too", {"dialysis": "peritoneal", "dialysis_years": 3}),
    # what is not, or no longer
    ("apixaban 2.5 BD (Sintrom d/c 2023), HD", {"warfarin": False, "dialysis": "haemodialysis"}),
    ("HD, d/c 3 days ago, on warfarin", {"warfarin": True}),
    ("Coumadin she not take, on HD", {"warfarin": False}),
    ("warfarin is not there, on HD", {"warfarin": False}),
    ("Neg for lupus, CUA, cancer. On HD", {"past_calciphylaxis": False, "cancer": False}),
    ("skin now: clear, HD", {"lesions": "none"}),
    ("lesions: no, HD", {"lesions": "none"}),
    ("skin now: ulcer on the calf, HD", {"lesions": "ulcers"}),
    ("she has 91, no cancer", {"age": 91, "cancer": False}),
    # looked for
    ("They're testing me for liver disease on Thursday", {"liver_disease": None}),
    ("they are screening him for cancer, he is diabetic", {"cancer": None, "diabetes": True}),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_history(extractor: Extractor, text: str, expected: dict[str, object]) -> None:
    found = extractor.extract(text).history
    assert {key: found.get(key) for key in expected} == expected
