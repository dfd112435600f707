"""The outlook, and what can look alike."""

from __future__ import annotations

from tests.widget.envelopes.shape import DISCLAIMER, SOURCES, Json, turn


def prognosis(audience: str) -> list[Json]:
    data = {
        "strata": [
            {
                "label": "Plaques only",
                "one_year_mortality": 33,
                "interval": [20, 45],
                "n": 50,
                "years": "2002",
                "source": "one",
                "note": "one centre",
            },
            {
                "label": "Ulcers",
                "one_year_mortality": 80,
                "interval": None,
                "n": 36,
                "years": "2002",
                "source": "one",
                "note": None,
            },
        ],
        "hopeful": ["Care has changed since most of these studies.", "Some people heal."],
        "not_personal": True,
    }
    return turn(
        ["I can tell you what is published."],
        "Who can support me?",
        prognosis=data,
        audience=audience,
        sources=SOURCES[:1],
        disclaimer=DISCLAIMER,
    )


def differential() -> list[Json]:
    data = {
        "red_flags": ["Spreading redness with fever needs a doctor today."],
        "ranked": [
            {
                "id": "nf",
                "label": "Necrotising fasciitis",
                "red_flag": True,
                "supports": ["severe pain"],
                "against": ["slow course"],
            },
            {
                "id": "cx",
                "label": "Calciphylaxis",
                "red_flag": False,
                "supports": ["dialysis", "painful plaque"],
                "against": [],
            },
            {
                "id": "vn",
                "label": "Warfarin necrosis",
                "red_flag": False,
                "supports": ["warfarin"],
                "against": ["started long ago"],
            },
        ],
    }
    return turn(
        ["These can look alike."],
        "What does a biopsy show?",
        differential=data,
        audience="clinician",
        sources=SOURCES,
        disclaimer=DISCLAIMER,
    )
