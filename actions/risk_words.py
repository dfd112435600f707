"""Words that every answer about the estimate shares: refusals, effects in plain words, derived values, cautions."""

from __future__ import annotations

from fractions import Fraction
from math import log
from typing import Any

from actions.form_items import item_name, shown
from actions.resources import catalogue, phrases
from actions.teaching_case import rounded_in_the_file
from actions.turn import Turn
from actions.typed_units import in_typed_unit, is_molar
from bot.clinical.risk import RiskEstimate
from bot.clinical.risk.result import Contribution, Warned

__all__ = [
    "category_text",
    "cautions",
    "derived_line",
    "effects",
    "plain_ratio",
    "refusal_texts",
    "value_words",
    "words",
]

_WITH_ITS_WORD = "low_values_may_mean_poor_nutrition"  # stands directly after "well below", not among the cautions


def words(turn: Turn, key: str, **values: object) -> str:
    """A phrase about the estimate in this turn's register."""
    text = str(phrases()["risk"][turn.audience][key])
    return text.format(**values) if values else text


def plain_ratio(ratio: float) -> str:
    """A ratio in words without false precision, to be followed by what it is compared with: "about twice"."""
    bands: list[dict[str, Any]] = phrases()["risk"]["ratios"]
    band = next((band for band in bands if ratio < band.get("below", ratio + 1)), bands[-1])
    return str(band["text"]).format(n=round(ratio))


def effects(result: RiskEstimate) -> list[Contribution]:
    """Contributions, the strongest first in either direction; unknown ones last."""
    return sorted(result.contributions, key=lambda c: (c.value is None, -abs(log(c.relative_effect))))


def value_words(contribution: Contribution, turn: Turn) -> str:
    """The value behind a contribution, in the unit typed for it: `yes`, `36`, `46–65`, `2.4 mmol/L`, `not known`."""
    if contribution.value is None:
        return str(phrases()["values"]["unknown"])
    text = shown(contribution.value)
    if contribution.factor in catalogue():
        typed = in_typed_unit(catalogue()[contribution.factor], float(contribution.value), turn)
        return typed or f"{text} {catalogue()[contribution.factor].canonical_unit}"
    return text.replace("-", "–") if contribution.factor == "age" else text


def refusal_texts(result: RiskEstimate, turn: Turn) -> list[str]:
    """Why no number is given: the first reason only. With skin changes, what matters instead."""
    reason = result.refusals[0]
    texts = [_named_reason(reason, result, turn)]
    if reason == "lesions_present":
        texts.append(f"{words(turn, 'urgent')} {words(turn, 'bring')}")
    return [*texts, *derived_line(result, turn)]


def _named_reason(reason: str, result: RiskEstimate, turn: Turn) -> str:
    return _warning(next(warned for warned in result.warnings if warned.code == reason), result, turn)


def _warning(warned: Warned, result: RiskEstimate, turn: Turn) -> str:
    """A warning with the names that the conversation uses for things."""
    filled = {key: _plain(value, turn.audience) for key, value in warned.details.items()}
    return result.model.messages[warned.code].text(turn.audience, **filled)


def _plain(value: object, audience: str) -> str:
    if isinstance(value, str | list | tuple):
        return ", ".join(item_name(name, audience) for name in ([value] if isinstance(value, str) else value))
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def derived_line(result: RiskEstimate, turn: Turn) -> list[str]:
    """What was worked out from the values, rounded for reading; the product in both unit systems."""
    shown_as: dict[str, dict[str, Any]] = phrases()["derived_shown"]
    figures = {
        name: f"{float(quantity.value):.{shown_as[name]['places']}f} {shown_as[name]['unit']}".strip()
        for name, quantity in result.derived.items()
        if name in shown_as
    }
    corrected = result.derived.get("corrected_calcium")
    typed = in_typed_unit(catalogue()["calcium"], Fraction(corrected.value), turn) if corrected else None
    if typed:
        figures["corrected_calcium"] = typed
    second = figures.pop("calcium_phosphate_product_si", None)
    if second:
        figures["calcium_phosphate_product"] = _product(figures["calcium_phosphate_product"], second, turn)
    items = "; ".join(f"{item_name(name, turn.audience)} {figure}" for name, figure in figures.items())
    case = rounded_in_the_file(turn)
    return [" ".join([words(turn, "derived", items=items), *(case[:1] if case else ())])] if items else []


def _product(mass: str, molar: str, turn: Turn) -> str:
    """The product in both unit systems, the typed one first; for a patient one number without squared units."""
    first, second = (molar, mass) if is_molar(turn) else (mass, molar)
    if turn.is_clinician:
        return f"{first} ({second})"
    return words(turn, "product", figure=first.split()[0], unit="mmol/L" if is_molar(turn) else "mg/dL")


def cautions(result: RiskEstimate, turn: Turn) -> list[str]:
    """The warnings of an estimate in one paragraph; what every estimate says anyway is not repeated to a patient."""
    silent = {_WITH_ITS_WORD} if turn.is_clinician else {_WITH_ITS_WORD, "not_validated"}
    text = " ".join(_warning(warned, result, turn) for warned in result.warnings if warned.code not in silent)
    return [text] if text else []


def category_text(result: RiskEstimate, turn: Turn) -> str:
    """The word for the estimate. "Well below" never stands alone."""
    text = str(phrases()["risk"][turn.audience]["category"][result.category])
    if result.category != "well_below":
        return text
    nutrition = [result.text(_WITH_ITS_WORD, turn.audience)] if _WITH_ITS_WORD in result.codes() else []
    return " ".join([text, *nutrition, result.model.messages["always_with_well_below"].text(turn.audience)])
