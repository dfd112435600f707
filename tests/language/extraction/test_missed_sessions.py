"""A session that was missed says nothing of the kind of dialysis; no dialysis at all still does."""

from __future__ import annotations

import pytest

from bot.language.extraction.extractor import Extractor


@pytest.mark.parametrize(
    "text",
    [
        "i didn't go to dialysis this week",
        "no dialysis since tuesday, am i ok?",
        "machine broke no dialysis since friday",
        "havent been to dialysis for a week",
        "dialysis cancelled 3 days ago",
        "didnt make it to dialysis",
        "missed HD x2",
    ],
)
def test_a_missed_session_is_no_kind_of_dialysis(extractor: Extractor, text: str) -> None:
    assert extractor.extract(text).history.get("dialysis") not in ("none", "transplant")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I am not on dialysis", "none"),
        ("no dialysis yet, CKD 4", "none"),
        ("I had a transplant in 2020 and no dialysis since then", "transplant"),
        ("not on dialysis since my transplant 3 years ago", "transplant"),
        ("on haemodialysis, missed a session on monday", "haemodialysis"),
    ],
)
def test_no_dialysis_at_all_is_still_read(extractor: Extractor, text: str, kind: str) -> None:
    assert extractor.extract(text).history.get("dialysis") == kind
