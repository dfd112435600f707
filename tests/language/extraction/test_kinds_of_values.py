"""Values by the way they are told: run together, put right, never reached, taken as a supplement, another person's."""

from __future__ import annotations

import pytest

from bot.language.extraction import Extractor

Values = dict[str, str]

RUN_TOGETHER: list[tuple[str, Values]] = [
    ("Ca=9.3mg/dlP=6.2mg/dl", {"calcium": "9.3", "phosphate": "6.2"}),
    ("Ca 2.4mmol/lPO4 2.0mmol/l", {"calcium": "2.4", "phosphate": "2.0"}),
    ("K5.2Na138", {"potassium": "5.2"}),
    ("Na138K5.2Cl101", {"potassium": "5.2"}),
    ("alb29g/Lcrp45mg/L", {"albumin": "29", "crp": "45"}),
    ("calcium2.4mmol/Lphosphate1.9mmol/L", {"calcium": "2.4", "phosphate": "1.9"}),
    ("PTH450pg/mlCa9.2mg/dl", {"pth": "450", "calcium": "9.2"}),
    ("Ca2.35mmol/LAlb31g/LPTH45pmol/L", {"calcium": "2.35", "albumin": "31", "pth": "45"}),
    ("phos6.2mg/dLPTH890pg/mL", {"phosphate": "6.2", "pth": "890"}),
    ("P 6.2Ca 9.8", {"phosphate": "6.2", "calcium": "9.8"}),
    ("Hb98PLT210WCC6.4CRP12mg/L", {"haemoglobin": "98", "wbc": "6.4", "crp": "12"}),
    ("3K2.5Ca bath", {}),
    ("G2P1 on HD", {}),
]
MAGNESIUM: list[tuple[str, Values]] = [
    ("Ca 2.2 mg 0.9", {"calcium": "2.2", "magnesium": "0.9"}),
    ("calcium 2.3 mg 0.7", {"calcium": "2.3", "magnesium": "0.7"}),
    ("Ca 2.4 mg 0.8 po4 1.9", {"calcium": "2.4", "magnesium": "0.8", "phosphate": "1.9"}),
    ("Ca 9.2 mg", {"calcium": "9.2"}),
    ("Ca 9.2 mg, P 5.1 mg", {"calcium": "9.2", "phosphate": "5.1"}),
    ("Ca 500 mg 3 times a day", {}),
    ("magnesium 5 mg daily", {}),
    ("calcium acetate 5 mg", {}),
]
PUT_RIGHT: list[tuple[str, Values]] = [
    ("sorry I typed PTH 90, should be 900 pg/mL", {"pth": "900"}),
    ("I wrote phosphate 1.2, meant 2.1 mmol/L", {"phosphate": "2.1"}),
    ("PTH not 90 but 900 pg/mL", {"pth": "900"}),
    ("it's not 90 but 900, the PTH", {"pth": "900"}),
    ("I put K 7.2 but it is 5.2", {"potassium": "5.2"}),
    ("I wrote K 7.2, really 5.2", {"potassium": "5.2"}),
    ("I entered calcium 29, it's 2.9 mmol/L", {"calcium": "2.9"}),
    ("earlier I said K 6.5, it was 5.6 mmol/L", {"potassium": "5.6"}),
    ("phosphate should read 2.1 not 1.2 mmol/L", {"phosphate": "2.1"}),
    ("the phosphate was 2.1 mmol/L, I wrongly said 1.2", {"phosphate": "2.1"}),
    ("I put albumin 3.5 but the paper says 2.5 g/dL", {"albumin": "2.5"}),
    ("typed albumin 14, it should have been 41 g/L", {"albumin": "41"}),
    ("PTH 900 pg/mL, should be below 600", {"pth": "900"}),
    ("K 6.1, should be 5", {"potassium": "6.1"}),
]
NEVER_REACHED = [
    "I've never had an INR over 4",
    "never had a potassium above 6",
    "no calcium over 2.6",
    "no INR above 3",
    "has your K ever been over 6.5",
    "has her phosphate ever been higher than 2.5 mmol/L?",
    "have you ever had an INR over 5",
    "my phosphate has never been above 2 mmol/L",
    "phosphate was never below 1.8 mmol/L",
    "not had a calcium above 2.6 mmol/L in years",
    "without ever having a calcium over 2.6",
    "hasn't had an albumin under 30",
    "PTH has not been below 500 pg/mL",
    "They told me that my potassium never went over 5.5",
    "never a CRP under 50",
    "I have never had an INR of 5",
]
REACHED: list[tuple[str, Values]] = [
    ("my INR is over 4", {"inr": "4"}),
    ("potassium above 6 today", {"potassium": "6"}),
    ("no, calcium over 2.6 now", {"calcium": "2.6"}),
    ("no fever, CRP over 200 mg/L", {"crp": "200"}),
    ("Denies ever having had an INR above 5. Current INR 2.8.", {"inr": "2.8"}),
    ("never smoked, K >6", {"potassium": "6"}),
]
SUPPLEMENTS: list[tuple[str, Values]] = [
    ("I take calcium 600 mg twice a day and magnesium 400", {}),
    ("vit D 1000 and calcium 500", {}),
    ("calcium 500 + vit D 800", {}),
    ("on calcium 600 and vitamin D 400 daily", {}),
    ("I take magnesium 400 and calcium 1000", {}),
    ("supplements: calcium 1200, vit D 2000, zinc 15", {}),
    ("vit D3 5000 IU, magnesium 250", {}),
    ("my tablets are calcium 500 and vitamin D 1000", {}),
    ("calcium 600 bd, vit d 800 od", {}),
    ("Magnesium 400 twice a day, my magnesium level is 0.82 mmol/L", {"magnesium": "0.82"}),
    ("my calcium is 10.2 and I take vit D 1000", {"calcium": "10.2"}),
    ("Ca 9.5, vit D 25 ng/mL", {"calcium": "9.5", "vitamin_d_25oh": "25"}),
]
BESIDE: list[tuple[str, Values]] = [
    ("corrected calcium 2.55, measured 2.31 mmol/L", {"calcium": "2.31"}),
    ("Ca corr 2.55 uncorrected 2.31 mmol/L alb 30 g/L", {"calcium": "2.31", "albumin": "30"}),
    ("adjusted calcium 2.55 mmol/L, measured 12 May", {"calcium": "2.55"}),
    ("adjusted Ca 2.61 (total 2.35), albumin 27", {"calcium": "2.35", "albumin": "27"}),
    ("dialysate Ca 1.25 K 2.0, pre K 5.6", {"potassium": "5.6"}),
    ("bath calcium 1.25, potassium 5.6", {"potassium": "5.6"}),
    ("her calcium was 2.75 mmol/L; it is 2.45 now", {"calcium": "2.45"}),
    ("my sister's husband's phosphate was 2.4 mmol/L", {}),
    ("the wife of my cousin has K 6.1", {}),
]


def read(extractor: Extractor, text: str) -> Values:
    return {each.analyte: str(each.value) for each in extractor.extract(text).labs}


@pytest.mark.parametrize(("text", "values"), [*RUN_TOGETHER, *MAGNESIUM, *PUT_RIGHT, *REACHED, *SUPPLEMENTS, *BESIDE])
def test_values(extractor: Extractor, text: str, values: Values) -> None:
    assert read(extractor, text) == values


@pytest.mark.parametrize("text", NEVER_REACHED)
def test_a_bound_never_reached_is_no_value(extractor: Extractor, text: str) -> None:
    found = extractor.extract(text)
    assert not found.labs
    assert not found.declined  # that it was never so high does not say that it was never measured


@pytest.mark.parametrize("text", [text for text, values in MAGNESIUM[:3]])
def test_mg_that_may_be_magnesium_is_confirmed(extractor: Extractor, text: str) -> None:
    assert extractor.extract(text).confirm == ("magnesium",)


@pytest.mark.parametrize(
    ("text", "value", "last"),
    [
        ("calcium 2.3 mmol/L last 1.7", "2.3", "1.7"),
        ("phosphate 2.1, last 1.7", "2.1", "1.7"),
        ("phosphate 2.1 mmol/L last 1.7 mmol/L", "2.1", "1.7"),
        ("PTH 450 pg/mL (last 600)", "450", "600"),
        ("PTH 450 last: 600 pg/mL", "450", "600"),
        ("my last calcium 2.3 mmol/L, before that 2.1", "2.3", "2.1"),
    ],
)
def test_a_last_behind_a_value_is_older(extractor: Extractor, text: str, value: str, last: str) -> None:
    reading = extractor.extract(text).labs[0]
    assert (str(reading.value), [str(each.value) for each in reading.earlier]) == (value, [last])
