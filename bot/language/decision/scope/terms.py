"""Words of statistics that our answers use, asked for by name: "what does odds ratio mean?"."""

from __future__ import annotations

from bot.language.decision.scope.meaning import names_of
from bot.library.glossary import folded

__all__ = ["term_asked"]

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
_REPLIES = {folded(f"{term}{plural}"): reply for term, reply in _TERMS.items() for plural in ("", "s")}
_NAMES = names_of((term, ("media",)) for term in _REPLIES)


def term_asked(text: str) -> str | None:
    """The id of the reply that explains the term a message asks for, or None."""
    asked = _NAMES.asked(text)
    if asked is None or asked.bare or len(asked.names) > 1:
        return None
    return _REPLIES[asked.names[0]]
