"""Two different things in words: how certain a statement is (its evidence level), and what kind a source is.

A level belongs to a statement, never to a paper (docs/knowledge.md). What a source has of its own is its kind and how
much of it was read. Free of pydantic, for use at run time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["KINDS", "LEVELS", "SEEN", "strongest"]

#: Evidence levels of statements, the most certain first; `expert-opinion` has not been tested at all.
LEVELS: Final = ("high", "moderate", "low", "very-low", "expert-opinion")

KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "case-control": "case-control study",
        "case-series": "case reports",
        "cohort": "cohort study",
        "consensus": "expert consensus",
        "crossover": "crossover study",
        "encyclopedia": "encyclopedia",
        "expert-opinion": "expert opinion",
        "guideline": "guideline",
        "laboratory": "laboratory study",
        "meta-analysis": "meta-analysis",
        "narrative-review": "review",
        "news": "news report",
        "patient-information": "patient information",
        "pharmacokinetic": "pharmacokinetic study",
        "rct": "randomised trial",
        "reference-data": "reference data",
        "registry": "patient registry",
        "regulatory": "regulator or register",
        "systematic-review": "systematic review",
        "teaching-file": "teaching file",
        "trial-registration": "trial registration",
    }
)

SEEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "full": "read in full",
        "abstract": "abstract read",
        "page": "page read",
        "secondary": "known from a report about it",
    }
)


def strongest(levels: Iterable[str | None]) -> str | None:
    """Return the most certain of these levels; None when there is none."""
    return min((level for level in levels if level in LEVELS), key=LEVELS.index, default=None)
