"""A question is no statement about the patient; a question of a patient still tells what it tells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from bot.language.extraction import Extractor

DATA: Final = Path(__file__).resolve().parents[2] / "data"
#: A line names a person if it has a pronoun of the first, second or third person (`they` too), a relative, a word for
#: a man or a woman, an age, a body mass index or eGFR, or `pt`/`patient`.
SOMEBODY: Final = re.compile(
    r"\b(?:i|im|i'm|ive|i've|id|i'd|i'll|me|my|mine|myself|we|we'd|we're|we've|our|ours|us|you|your|yours|u|ur|he|she|he's|"
    r"she's|hes|shes|him|his|her|hers|himself|herself|they|they've|they're|their|them|pt|pts|patient|man|woman|lady|"
    r"gentleman|male|female|boy|girl|lad|lass|chap|bloke|husband|hubby|wife|mums?|moms?|dads?|mother|father|mam|son|"
    r"daughter|brother|sister|uncle|aunt|auntie|gran|nan|grandma|grandmother|grandad|grandpa|grandfather|nana|cousin|"
    r"niece|nephew|partner|neighbour|friend|granny|kid|child|bmi \d+|egfr \d+|"
    r"gravid|\d+ ?[mfy]|\d+[- ]?(?:yo|yrs?|years?)(?:[- ]old)?)\b"
)
#: Here the facts of the line are the case that is to be judged, though nobody is named.
TASKS: Final = frozenset({"assess_risk", "estimate_prognosis", "differential", "interpret_labs", "what_if"})
#: A line that tells something in a sentence of its own before it asks ("A black crust has come. Why?") is no mere
#: question: what happened is told though nobody is named.
NARRATED: Final = re.compile(
    r"^[^?]{12,}[a-z]{2}\. (?:\S.*\?$|(?:does|is|will|can|what|how|why|[Hh]eard) )"
    r"|, (?:and )?(?:then|now) .*\. |\?+ just ",
    re.DOTALL,
)
#: A row of findings with a word of asking behind it ("black crust shin why") is as likely the writer's own.
ROW_OF_FINDINGS: Final = re.compile(r"^[^?.]*(?:\b(?:why|how often seen)$|\bw/ )")


def lines() -> Iterator[tuple[str, str]]:
    for path in sorted(DATA.glob("*_questions.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row["label"], row["text"]


def test_no_question_that_names_nobody_states_a_fact(extractor: Extractor) -> None:
    read, wrong = 0, {}
    for label, text in lines():
        if label in TASKS or SOMEBODY.search(text.lower().replace("’", "'")) or NARRATED.search(text):
            continue
        if ROW_OF_FINDINGS.search(text):
            continue
        read += 1
        history = extractor.extract(text).history
        if history:
            wrong[text] = history
    assert read > 1500
    assert wrong == {}


NOTHING: Final = (
    "is warfarin dangerous",
    "Can calciphylaxis be cured?",
    "What to do to not get calciphylaxis in dialysis?",
    "does staying off VKA in dialysis AF stop calciphylaxis coming",
    "What did the CT show in the 26-year-old's case?",
    "CUA RFs – female, BMI, DM, VKA?",
    "does scleroderma have anything to do with it",
    "is insulin safe",
    "so, are steroids ever used for the wounds",
    "ok but why is warfarin worse than apixaban",
    "has prednisolone been linked to it",
    "tell me, does obesity matter",
    "with diabetes and warfarin, what is the risk?",
    "Low-molecular-weight heparin in dialysis: any good?",
    "hello, could calcium acetate be the trigger",
    "hmm, should parathyroidectomy come first or cinacalcet",
    "Would peritoneal dialysis be safer than haemodialysis?",
    "warfarin and calciphylaxis, what's the link",
    "if someone takes warfarin, does it come back",
    "people on dialysis with diabetes, do they get it more",
)
HEADINGS: Final = (
    "odds ratio of VKA in haemodialysis",
    "OR for warfarin exposure CUA",
    "relapse rate of CUA after transplant",
    "incidence in peritoneal dialysis",
    "association diabetes calciphylaxis",
    "indications for parathyroidectomy in CUA",
    "phosphate target in haemodialysis",
    "evidence for steroids in CUA",
    "RFs: obesity, DM",
    "risk factors warfarin obesity CUA",
    "rate of CUA in liver cirrhosis",
    "calciphylaxis with a working transplant",
)
PERSONS: Final = (
    ("can I, on warfarin since March, get this?", {"warfarin": True}),
    (
        "66M, HD 3y, VKA, risk?",
        {"age": 66, "sex": "male", "dialysis": "haemodialysis", "dialysis_years": 3, "warfarin": True},
    ),
    ("my dad has diabetes, is that why?", {"sex": "male", "diabetes": True}),
    ("Risk for 66M on HD?", {"age": 66, "sex": "male", "dialysis": "haemodialysis"}),
    (
        "is it calciphylaxis? I have black sores and am on haemodialysis",
        {"dialysis": "haemodialysis", "lesions": "ulcers"},
    ),
    ("What is calciphylaxis? I am 61 and diabetic", {"age": 61, "diabetes": True}),
    ("Is warfarin to blame? My wife takes it. She is 70 and diabetic.", {"age": 70, "sex": "female", "diabetes": True}),
    ("58F DM2 on PD, what would you check?", {"age": 58, "sex": "female", "diabetes": True, "dialysis": "peritoneal"}),
    ("Diabetic? Yes. On warfarin? No.", {"diabetes": True, "warfarin": False}),
    ("Pt is diabetic and on warfarin", {"diabetes": True, "warfarin": True}),
    ("has diabetes, on warfarin since 2019", {"diabetes": True, "warfarin": True}),
    ("does it matter that I have diabetes and take warfarin?", {}),
    ("72-year-old woman on haemodialysis, is she at risk?", {"age": 72, "sex": "female", "dialysis": "haemodialysis"}),
)


@pytest.mark.parametrize("text", [*NOTHING, *HEADINGS])
def test_nobody_is_meant(extractor: Extractor, text: str) -> None:
    assert extractor.extract(text).history == {}


@pytest.mark.parametrize(("text", "facts"), PERSONS)
def test_somebody_is_meant(extractor: Extractor, text: str, facts: dict[str, object]) -> None:
    found = extractor.extract(text).history
    assert {key: found.get(key) for key in facts} == facts


def test_what_is_supposed_may_be_a_question(extractor: Extractor) -> None:
    assert extractor.extract("warfarin, is it worse with warfarin daily?").history == {}
    assert extractor.extract("on warfarin daily, BMI 30", supposing=True).history == {"warfarin": True, "bmi": 30}


def test_an_answer_to_the_form_is_no_question(extractor: Extractor) -> None:
    assert extractor.extract("warfarin, why?", expects="warfarin").history == {"warfarin": True}
