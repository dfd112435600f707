"""Values beside limits and beside other people's, thousands with a comma, and a unit that the neighbours tell."""

from __future__ import annotations

import pytest

from bot.language.extraction import Extractor

#: The value in the canonical unit, or the status where it must be asked; None where no value is anybody's.
ROWS: list[tuple[str, dict[str, float | str | None]]] = [
    # limits and results
    ("which PTH do yous aim for, is it 150 to 550?", {"pth": None}),
    ("what calcium do ye want, 2.1 to 2.5?", {"calcium": None}),
    ("what PTH do you aim for? mine is 800 pg/mL", {"pth": 800}),
    ("told to keep phosphate between 1.1 and 1.8 and mine's 2.4 mmol/L", {"phosphate": 7.43}),
    ("they want my calcium below 2.5 but mine is 2.8 mmol/L", {"calcium": 11.22}),
    # another's, or out of something read
    ("In the article I read, the man's phosphate was 8", {"phosphate": None}),
    ("In a case report I saw, the calcium was 12 mg/dL", {"calcium": None}),
    ("In the paper I read phosphate above 5 is bad and my phosphate is 6.9 mg/dL", {"phosphate": 6.9}),
    ("My neighbour phosphate was nine. Mine, they never tell me.", {"phosphate": None}),
    ("my cousin told me her PTH is 1500, mine is 410 pg/mL", {"pth": 410}),
    # numbers as they are written
    ("ALP 1,380 IU/L", {"alkaline_phosphatase": 1380}),
    ("ALP 1.24 ukat/L", {"alkaline_phosphatase": 74.4}),
    ("my calcium na 10.4 mg/dL, e too high?", {"calcium": 10.4}),
    ("potassium 5.2, na 139", {"potassium": 5.2}),
    ("calcium 101 mg/L", {"calcium": 10.1}),
    ("calcium 9.8 mg/L", {"calcium": "implausible"}),
    ("phosphate 62 mg/L", {"phosphate": "ambiguous"}),
    # a CRP without its unit
    ("Hb 101, CRP 27, albumin 31", {"crp": 27}),
    ("creat 712, CRP 14", {"crp": 14}),
    ("urea 24 mmol/L, CRP 38", {"crp": 38}),
    ("Hb 10.1, creatinine 6.8, CRP 14", {"crp": "ambiguous"}),
    ("CRP 14", {"crp": "ambiguous"}),
    ("CRP less than 4", {"crp": 4}),
    ("CRP <0.5", {"crp": "ambiguous"}),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_values(extractor: Extractor, text: str, expected: dict[str, float | str | None]) -> None:
    readings = {reading.analyte: reading for reading in extractor.extract(text).labs}
    for analyte, value in expected.items():
        reading = readings.get(analyte)
        if value is None:
            assert reading is None
        elif isinstance(value, str):
            assert reading is not None and reading.status == value
        else:
            assert reading is not None and reading.status == "ok"
            assert float(reading.canonical_value or 0) == pytest.approx(value, rel=0.002)
