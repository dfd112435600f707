"""A value of long ago is kept as a name only, so that today's value is asked for and no sum uses the old one."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language.extraction import Extractor


@pytest.mark.parametrize(
    ("text", "analyte"),
    [
        ("two years ago my phosphate was 9", "phosphate"),
        ("PTH 900 back in 2019", "pth"),
        ("my calcium used to be 2.9", "calcium"),
        ("when she started dialysis her albumin was 38", "albumin"),
    ],
)
def test_the_name_is_kept(extractor: Extractor, text: str, analyte: str) -> None:
    found = extractor.extract(text)
    assert found.labs == []
    assert found.named == (analyte,)


@pytest.mark.parametrize(("today", "kept"), [(date(2026, 11, 22), []), (date(2020, 2, 1), ["pth", "calcium"])])
def test_how_long_ago_a_year_is_counts_from_today(extractor: Extractor, today: date, kept: list[str]) -> None:
    found = extractor.extract("in 2019 my PTH was 900 and my calcium 2.9", today=today)
    assert [reading.analyte for reading in found.labs] == kept
