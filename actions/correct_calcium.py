"""Calcium corrected for albumin, with the warning that it agrees poorly in dialysis."""

from __future__ import annotations

from actions.answering import canned
from actions.base import CalciAction
from actions.lab_sums import asked_first, computed, needed
from actions.lab_words import value_text
from actions.reply import Reply
from actions.resources import catalogue, phrases
from actions.turn import Turn
from bot.clinical.convert import convert, from_canonical
from bot.clinical.derived import Quantity, corrected_calcium
from bot.clinical.labs import LabReading
from bot.clinical.numbers import exact, rounded

__all__ = ["CorrectCalcium"]

_PLACES = {"mg/dL": 1, "mmol/L": 2}


class CorrectCalcium(CalciAction):
    action = "action_correct_calcium"

    def answer(self, turn: Turn) -> Reply:
        told = {reading.analyte: reading for reading in turn.stated}.get("calcium") or turn.readings.get("calcium")
        if told is not None and told.corrected:
            return canned("correct_already", turn)
        found = needed(turn, "correct_none", "calcium", "albumin")
        if isinstance(found, Reply):
            return found
        corrected = corrected_calcium(found[0], found[1], catalogue())
        assert corrected is not None  # both are usable
        typed = corrected.unit
        other = next(unit for unit in _PLACES if unit != typed)
        values = {u: convert(catalogue()["calcium"], corrected.value, typed, u) for u in (typed, other)}
        shown = asked_first([f"{rounded(values[u], _PLACES[u])} {u}" for u in (typed, other)], turn)
        text = str(phrases()["sums"]["corrected"]).format(
            calcium=value_text(found[0]),
            albumin=value_text(found[1]),
            first=shown[0],
            second=shown[1],
        )
        text = f"{text} {_formula(found[0], found[1], corrected)}"
        derived = {"corrected_calcium": Quantity(values["mg/dL"], "mg/dL")}
        return computed(turn, "correct_calcium", text, derived, "lab_tests")


def _formula(calcium: LabReading, albumin: LabReading, corrected: Quantity) -> str:
    """The sum as it was done, in the unit system of the calcium."""
    rule = catalogue().derived.corrections[corrected.unit]
    total = convert(catalogue()["calcium"], exact(calcium.value or 0), calcium.unit or rule.unit, rule.unit)
    protein = from_canonical(catalogue()["albumin"], exact(albumin.canonical_value or 0), rule.albumin_unit)
    figures = {"total": total, "slope": rule.slope, "reference": rule.reference, "protein": protein}
    shown = {name: f"{float(value):.4g}" for name, value in figures.items()}
    result = rounded(corrected.value, _PLACES[corrected.unit])
    return str(phrases()["sums"]["formula"]).format(
        **shown, result=result, unit=corrected.unit, albumin_unit=rule.albumin_unit
    )
