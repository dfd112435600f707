"""The estimate for a patient: uncertainty first, words and a picture of 1,000 people, never a percentage unasked."""

from __future__ import annotations

from math import log

from actions.form_items import item_name, shown
from actions.risk_words import category_text, cautions, derived_line, effects, plain_ratio, value_words, words
from actions.turn import Turn
from bot.clinical.risk import RiskEstimate
from bot.clinical.risk.display import of_thousand
from bot.clinical.risk.result import Contribution

__all__ = ["patient_reasons", "patient_texts", "verdict_texts"]

_NOTABLE = 0.10  # |ln effect| below which a factor is not worth a word to a patient
_NAMED = 3


def patient_texts(result: RiskEstimate, turn: Turn) -> list[str]:
    """The result of the form."""
    low, high = (of_thousand(value) for value in result.interval or (0.0, 0.0))
    more = words(turn, "or_more") if "rate_cap_reached" in result.codes() else ""
    return [
        words(turn, "first"),
        category_text(result, turn),
        words(turn, "most", low=low, high=high, more=more),
        *_moved(result, turn),
        *cautions(result, turn),
        *derived_line(result, turn),
    ]


def verdict_texts(result: RiskEstimate, turn: Turn) -> list[str]:
    """The estimate in its shortest form: its word, how many of 1,000, and that it is uncertain."""
    low, high = (of_thousand(value) for value in result.interval or (0.0, 0.0))
    more = words(turn, "or_more") if "rate_cap_reached" in result.codes() else ""
    return [
        category_text(result, turn),
        words(turn, "most", low=low, high=high, more=more),
        f"{words(turn, 'first')} {words(turn, 'how_sure')}",
    ]


def patient_reasons(result: RiskEstimate, turn: Turn) -> list[str]:
    """Why the estimate is what it is: each factor in words, then what was told but does not count."""
    rows = [f"• {_row(c, turn)}" for c in effects(result)]
    left = [f"• {item_name(n.factor)}: {n.text}" for n in result.not_used]
    texts = ["\n".join([words(turn, "why"), *rows])]
    if left:
        texts.append("\n".join([words(turn, "not_used"), *left]))
    return [*texts, words(turn, "times", ratio=plain_ratio(result.multiplier or 1.0))]


def _moved(result: RiskEstimate, turn: Turn) -> list[str]:
    known = [c for c in effects(result) if c.value is not None]
    up = [_named(c) for c in known if log(c.relative_effect) > _NOTABLE][:_NAMED]
    down = [_named(c) for c in known if log(c.relative_effect) < -_NOTABLE][:_NAMED]
    lines = [words(turn, key, items=", ".join(items)) for key, items in (("up", up), ("down", down)) if items]
    return ["\n".join(lines)] if lines else []


def _named(contribution: Contribution) -> str:
    """A factor as it is for this person: "male sex", "peritoneal dialysis", "no diabetes", "calcium"."""
    value = contribution.value
    if contribution.factor == "dialysis":
        return shown(value)
    if contribution.factor == "sex":
        return f"{shown(value)} sex"
    name = item_name(contribution.factor)
    return f"no {name}" if value is False else name


def _row(contribution: Contribution, turn: Turn) -> str:
    name = f"{item_name(contribution.factor)} ({value_words(contribution, turn)})"
    if contribution.value is None:
        return f"{name}: {words(turn, 'averaged')}"
    return f"{name}: {words(turn, 'counts', ratio=plain_ratio(contribution.relative_effect))}"
