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
    # a list or an exam hides nobody of whom it is told
    ("What other triggers does he have? On warfarin, diabetic, HD 5 years", {"warfarin": True, "dialysis_years": 5}),
    ("List three causes? Husband, 62, on HD and warfarin with black ulcers", {"age": 62, "warfarin": True}),
    ("Drug triggers: on warfarin and calcium acetate, HD 4 yrs, female 66. Calcium 2.6", {"warfarin": True, "age": 66}),
    ("Other triggers: on warfarin and pred, HD 4 years. Ulcers on thighs", {"steroids": True, "location": "proximal"}),
    ("What drug triggers apply to her: warfarin, calcitriol; HD 3 years, 70F", {"vitamin_d": True, "age": 70}),
    ("Quiz me later. Dad on HD 5 years, on warfarin, PTH 900", {"warfarin": True, "dialysis_years": 5}),
    ("List five drugs to stop? Patient on warfarin, calcitriol, pred. K 6.8", {"warfarin": True, "steroids": True}),
    ("Exam Q aside, mum is 70, on warfarin, calcium 2.7 mmol/L", {"age": 70, "warfarin": True}),
    ("name four drugs. Diabetic, obese, warfarin", {"diabetes": True, "warfarin": True}),
    ("drug triggers besides VKA: pred, IV iron, UFH - how strong", {"warfarin": None, "steroids": None}),
    ("Give me three risk factors: obesity, diabetes, warfarin", {"warfarin": None, "diabetes": None}),
    # something else was begun again
    ("Warfarin stopped in June, restarted on apixaban in July", {"warfarin": False}),
    ("They stopped her warfarin in March and she was restarted on heparin", {"warfarin": False}),
    ("He stopped warfarin last year and dialysis was restarted in May", {"warfarin": False}),
    ("Steroids stopped last year and aspirin was restarted", {"steroids": False}),
    ("Prednisolone was paused for two weeks, then resumed", {"steroids": True}),
    # not ended, not changed
    ("I'm on prednisolone 5mg daily, he stopped it rising", {"steroids": True}),
    ("Warfarin twice weekly, quit it? no way, I need it", {"warfarin": None}),
    ("On warfarin for a clot, he stopped it himself? No, still on it", {"warfarin": None}),
    ("They have not yet changed my warfarin to apixaban", {"warfarin": True}),
    ("Have they changed my warfarin to apixaban?", {"warfarin": True}),
    ("Could my warfarin be swapped for apixaban", {"warfarin": None}),
    ("They have changed my warfarin to apixaban", {"warfarin": False}),
    ("The warfarin, I take it no more since March", {"warfarin": False}),
    ("The list says calcium acetate and warfarin 3 mg, which she does not take", {"calcium_binder": True}),
    # numbers that are no age, and ages
    ("He is 65, no 20 years younger than me", {"age": 65}),
    ("She is about 60, no 25 on BMI", {"age": 60}),
    ("he's about fifty no fifty five years old", {"age": 55}),
    ("PD patient 17 yrs, school boy", {"age": 17}),
    ("dialysis patient 8 y, male child", {"age": 8}),
    ("nans 82, she aint on dialysis", {"age": 82}),
    ("34 here, 30 weeks pregnant", {"age": 34, "pregnancy": True}),
    # whose blood it is, and one session
    ("On HD 5 years, no sorry he was", {"dialysis_years": 5}),
    ("The sister of mine washing her blood with the machine, I am not on dialysis", {"dialysis": "none"}),
    ("The machine is washing her blood on Monday, that is my friend; I am fine", {"dialysis": None}),
    ("Cleaning his blood with the bleach machine after nosebleed", {"dialysis": None}),
    ("Getting off dialysis now, 4 hours done", {"dialysis": None}),
    ("I go off dialysis now at 4 pm every Monday", {"dialysis": None}),
    ("Lost 5% of body weight at each session but 12 kg overall", {"recent_weight_loss": True}),
    ("weight down 5% in the session", {"recent_weight_loss": None}),
    ("lost 6% body weight in dialysis", {"recent_weight_loss": None}),
    ("My sister keeps asking me to ask about warfarin I am on", {"warfarin": True}),
    ("I take warfarin every night, stopped it a week before surgery and am back on it", {"warfarin": True}),
    ("insulin at night, stopped it last night because I was low", {"injections": True}),
    ("paper says warfarin stopped in May but he has not", {"warfarin": None}),
    ("GP says diabetes is well controlled but she is not", {"diabetes": True}),
    ("doctor said warfarin causes it but she is not", {"warfarin": None}),
    ("my colleague has diabetes but he is not", {"diabetes": None}),
    ("I go to the hospital for dialysis with my dad every Monday", {"dialysis": None}),
    ("I go to the unit for dialysis on Mondays to volunteer", {"dialysis": None}),
    ("I clean his blood in the hospital as a nurse", {"dialysis": None}),
    ("I gave him warfarin, oh he was on it", {"warfarin": True}),
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
    ("Albumin 30, adj 3.1", {"albumin": 30}),
    ("adj 8.5 dose insulin units", {}),
    ("adj 2.55, albumin 30", {"calcium": 2.55, "albumin": 30}),
    # a result of now is read, however it is asked about
    ("is potassium 7.1 today what we want?", {"potassium": 7.1}),
    ("is a potassium of 7.2 what you want?", {"potassium": 7.2}),
    ("Is potassium 7.0 what they want after dialysis?", {"potassium": 7.0}),
    ("How high should potassium go before I worry, 7.2?", {"potassium": 7.2}),
    ("What should potassium be after dialysis, 7.1?", {"potassium": 7.1}),
    ("how high can my potassium go before i panic, 7.4?", {"potassium": 7.4}),
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
