"""A calcium–phosphate product that somebody brings along: in both units, and against the limits of the past."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from actions.lab_sums import computed
from actions.reply import Reply
from actions.resources import catalogue, labs
from actions.turn import Turn
from actions.wording import phrase
from bot.clinical.convert import convert
from bot.clinical.derived import Quantity
from bot.clinical.numbers import rounded

__all__ = ["product_reply"]

_MASS, _MOLAR = "mg2/dL2", "mmol2/L2"
_OTHER = {_MASS: _MOLAR, _MOLAR: _MASS}
_OF_KIND = {"mg": _MASS, "mmol": _MOLAR}


def product_reply(turn: Turn) -> Reply | None:
    """What the product told may be held against; None where none was told. No target: there is none."""
    told = turn.details.get("product")
    if not told:
        return None
    unit = _OF_KIND[str(told["kind"])]
    value = {unit: Fraction(str(told["value"]))}
    value[_OTHER[unit]] = value[unit] * _factor() if unit == _MOLAR else value[unit] / _factor()
    text = phrase(
        turn,
        "sums",
        "brought",
        value=f"{told['value']} {_shown(unit)}",
        other=f"{rounded(value[_OTHER[unit]], 1)} {_shown(_OTHER[unit])}",
        items="; ".join(_against(row, value) for row in _limits()),
    )
    derived = {"calcium_phosphate_product": Quantity(value[_MASS], _MASS)}
    reply = computed(turn, "interpret_labs", text, derived, "calcium_phosphate_product")
    reply.slots["task"] = "compute_product"
    return reply


def _factor() -> Fraction:
    """How many mg²/dL² are one mmol²/L²."""
    calcium, phosphate = (convert(catalogue()[a], Fraction(1), "mmol/L", "mg/dL") for a in ("calcium", "phosphate"))
    return calcium * phosphate


def _limits() -> list[dict[str, Any]]:
    return list(labs()["derived"]["calcium_phosphate_product"]["historical"])


def _against(row: dict[str, Any], value: dict[str, Fraction]) -> str:
    limit = str(row.get("below") or row.get("above"))
    here = value[row["unit"]]
    side = "above" if here > Fraction(limit) else "below" if here < Fraction(limit) else "at"
    return f"{side} {limit} {_shown(row['unit'])} ({row['who']})"


def _shown(unit: str) -> str:
    return unit.replace("2", "²")
