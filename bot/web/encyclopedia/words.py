"""The words of the pages for the codes of the knowledge base, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bot.library.kinds import KINDS, SEEN

__all__ = ["EVIDENCE", "FIT", "GROUPS", "KINDS", "ROLES", "SEEN", "TASKS", "URGENCY", "VOICES", "Level"]


@dataclass(frozen=True, slots=True)
class Level:
    """An evidence level in words: `strength` 4 (high) to 0 (opinion) fills the marks beside it."""

    id: str
    short: str
    meaning: str
    basis: str
    strength: int


_LEVELS = (
    Level(
        "high",
        "High certainty",
        "Further research is very unlikely to change it.",
        "A large enough randomised trial, or several pooled, that measured this in people with the disease. Also codes "
        "and definitions read in the register that issues them, and the wording of a medicine's licence.",
        4,
    ),
    Level(
        "moderate",
        "Moderate certainty",
        "Probably right, but the size may change.",
        "A small or stopped randomised trial, a large registry, a nationwide or matched comparison, or a guideline "
        "that rests on such data.",
        3,
    ),
    Level(
        "low",
        "Low certainty",
        "May well change.",
        "A comparison from one hospital, a subgroup, a result with a wide range, or a trial in other patients.",
        2,
    ),
    Level(
        "very-low",
        "Very low certainty",
        "A signal, no more.",
        "Reports of one or a few patients, before-and-after figures without a comparison, a conference summary, or a "
        "news report of a paper that was not opened.",
        1,
    ),
    Level(
        "expert-opinion",
        "Expert opinion",
        "What experienced teams advise. Nobody has tested it.",
        "Consensus, reviews, patient information of hospitals and charities, good practice.",
        0,
    ),
)
EVIDENCE: Final[Mapping[str, Level]] = MappingProxyType({level.id: level for level in _LEVELS})

GROUPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "basics": "The basics",
        "risk": "What raises the risk",
        "symptoms": "Signs and symptoms",
        "diagnosis": "Tests and diagnosis",
        "treatment": "Treatment",
        "prognosis": "Outlook",
        "prevention": "Prevention",
        "living": "Living with it",
        "research": "Research",
        "example": "A case to learn from",
    }
)

VOICES: Final[Mapping[str, str]] = MappingProxyType(
    {"patient": "In plain words", "clinician": "For clinicians", "both": "Where sources disagree"}
)

ROLES: Final[Mapping[str, str]] = MappingProxyType(
    {"call_team": "when to call", "unknown": "not known", "position": "one view", "reading": "our reading"}
)

TASKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "assess_risk": "Estimate my risk",
        "interpret_labs": "What do my blood results mean?",
        "compute_product": "Work out the calcium-phosphate product",
        "what_if": "See what would change the estimate",
        "estimate_prognosis": "Published figures on the outlook",
        "differential": "What else could it be?",
        "visit_summary": "Make a summary for my visit",
    }
)

URGENCY: Final[Mapping[str, str]] = MappingProxyType(
    {"emergency": "Emergency: call now", "same_day": "To be seen the same day", "routine": "At the next visit"}
)

FIT: Final[Mapping[str, str]] = MappingProxyType({"strong": "fits well", "some": "fits in part", "weak": "fits weakly"})
