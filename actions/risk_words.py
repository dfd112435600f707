"""The estimate in words: uncertainty first; a number for clinicians, and for patients only when they ask for it."""

from __future__ import annotations

from math import log

from actions.form_items import item_name, shown
from actions.resources import phrases
from actions.turn import Turn
from bot.clinical.risk import RiskEstimate
from bot.clinical.risk.display import effect, of_thousand, percent
from bot.clinical.risk.display import shown as figures
from bot.clinical.risk.result import Contribution

__all__ = ["clinician_texts", "derived_line", "effects", "patient_texts", "refusal_texts", "words"]

_NOTABLE = 0.10  # |ln effect| below which a factor is not worth a word to a patient


def words(turn: Turn, key: str, **values: object) -> str:
    text = str(phrases()["risk"][turn.audience][key])
    return text.format(**values) if values else text


def refusal_texts(result: RiskEstimate, turn: Turn) -> list[str]:
    """Why no number is given; with skin changes, what matters instead."""
    texts = [result.text(code, turn.audience) for code in result.refusals]
    if "lesions_present" in result.refusals:
        texts.append(words(turn, "urgent") + " " + words(turn, "bring"))
    line = derived_line(result, turn)
    return [t.strip() for t in (*texts, line) if t.strip()]


def patient_texts(result: RiskEstimate, turn: Turn) -> list[str]:
    """Words and a picture of 1,000 people first; no percentage."""
    category = str(phrases()["risk"]["patient"]["category"][result.category])
    if result.category == "well_below":
        extra = [c for c in ("low_values_may_mean_poor_nutrition",) if c in result.codes()]
        category = " ".join(
            [
                category,
                *(result.text(c, "patient") for c in extra),
                result.model.messages["always_with_well_below"].text("patient"),
            ]
        )
    low, high = (of_thousand(value) for value in result.interval or (0.0, 0.0))
    texts = [words(turn, "first"), category, words(turn, "most", low=low, high=high)]
    up = [_named(c) for c in effects(result) if log(c.relative_effect) > _NOTABLE and c.value is not None][:3]
    down = [_named(c) for c in effects(result) if log(c.relative_effect) < -_NOTABLE and c.value is not None][:3]
    if up:
        texts.append(words(turn, "up", items=", ".join(up)))
    if down:
        texts.append(words(turn, "down", items=", ".join(down)))
    return [*texts, *_cautions(result, turn), *filter(None, [derived_line(result, turn)])]


def clinician_texts(result: RiskEstimate, turn: Turn) -> list[str]:
    """Interval first, then the word, then the figures, the table and what was left out."""
    seen = figures(result)
    if seen is None:
        return []
    category = str(phrases()["risk"]["clinician"]["category"][result.category])
    if result.category == "well_below":
        category += " " + result.model.messages["always_with_well_below"].text("clinician")
    table = [words(turn, "contributions")]
    for c in effects(result):
        low, high = c.interval
        value = "not known" if c.value is None else shown(c.value)
        table.append(f"• {c.label}: {value} → {effect(c.relative_effect)} ({effect(low)}–{effect(high)}) [{c.source}]")
    scenarios = "; ".join(
        f"{s.label} {percent(s.value, 2)} ({s.note})" if s.note else f"{s.label} {percent(s.value, 2)}"
        for s in result.scenarios
    )
    left_out = "; ".join(f"{item_name(n.factor)}: {n.text}" for n in result.not_used)
    texts = [
        words(turn, "number", interval=seen.interval, median=seen.median) + " " + words(turn, "first"),
        category + " " + words(turn, "times", multiplier=seen.multiplier, interval=seen.multiplier_interval),
        "\n".join(table),
        words(turn, "scenarios", items=scenarios),
    ]
    if left_out:
        texts.append(words(turn, "not_used", items=left_out))
    return [*texts, *_cautions(result, turn), *filter(None, [derived_line(result, turn)])]


def effects(result: RiskEstimate) -> list[Contribution]:
    """Contributions, the strongest first in either direction."""
    return sorted(result.contributions, key=lambda c: -abs(log(c.relative_effect)))


def derived_line(result: RiskEstimate, turn: Turn) -> str:
    """What was worked out from the values, rounded for reading."""
    names = phrases()["derived"]
    items = []
    for name, quantity in result.derived.items():
        unit = (
            str(quantity.unit)
            .replace("mg2/dL2", "mg²/dL²")
            .replace("mmol2/L2", "mmol²/L²")
            .replace("1", "", 1 if quantity.unit == "1" else 0)
        )
        items.append(f"{names.get(name, name)} {float(quantity.value):.1f} {unit}".rstrip())
    return words(turn, "derived", items="; ".join(items)) if items else ""


def _named(contribution: Contribution) -> str:
    return (
        item_name(contribution.factor)
        if contribution.factor not in ("age", "sex", "dialysis")
        else contribution.label.lower()
    )


def _cautions(result: RiskEstimate, turn: Turn) -> list[str]:
    silent = {"not_validated", "low_values_may_mean_poor_nutrition"} if not turn.is_clinician else set()
    return [" ".join(dict.fromkeys(result.text(code, turn.audience) for code in result.codes() if code not in silent))]
