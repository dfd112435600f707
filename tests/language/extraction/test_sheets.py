"""A question mark in a form says that something is not known: it is no question, and what else is told still counts."""

from __future__ import annotations

import pytest

from bot.language.extraction import Extractor

SHEETS = [
    ("DM: Y, warfarin: N, steroids: ?", "steroids"),
    ("Warfarin Y\nDiabetes N\nSteroids ?", "steroids"),
    ("DM=Y;VKA=N;steroids=?", "steroids"),
    ("Diabetes | Warfarin | Lupus\nN | Y | ?", "autoimmune"),
    ("warfarin: ?, diabetes: Y", "warfarin"),
]


@pytest.mark.parametrize(("text", "unknown"), SHEETS)
def test_mark_in_a_sheet(extractor: Extractor, text: str, unknown: str) -> None:
    found = extractor.extract(text)
    assert unknown in found.declined
    assert unknown not in found.history
    assert found.history


def test_mark_behind_a_name_alone_asks(extractor: Extractor) -> None:
    assert extractor.extract("warfarin ?").declined == []
