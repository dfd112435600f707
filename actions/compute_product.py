"""Calcium × phosphate in both unit systems."""

from __future__ import annotations

from actions.base import CalciAction
from actions.lab_sums import asked_first, computed, needed
from actions.lab_words import value_text
from actions.reply import Reply
from actions.resources import catalogue, phrases
from actions.turn import Turn
from bot.clinical.convert import to_canonical
from bot.clinical.derived import calcium_phosphate_product, corrected_calcium
from bot.clinical.labs import LabReading
from bot.clinical.numbers import exact, rounded

__all__ = ["ComputeProduct"]


class ComputeProduct(CalciAction):
    action = "action_compute_product"

    def answer(self, turn: Turn) -> Reply:
        found = needed(turn, "product_none", "calcium", "phosphate")
        if isinstance(found, Reply):
            return found
        product = calcium_phosphate_product(found[0], found[1], catalogue())
        assert product is not None  # both are usable
        mass, molar = product
        shown = asked_first([f"{rounded(mass.value, 1)} mg²/dL²", f"{rounded(molar.value, 1)} mmol²/L²"], turn)
        text = str(phrases()["sums"]["product"]).format(
            calcium=value_text(found[0]),
            phosphate=value_text(found[1]),
            first=shown[0],
            second=shown[1],
        )
        text = " ".join([text, *_with_corrected(found[0], found[1], turn)])
        derived = {"calcium_phosphate_product": mass}
        return computed(turn, "compute_product", text, derived, "calcium_phosphate_product")


def _with_corrected(calcium: LabReading, phosphate: LabReading, turn: Turn) -> list[str]:
    """After a correction for albumin: that the measured calcium was taken, and what the corrected one would come to."""
    albumin = turn.readings.get("albumin")
    if turn.slot("task") != "correct_calcium" or calcium.corrected or albumin is None:
        return []
    corrected = corrected_calcium(calcium, albumin, catalogue())
    if corrected is None:
        return []
    mass = to_canonical(catalogue()["calcium"], corrected.value, corrected.unit) * exact(phosphate.canonical_value or 0)
    return [str(phrases()["sums"]["product_measured"]).format(corrected=f"{rounded(mass, 1)} mg²/dL²")]
