"""Words of statistics that our answers use, asked for by name: "what does odds ratio mean?"."""

from __future__ import annotations

import re

__all__ = ["term_asked"]

_ASKS = re.compile(
    r"^\W*(?:(?:and|so|but|sorry|please|ok(?:ay)?)\W+)*(?:what(?:'?s| is| are| does| do)?|explain|define|"
    r"meaning of|i don'?t (?:know|understand) what)"
    r"(?: (?:an?|the|is|are|does|by|this|that|your|mean(?:t|ing)?(?: (?:of|"
    r"by))?))* (?P<term>[a-z0-9% -]{3,30}?)s?(?: (?:means?|is|are|stands? for))?\W*$",
    re.I,
)
_TERMS = {
    "odds ratio": "term_odds_ratio",
    "hazard ratio": "term_odds_ratio",
    "risk ratio": "term_odds_ratio",
    "relative risk": "term_odds_ratio",
    "confidence interval": "term_interval",
    "95 % interval": "term_interval",
    "95% interval": "term_interval",
    "interval": "term_interval",
    "median": "term_median",
    "percentile": "term_median",
    "multiplier": "term_multiplier",
    "risk multiplier": "term_multiplier",
}


def term_asked(text: str) -> str | None:
    """The id of the reply that explains the term a message asks for, or None."""
    found = _ASKS.match(text)
    return _TERMS.get(found["term"].strip().lower()) if found else None
