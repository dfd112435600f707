"""The estimate for a clinician: interval first, then the word, the figures, the table, and what was left out."""

from __future__ import annotations

from actions.form_items import item_name
from actions.risk_words import category_text, cautions, derived_line, effects, value_words, words
from actions.turn import Turn
from actions.wording import Citations
from bot.clinical.risk import RiskEstimate
from bot.clinical.risk.display import effect, percent
from bot.clinical.risk.display import shown as figures

__all__ = ["clinician_texts"]


def clinician_texts(result: RiskEstimate, turn: Turn, citations: Citations) -> list[str]:
    """Every line of the estimate; sources by their numbers in the envelope."""
    seen = figures(result)
    if seen is None:
        return []
    left = "; ".join(f"{item_name(n.factor, turn.audience)} ({n.text.rstrip('.')})" for n in result.not_used)
    number = words(turn, "number", interval=seen.interval, more="", median=seen.median)
    times = words(turn, "times", multiplier=seen.multiplier, interval=seen.multiplier_interval)
    return [
        f"{number} {words(turn, 'first')}",
        f"{category_text(result, turn)} {times}",
        _table(result, turn, citations),
        _scenarios(result, turn, citations),
        *([words(turn, "not_used", items=left)] if left else []),
        *cautions(result, turn),
        *derived_line(result, turn),
    ]


def _table(result: RiskEstimate, turn: Turn, citations: Citations) -> str:
    rows = [words(turn, "contributions")]
    for c in effects(result):
        low, high = c.interval
        span = f"{effect(c.relative_effect)} ({effect(low)}–{effect(high)})"
        name = item_name(c.factor, turn.audience)
        original = result.model.originals.get(c.source)
        told = f", a report of {citations.number(original)}" if original else ""
        rows.append(f"• {name}: {value_words(c, turn)} → {span} {citations.number(c.source)}{told}".rstrip())
    return "\n".join(rows)


def _scenarios(result: RiskEstimate, turn: Turn, citations: Citations) -> str:
    rows = [words(turn, "scenarios")]
    for s in result.scenarios:
        note = f" ({s.note})" if s.note else ""
        rows.append(f"• {s.label}: {percent(s.value, 2)}{note} {citations.number(s.source)}".rstrip())
    return "\n".join(rows)
