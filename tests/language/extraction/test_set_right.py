"""What is taken back, begun again or changed in one message, and everyday ways of telling a thing."""

from __future__ import annotations

from time import perf_counter

import pytest

from bot.language.extraction import Extractor

TOLD = [
    # dialysis in everyday words
    ("She goes in to the renal unit for her dialysis on Mondays, 5 years", {"dialysis": "haemodialysis"}),
    ("They clean his blood with a machine twice weekly", {"dialysis": "haemodialysis"}),
    ("they clean my blood at the hospital three days a week", {"dialysis": "haemodialysis"}),
    ("she is having her blood cleaned at the unit, 4 years", {"dialysis": "haemodialysis", "dialysis_years": 4}),
    ("do they clean my blood at the hospital", {"dialysis": None}),
    ("The machine cleans my blood on Tuesdays", {"dialysis": "haemodialysis"}),
    ("dialysis thro a neck line for 2 yrs", {"dialysis": "haemodialysis", "dialysis_years": 2}),
    ("PD pt, 2 yrs, DM", {"dialysis": "peritoneal", "dialysis_years": 2, "age": None}),
    ("I go in to the unit for the dialysis training next week", {"dialysis": None}),
    ("should I be going in to the unit for dialysis", {"dialysis": None}),
    ("I used to go in to the unit for dialysis, now I have a transplant", {"dialysis": None}),
    ("how does washing her blood with a machine work", {"dialysis": None}),
    ("PD at present, thinking haemo at home instead", {"dialysis": "peritoneal"}),
    ("Kidneys are at 16%, off dialysis now", {"dialysis": "none", "transplant": None}),
    ("off dialysis now because my transplant works", {"dialysis": "transplant"}),
    # how long, put right
    ("HD pt, 3 years. I said 3 before, it's actually 4", {"dialysis_years": 4}),
    ("On haemo for 2 years, sorry I wrote 2 but it is really 6 years", {"dialysis_years": 6}),
    ("On HD 5 years. I said phosphate 5 before, it's actually 7", {"dialysis_years": 5}),
    ("I have worked in a haemodialysis unit for 12 years", {"dialysis": None, "dialysis_years": None}),
    ("I volunteer at the dialysis unit for 3 years, I'm on haemo 5 years", {"dialysis_years": 5}),
    # begun again, changed, taken back
    ("They put me on warfarin 9 years ago for my valve, still take it. I'm not obese.", {"warfarin": True}),
    ("took warfarin two years ago for a clot, husband still takes it", {"warfarin": False}),
    ("Put on steroids 4 years ago, came off them last spring", {"steroids": False}),
    ("The GP stopped my prednisolone in May but restarted it in July", {"steroids": True}),
    ("The steroids were stopped in June and not restarted", {"steroids": False}),
    ("stopped the warfarin but restarted the iron", {"warfarin": False}),
    ("steroids stopped in June, should they be restarted?", {"steroids": False}),
    ("my dad's on steroids, no sorry he was", {"steroids": False}),
    ("I'm on warfarin, sorry he was asking", {"warfarin": True}),
    ("they changed her Sintrom to apixaban in March", {"warfarin": False}),
    ("earlier warfarin, now rivaroxaban", {"warfarin": False}),
    ("changed apixaban to warfarin last week", {"warfarin": True}),
    ("before warfarin I had clots, now I take it", {"warfarin": True}),
    # what is written, and is not so
    ("GP wrote 'diabetic' in the referral but I checked and he is not", {"diabetes": False}),
    ("The letter says 'on warfarin' but she is not", {"warfarin": False}),
    ("the drug chart lists warfarin, which she does not take", {"warfarin": False}),
    ("On warfarin but she is not well", {"warfarin": True}),
    # a heading denies its own row
    ("PD. On: sevelamer, prednisolone. Stopped: warfarin, calcitriol.", {"steroids": True, "warfarin": False}),
    ("Stopped: warfarin. On: calcium acetate.", {"warfarin": False, "calcium_binder": True}),
    ("Meds stopped: none, on pred", {"steroids": True}),
    ("never had steroids, nor have I ever taken warfarin", {"steroids": False, "warfarin": False}),
    # whose it is
    ("my dad's brother was on dialysis and he took warfarin, is it in the genes", {"warfarin": None, "dialysis": None}),
    ("Pt's sister had diabetes, pt herself never", {"diabetes": False}),
    ("pt's brother is on HD w/ DM. Pt himself 52, on PD", {"age": 52, "dialysis": "peritoneal", "diabetes": None}),
    ("HD 3y, no DM. Father on steroids. Wt stable", {"steroids": None, "diabetes": False}),
    ("HD, DM. Wife on warfarin.", {"dialysis": "haemodialysis"}),
    ("my brother keeps telling me to ask about warfarin", {"warfarin": None, "sex": None}),
    ("My wife is exhausted and so am I, I'm on haemo", {"dialysis": "haemodialysis", "sex": None}),
    ("husband has diabetes, on PD 2 years. He is fed up and so am I", {"dialysis": "peritoneal", "sex": "male"}),
    ("MCQ: would a 60 year old man on warfarin be at higher risk?", {"age": None, "warfarin": None}),
    ("Exam q: name three risk factors. I said steroids and diabetes", {"steroids": None, "diabetes": None}),
    ("I am a student, 24, on haemodialysis and warfarin", {"age": 24, "warfarin": True}),
    ("list the drugs he is on: warfarin, prednisolone", {"warfarin": True}),
    # the body
    ("Lost 12% of body weight over 3 months", {"recent_weight_loss": True}),
    ("weight down 8% in 6/52", {"recent_weight_loss": True}),
    ("I lost 2 kg in dialysis today", {"recent_weight_loss": None}),
    ("I lost 6 kg on dialysis since March", {"recent_weight_loss": True}),
    ("skin exam was clear", {"lesions": "none"}),
    ("I keep the skin clean", {"lesions": None}),
    ("Feet ok, ulcer on the left thigh", {"location": "proximal"}),
    ("Heels ok. Ulcers on thigh and calf", {"location": "both"}),
    ("she is fifty no sixty two, diabetic", {"age": 62}),
    ("At the clinic, 71 on PD with a wound", {"age": 71, "dialysis": "peritoneal"}),
    ("in the clinic, 30 on HD were tested", {"age": None, "dialysis": None}),
    ("takes one-alfa with supper", {"vitamin_d": True}),
    ("might have had calciphylaxis before, nobody proved it", {"past_calciphylaxis": None}),
]
LABS = [
    ("calcium 2.6 this month, was 2.2 last month", {"calcium": 2.6}),
    ("potassium 6.9 this week, was 5 last week", {"potassium": 6.9}),
    ("is a PTH over 600 what we aim for?", {}),
    ("is my phosphate of 1.5 what you're aiming for", {"phosphate": 1.5}),
    ("what is the limit for potassium, 6?", {}),
    ("is the limit for phosphate 5.5?", {}),
    ("how low should phosphate be, 5.5?", {}),
    ("is 2.5 the limit for calcium or is it 2.6", {}),
    ("what should I eat with a potassium of 6.2?", {"potassium": 6.2}),
    ("what is the cut off for potassium, mine is 6.9", {"potassium": 6.9}),
    ("what should phosphate be under, 5.5? mine is 6.1", {"phosphate": 6.1}),
    ("What should I do, potassium 6.9?", {"potassium": 6.9}),
    ("My mother's paper says potassium 5.9 and calcium 2.3", {"potassium": 5.9, "calcium": 2.3}),
    ("the paper says albumin 28 g/L, the rest is smudged", {"albumin": 28}),
    ("A paper says PTH above 600 is bad", {}),
    ("adj 2.55, phosphate 1.9", {"calcium": 2.55, "phosphate": 1.9}),
    ("adj 2.5 mg warfarin", {}),
    ("wcc 15 w/ bands 12%", {"wbc": 15}),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_history(extractor: Extractor, text: str, expected: dict[str, object]) -> None:
    found = extractor.extract(text).history
    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.parametrize(("text", "expected"), LABS)
def test_values(extractor: Extractor, text: str, expected: dict[str, float]) -> None:
    labs = extractor.extract(text).labs
    assert {each.analyte: float(each.value) for each in labs if each.value is not None} == expected


@pytest.mark.parametrize(
    "part",
    [
        "stopped the pred in June, ",
        "the letter says on warfarin ",
        "what should it be, ",
        "washing her blood ",
        "1.9 this month, ",
    ],
)
def test_time_grows_with_the_length(extractor: Extractor, part: str) -> None:
    def seconds(times: int) -> float:
        text = "I am on PD, " + part * times
        start = perf_counter()
        extractor.extract(text[:5500])
        return perf_counter() - start

    assert seconds(220) < 5.0
